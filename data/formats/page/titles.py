"""What a page is about: the film's title and year, without the words that make it the title of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.formats.page.lines import Line

_YEAR = re.compile(r"[(\[](?P<year>(?:18[7-9]|19|20)\d\d)[)\]]")
_PAGE_WORDS = re.compile(
    r"(?:(?:the|a|an|our|full|film|movie|series|show|episode|season|cast|character|plot|spoilers?|with|without|and|by|in|of|ending"
    r"|explained|review|reviews|recap|summary|overview|guide|rating|synopsis|details|information|netflix|analysis"
    r"|where to watch|spoiler-free|tv|discussion|pros|cons|verdict)[\s/&,()|+:-]*)+",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\b(?:review|recap|summary|overview|synopsis|ending explained|spoilers?)\b", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\A(?:(?:film|movie|series|tv|netflix|book)\s+)?(?:review|recap)(?:\s+of)?\s*[:–—|-]\s*", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[–—|-]\s+|\s*[|»]\s*|:\s+")
_CAPTION = re.compile(
    r"[“\"'‘](?P<what>[^”\"]{1,160}?),?[”\"'’],?\s+(?P<title>.{1,160}?),?\s+(?:\([^()]*\),?\s*)?"
    r"directed by\s+(?P<rest>.+)",
    re.I,
)
_SERIES = re.compile(
    r"\bseason\s+\d+|\bepisodes?\s+\d+|\bseries premiere\b|\bseason (?:premiere|finale)\b|\bs\d{1,2}\s?e\d{1,2}\b"
    r"|\blimited series\b",
    re.IGNORECASE,
)
_LONGEST = 400
_QUOTES = '“”"‘’ '


@dataclass(frozen=True, slots=True)
class Named:
    """A title as the page gives it; the year where it gives one."""

    title: str
    year: int | None = None


def named(text: str) -> Named | None:
    """`Ballerina (2023) – Review and Summary`, `Movie Review: Ballerina`, … without what is not the film's name."""
    text = re.split(r"\s*[»›]\s*", " ".join(text[:_LONGEST].split()))[-1]
    text = _BEGINNING.sub("", text, count=1)
    dated = _YEAR.search(text)
    year = int(dated["year"]) if dated else None
    title = text[: dated.start()] if dated and dated.start() > 0 else _without_page_words(text)
    title = title.strip().rstrip(":–—-|/, ").strip()
    if title[:1] in '“"' and title[-1:] in '”"':
        title = title.strip(_QUOTES)
    return Named(title, year) if title and len(title) <= 200 else None


def _without_page_words(text: str) -> str:
    """Cut before the first part that only says what kind of page it is; a site's name behind it goes too."""
    for separator in _SEPARATOR.finditer(text):
        behind = _SEPARATOR.split(text[separator.end() :])[0]
        if _PAGE_WORDS.fullmatch(behind.strip()) and _TELLING.search(behind):
            return text[: separator.start()]
    ending = re.fullmatch(
        r"(?P<title>.+?)\s+(?:(?:film|movie|series|season)\s+)?(?:review|recap)s?", text, re.IGNORECASE
    )
    return ending["title"] if ending else text


def is_page_title(line: Line) -> bool:
    """Whether a line at the top is the title of a review page: with a year in brackets, or `Review` at its end."""
    text = line.text
    if len(text) > 200 or text.endswith((".", "!")) or len(text.split()) > 25:
        return False
    if _YEAR.search(text):
        return True
    return _without_page_words(_BEGINNING.sub("", text, count=1)) != text


def named_in_caption(text: str) -> Named | None:
    """The film in `“Ok-ju (Jeon Jong-seo),” Ballerina, directed by Chung-Hyun Lee, 2023, (Netflix)`."""
    found = _CAPTION.fullmatch(text[:_LONGEST])
    if not found:
        return None
    year = re.search(r"\b(?:18[7-9]|19|20)\d\d\b", found["rest"])
    title = found["title"].strip(_QUOTES + ",")
    dated = named(title)
    return Named(
        dated.title if dated else title, dated.year if dated and dated.year else int(year[0]) if year else None
    )


def is_series(text: str) -> bool:
    """Whether a title is that of a series, a season or an episode."""
    return _SERIES.search(text) is not None
