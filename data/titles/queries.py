"""Reads a query: the year in it, the release tags behind it, the chatter around it, and what is left to look for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.titles.chatter import bare as without_weak
from data.titles.chatter import trim
from data.titles.normalize import MAX_CHARS, fold, front_article, strip_article, strip_slipped_article
from data.titles.numerals import digits

_TAGS = re.compile(
    r"(?i)\b(?:(?:480|576|720|1080|1440|2160|4320)[pi]|4k|uhd|blu-?ray|b[dr]-?rip|b[dr]remux|web-?(?:dl|rip)|"
    r"web(?= x26)|hd-?(?:rip|tv|cam|ts|dvd)|dvd-?(?:rip|scr|r|5|9)?|x26[45]|h\.?26[45]|hevc|xvid|"
    r"divx|avc|remux|remastered|repack|proper|limited|unrated|extended|internal|multi|dual|subbed|dubbed|eng|ita|aac|ac3|dts|dd[+]?5|ddp?5|"
    r"10bit|hdr|yify|yts|rarbg|mkv|mp4|avi|cam|telesync|r5|imax|complete|bonus|sample|extras?)\b"
)
_STRONG_TAG = re.compile(
    r"(?i)\b(?:(?:480|576|720|1080|2160)[pi]|blu-?ray|b[dr]-?rip|web-?(?:dl|rip)|hd-?(?:rip|tv|cam|dvd)|"
    r"dvd-?(?:rip|scr|r)|x26[45]|h\.?26[45]|hevc|xvid|divx|remux|yify|rarbg|mkv|mp4|avi)\b"
)
_YEAR = re.compile(r"(?<![\w#])(?:18[89]\d|19\d\d|20[0-3]\d)(?![\w])")
_AROUND_A_YEAR = " ()[]{}.,:;-–—'\"“”‘’«»*_`~|/\\<>#"
"""Signs that are no title: `(1917)` is one of digits."""
_SHORT_YEAR = re.compile(r"(?:^|\s)['’](\d\d)(?=$|[\s.,!?)])")
_YEAR_CUE = re.compile(r"(?:\b(?:the|from|of|in)\s+)?[(\[]?%s[)\]]?(?:\s+(?:movie|film|version|one))?")


_QUOTED = re.compile(
    r"[\"“”«»]([^\"“”«»]{2,80})[\"“”«»]|(?<!\w)[*_]{1,3}([^*_]{2,80})[*_]{1,3}(?!\w)|(?:^|\s)['‘]([^'‘’]{2,80})['’](?!\w)"
)
_PIECE = re.compile(r"[.!?;:,/()\[\]\n]+(?:\s+|$)|\s[-–—]+\s|\.{2,}|[!?/]+")
_RUN = re.compile(
    r"[A-Z0-9][^\s,.!?;:]*[:,]?(?:\s+(?:(?:a|an|and|at|by|de|for|from|in|is|la|le|no|of|on|or|the|to|vs?\.?|with|&|-)\s+)*[A-Z0-9&][^\s,.!?;:]*[:,]?)*"
)
_FIRST_PART = re.compile(r" (?:part |volume |chapter )?1$")
MAX_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Query:
    """A query in the forms that the index compares; every text is folded."""

    raw: str
    """What was typed, cut to `MAX_CHARS`."""
    whole: str
    """All of it, numerals in digits, no leading article."""
    core: str
    """What is left after year, tags and chatter are gone; never empty unless `whole` is."""
    plain: str
    """Without year and tags only, and its numerals as they were typed."""
    segments: tuple[str, ...]
    """The pieces that may be the title, the core first."""
    quoted: int
    """How many of the segments, from the second on, stood in quotes or emphasis."""
    article: bool
    year: int
    """The year in the query, 0 for none."""
    release: bool
    dropped: int
    """How many words were taken for chatter."""


def parse(raw: str) -> Query:
    """Any text at all becomes a Query."""
    raw = raw[:MAX_CHARS]
    text = raw if raw.isprintable() else "".join(c if c.isprintable() else " " for c in raw)
    title, release = _release(text)
    title, year = _year(title)
    signs = title.strip().casefold() if year and not fold(title) else ""  # `$ 1971`
    whole = signs or digits(strip_article(fold(text))) or text.strip().casefold()
    folded = fold(front_article(title))
    core, dropped = trim(folded)
    bare = strip_article(folded)
    first = digits(strip_slipped_article(strip_article(core))) or whole
    quoted = _quoted(title)
    segments = dict.fromkeys([first, *quoted, digits(bare) or whole])
    if dropped:
        segments[without_weak(first)] = None
    if first.endswith(" 1"):
        segments[_FIRST_PART.sub("", first)] = None
    if " " in core and not release:
        segments |= dict.fromkeys(_pieces(title))
    segments.pop("", None)
    texts = tuple(segments)[:MAX_SEGMENTS]
    article = bare != folded if not dropped else core.startswith(("the ", "a ", "an "))
    return Query(raw, whole, first, bare or whole, texts, len(quoted), article, year, release, dropped)


def _quoted(text: str) -> list[str]:
    found = (next(filter(None, m.groups()), "") for m in _QUOTED.finditer(text))
    return [t for t in (digits(strip_article(fold(piece))) for piece in found) if t][:2]


def _pieces(text: str) -> list[str]:
    pieces = [piece for piece in _PIECE.split(text) if piece and piece.strip()]
    runs = [] if text.isupper() else [m.group() for m in _RUN.finditer(text) if m.start() > 0 or m.end() < len(text)]
    runs.sort(key=len, reverse=True)
    chosen = [*runs[:2], *(pieces[:3] if len(pieces) > 1 else ())]
    folded = [fold(piece) for piece in chosen]
    return [digits(strip_article(text)) for text in (*folded, *(trim(text)[0] for text in folded))]


def _release(text: str) -> tuple[str, bool]:
    if not _STRONG_TAG.search(text):
        return text, False
    spaced = text if " " in text.strip() else re.sub(r"[._]+", " ", text)
    tag = next((m for m in _TAGS.finditer(spaced) if m.start() > 0), None)
    head = spaced[: tag.start()] if tag else spaced
    year = next((m for m in _YEAR.finditer(head) if m.start() > 0), None)
    return (head[: year.end()] if year else head), True


def _year(text: str) -> tuple[str, int]:
    """Takes a year out of a text, if something is left then."""
    short = _SHORT_YEAR.search(text)
    years = list(_YEAR.finditer(text))
    if years:
        found = years[-1]
        year = int(found.group())
    elif short:
        found, year = short, int(short[1]) + (2000 if int(short[1]) < 40 else 1900)
    else:
        return text, 0
    cue = re.compile(_YEAR_CUE.pattern % re.escape(found.group()), re.IGNORECASE).search(text) or found
    left = f"{text[: cue.start()]} {text[cue.end() :]}"
    return (left, year) if fold(left) or left.strip(_AROUND_A_YEAR) else (text, 0)
