"""What a review page is made of, whatever it was saved as: lines of words, and how each of them stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from data.errors import Expected, expected

MOST_CHARACTERS = 300_000
"""Ten times the longest review page; what comes after is not read, so that no page can take long."""

MOST_LINES = 5_000
"""The same in lines."""

MOST_LINES_OF_A_LIST = 400
"""Of characters, sections or recommendations: some of them are compared with all others of their kind."""


class Kind(Enum):
    """How a line stands on its page. Plain text shows little of it: most lines are TEXT there."""

    TEXT = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    CAPTION = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One heading, paragraph, list item or row of a table, without its markup."""

    text: str
    number: int | None = None
    """The line of the file, where the file has lines."""
    kind: Kind = Kind.TEXT
    level: int = 0
    """Of a heading: 1 to 6 as in HTML, 7 for a line that is all bold."""
    cells: tuple[str, ...] = ()
    """Of a row, or of a line with wide gaps: its parts."""
    lead: str = ""
    """The words at its beginning that are a link or bold."""


@dataclass(frozen=True, slots=True)
class Page:
    """All lines, and what a page says of itself outside of them."""

    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    """What the page calls itself, the most trusted first."""
    author: str | None = None
    articles: int = 0
    """How many articles the page marks in its markup."""
    notes: tuple[Expected, ...] = field(default=())
    """What was expected of the page and was not so."""


def too_long() -> Expected:
    """For a page of which only the beginning was read."""
    limits = {"characters": MOST_CHARACTERS, "lines": MOST_LINES}
    return expected("a page of at most {characters:,} characters and {lines:,} lines; the rest was not read", **limits)
