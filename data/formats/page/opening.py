"""What stands above the first part of a page: its title, who wrote it, and the opening line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.formats.page.dates import dates_in
from data.formats.page.landmarks import key
from data.formats.page.lines import Kind, Line
from data.formats.page.notes import Notes
from data.formats.page.titles import is_page_title

_BYLINE = re.compile(
    r"(?:(?:posted|published|written|review(?:ed)?|words)\s+)?by:?\s+(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,4})"
    r"(?:\s*(?:[|•·,/–—-]|on\b|posted\b|updated\b|in\b|(?=\d)).*)?",
)
_DATED_BYLINE = re.compile(
    r".{0,40}\d{4}.{0,20}\s+by\s+(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,4})\s*(?:[|•·/–—-].*)?"
)
_POSTED = re.compile(r"(?:posted|published|updated|last updated|modified)(?:\s+on)?\b", re.IGNORECASE)
_BREADCRUMB = re.compile(r"(?:home\s*[»›>/]).*|.*[»›].*[»›].*", re.IGNORECASE)
_WITH_MENU = re.compile(r"\bskip to content\b|\((?:19|20)\d\d\) [–—-] .{0,30}\b(?:review|recap)\b", re.IGNORECASE)
_LONGEST_BLURB = 300


@dataclass
class Opening:
    """Title lines, author and prose from above the first part."""

    titles: list[str] = field(default_factory=list)
    author: str | None = None
    prose: list[str] = field(default_factory=list)
    first: str | None = None
    """The first line, where it may be a title although nothing shows that it is."""


def opening_of(lines: list[Line], notes: Notes, titles: tuple[str, ...]) -> Opening:
    """Sort the lines; `titles` are those that the page is known by already."""
    opening = Opening()
    known = {key(title) for title in titles}
    for line in lines:
        author = _author(line.text)
        if author:
            opening.author = opening.author or author
        elif key(line.text) not in known and not _is_about_the_page(line.text):
            _sort(opening, line, notes)
    if opening.first and (titles or opening.titles):
        notes.leave([opening.first])
        opening.first = None
    return opening


def _author(text: str) -> str | None:
    found = (_BYLINE.fullmatch(text) or _DATED_BYLINE.fullmatch(text)) if len(text) < 120 else None
    return found["name"] if found else None


def _sort(opening: Opening, line: Line, notes: Notes) -> None:
    is_title = is_page_title(line) and (line.kind is not Kind.ITEM or not opening.titles)
    if is_title or (line.kind is Kind.HEADING and line.level == 1):
        opening.titles.append(line.text)
    elif _is_prose(line.text) and not _WITH_MENU.search(line.text[:200]):
        opening.prose.append(line.text)
    elif opening.first is None and not opening.titles and _may_be_a_title(line.text):
        opening.first = line.text
    else:
        notes.leave([line.text])


def blurb_of(opening: Opening, notes: Notes) -> str | None:
    """The opening line."""
    return notes.fitted(opening.prose[0], _LONGEST_BLURB, "blurb") if opening.prose else None


def _may_be_a_title(text: str) -> bool:
    return len(text.split()) <= 10 and text[:1].isupper() and not text.endswith((".", ":", ",", "!"))


def _is_about_the_page(text: str) -> bool:
    if len(text) < 80 and (_POSTED.match(text) or _BREADCRUMB.fullmatch(text)):
        return True
    dates = dates_in(text)
    return len(dates) == 1 and len(text) <= dates[0].end + 3 and text[:3].casefold() not in {"in ", "on "}


def _is_prose(text: str) -> bool:
    ends = text.rstrip('”"’)* ').endswith((".", "!", "?", "…"))
    words = len(text.split())
    return (words >= 5 and ends) or words >= 20
