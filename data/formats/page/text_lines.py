"""Plain text, with or without Markdown's marks, to the lines of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from data.errors import Expected
from data.formats.page.lines import MOST_CHARACTERS, MOST_LINES, Kind, Line, Page, too_long
from data.formats.page.unwrapping import unwrapped

_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?[^()\s]*>?(?:\s+\"[^\"]*\")?\)")
_REFERENCE = re.compile(r"\[(?:\d{1,3}|[a-z])\](?=\S)|(?<=\S)\[\d{1,3}\]")
_EMPHASIS = re.compile(r"(?<![\w*_])(?:[*_]{1,3})(?=[^\s*_])|(?<=[^\s*_])(?:[*_]{1,3})(?![\w*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"(?:[•·▪◦‣●○■∙*+–-]|\(?\d{1,2}\\?[.)])\s+(?=\S)")
_RULE = re.compile(r"[\s|:+=_*–—-]{3,}")
_UNDERLINE = re.compile(r"(=|-)\1{2,}")
_PIPE = re.compile(r"^\||\|$|\|\s|\s\|")
_LONGEST_ROW = 2000
_GAP = re.compile(r"\t+|\s{3,}")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<bold>[^*_]{1,200}?)(?<=\S)\1")


def page_of_text(text: str) -> Page:
    """The lines of a text; what is beyond `MOST_CHARACTERS` or `MOST_LINES` is not read."""
    notes: tuple[Expected, ...] = ()
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        notes = (too_long(),)
    text = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\f", "\n")
    return Page(tuple(_lines(unwrapped(html.unescape(text).split("\n")[:MOST_LINES]))), notes=notes)


def _lines(numbered: list[tuple[int, str]]) -> Iterator[Line]:
    for index, (number, raw) in enumerate(numbered):
        stripped = raw.strip().removeprefix("> ").strip()
        if not stripped or _RULE.fullmatch(stripped):
            continue
        following = numbered[index + 1][1].strip() if index + 1 < len(numbered) else ""
        underlined = _UNDERLINE.fullmatch(following) is not None and "|" not in stripped
        line = _line(number, stripped, underlined)
        if line.text:
            yield line


def _line(number: int, stripped: str, underlined: bool) -> Line:
    if "|" in stripped and (cells := _cells(stripped)):
        return Line(" | ".join(cells), number, Kind.ROW, cells=cells)
    heading = _HEADING.fullmatch(stripped)
    if heading:
        return Line(_plain(heading[2].rstrip("# ")), number, Kind.HEADING, len(heading[1]))
    item = _ITEM.match(stripped)
    body = stripped[item.end() :] if item else stripped
    parts = tuple(_plain(part) for part in _GAP.split(body))
    cells = parts if len(parts) > 1 and len(body) < 300 else ()
    text = _plain(body)
    bold = _BOLD.match(body)
    if item:
        return Line(text, number, Kind.ITEM, cells=cells, lead=_lead(body))
    if underlined:
        return Line(text, number, Kind.HEADING, 2)
    if bold and bold.end() == len(body):
        return Line(text, number, Kind.HEADING, 7)
    return Line(text, number, cells=cells, lead=_lead(body))


def _cells(stripped: str) -> tuple[str, ...]:
    """The cells of a row with pipes, with or without a pipe at either end."""
    if len(stripped) > _LONGEST_ROW or not _PIPE.search(stripped):
        return ()
    cells = re.split(r"(?<!\\)\|", stripped.strip("|"))
    return tuple(cell for cell in map(_plain, cells) if cell)


def _lead(body: str) -> str:
    bold, link = _BOLD.match(body), _LINK.match(body.lstrip("*_"))
    found = bold["bold"] if bold else link[1] if link else ""
    return _plain(found)


def _plain(text: str) -> str:
    """Words without links, emphasis, footnote marks and escapes, on one line."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _ESCAPED.sub(r"\1", _EMPHASIS.sub("", _REFERENCE.sub("", text)))
    return " ".join(text.split())
