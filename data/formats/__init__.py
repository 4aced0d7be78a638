"""Reviews in and out of files: one table of formats, one module (or package) a format.

To add a format: a module with `recognises`, `read` and, if it can be written, `dumps`; a line in `FORMATS`; its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from data.errors import Reason, UnsupportedFormat
from data.formats import csv_reviews, json_reviews, markdown, page
from data.formats.decoding import decode
from data.formats.page import html_lines
from data.formats.reading import Draft, Reading, refused
from data.formats.refusals import refusal
from data.models import Review

__all__ = ["FORMATS", "Draft", "Format", "Reading", "read_bytes", "write"]


@dataclass(frozen=True)
class Format:
    """One way to write reviews down.

    `recognises` judges a whole text by its form; `read` never raises; `dumps` is missing where a format is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[str, str], Reading]
    dumps: Callable[[Sequence[Review]], str] | None = None
    holds_many: bool = False
    encoding: str = "utf-8"


def _dump_one(reviews: Sequence[Review]) -> str:
    return markdown.dumps(reviews[0])


_TABLE = (
    Format("markdown", (".md", ".markdown"), markdown.recognises, markdown.read, _dump_one),
    Format("json", (".json",), json_reviews.recognises, json_reviews.read, json_reviews.dumps, holds_many=True),
    # spreadsheets take a CSV file for UTF-8 only where it begins with a byte order mark
    Format("csv", (".csv", ".tsv"), csv_reviews.recognises, csv_reviews.read, csv_reviews.dumps, True, "utf-8-sig"),
    Format("html", (".html", ".htm", ".xhtml"), html_lines.recognises, page.read_html),
    Format("text", (".txt", ".text"), lambda text: True, page.read_text),
)
FORMATS: dict[str, Format] = {one.name: one for one in _TABLE}
"""Every format by its name. The order is that in which a file is tried whose suffix tells nothing."""

_MEANT_BY_SUFFIX = frozenset(("json", "csv"))
"""A file of such a name is read as what it claims to be, so that what is wrong with it is told."""


def read_bytes(data: bytes, file_name: str, format: str | None = None) -> Reading:  # noqa: A002 - the word of the trade
    """Read a file of any kind: drafts, or problems that say what is wrong with it; never an exception for its content.

    `file_name` names it in problems and helps to tell its format, which `format` (a name in `FORMATS`) settles.
    At most 5 MB are read.

    Raises:
        UnsupportedFormat: there is no format of that name.
    """
    named = _named(format) if format else None
    why = refusal(data)
    if why:
        return refused(file_name, why)
    decoded = decode(data)
    reading = (named or format_of(decoded.text, file_name)).read(decoded.text, file_name)
    if decoded.note is None:
        return reading
    drafts = tuple(replace(draft, guessed=decoded.guessed) for draft in reading.drafts)
    return Reading(drafts, (*refused(file_name, decoded.note, field="text").problems, *reading.problems))


def format_of(text: str, file_name: str) -> Format:
    """The format of a text: what its suffix claims if it can be that, else the first that recognises it."""
    suffix = PurePath(file_name).suffix.lower()
    claimed = next((one for one in _TABLE if suffix in one.suffixes), None)
    if claimed and claimed.name != "text" and (claimed.name in _MEANT_BY_SUFFIX or claimed.recognises(text)):
        return claimed
    return next(one for one in _TABLE if one.recognises(text))


def write(reviews: Sequence[Review], format: str) -> bytes:  # noqa: A002
    """The content of a file with these reviews.

    Raises:
        UnsupportedFormat: there is no such format, it is only read, or it holds one review and these are more or none.
    """
    chosen = _named(format)
    if chosen.dumps is None:
        writable = ", ".join(one.name for one in _TABLE if one.dumps)
        raise UnsupportedFormat(Reason.FORMAT_ONLY_READ, format=format, writable=writable)
    if not chosen.holds_many and len(reviews) != 1:
        raise UnsupportedFormat(Reason.FORMAT_HOLDS_ONE, format=format, count=len(reviews))
    return chosen.dumps(reviews).encode(chosen.encoding)


def _named(name: str) -> Format:
    if name not in FORMATS:
        raise UnsupportedFormat(Reason.NO_FORMAT, format=name, formats=", ".join(FORMATS))
    return FORMATS[name]
