"""How a field of a review stands in one cell of a table, and how it is read back.

- plain values stand as they are, a verdict as `Mixed (Divisive)`;
- several names are separated by `;`, or stand on a line each where one of them has a `;` in it;
- releases stand on a line each: `2023-10-06 Netflix`;
- characters, warnings, sections and recommendations are JSON lists under the field names of `data.models`.

Whatever begins like a formula is guarded (`data.formats.formulas`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from data.formats import verdicts
from data.formats.formulas import guard, unguard
from data.models import Film, Review
from data.parts import FIELDS, Kind

FILM_COLUMNS = tuple(Film.model_fields)
COLUMNS = (*FILM_COLUMNS, *(name for name in Review.model_fields if name != "film"))
"""One column a field, the film's first."""

_RELEASE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:\s+(?P<where>.+))?")


class CellError(ValueError):
    """A cell that cannot be read; says what was expected."""


def write(column: str, value: Any) -> str:
    """A field's value, as `model_dump(mode="json")` gives it, as a cell."""
    if value is None or value == []:
        return ""
    return guard(_way(_WRITERS, column)(value))


def read(column: str, cell: str) -> Any:
    """The value of a cell; nothing of an empty one.

    Raises:
        CellError: it is not in the form of its column.
    """
    text = unguard(cell)
    return _way(_READERS, column)(text) if text.strip() else None


def _way(ways: dict[Kind, Callable[[Any], Any]], column: str) -> Callable[[Any], Any]:
    """How a column's kind is told in a cell; most stand as they are."""
    field = FIELDS.get(column)
    return ways.get(field.kind, str) if field else str


def _write_names(names: list[str]) -> str:
    if not any(";" in name for name in names):
        return "; ".join(names)
    return "\n".join(names) + ("\n" if len(names) == 1 else "")


def _read_names(text: str) -> list[str]:
    names = text.replace("\r", "").split("\n" if "\n" in text else ";")
    return [name for name in names if name.strip()]


def _write_releases(releases: list[dict[str, str]]) -> str:
    return "\n".join(" ".join(release.values()) for release in releases)


def _read_releases(text: str) -> list[dict[str, str]]:
    found = [_RELEASE.fullmatch(line.strip()) for line in text.replace("\r", "").split("\n") if line.strip()]
    if not all(found):
        raise CellError("a date and a place on each line, as in `2023-10-06 Netflix`")
    return [release.groupdict() for release in found if release]


def _write_verdict(verdict: dict[str, str]) -> str:
    return f"{verdict['tier']} ({verdict['qualifier']})" if "qualifier" in verdict else verdict["tier"]


def _read_verdict(text: str) -> Any:
    verdict = verdicts.parse(text)
    if verdict is None:
        raise CellError(verdicts.EXPECTED)
    return verdict


def _write_structure(items: list[Any]) -> str:
    return json.dumps(items, ensure_ascii=False)


def _read_structure(text: str) -> Any:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list):
        raise CellError("a JSON list of objects")
    return items


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.RELEASES: _write_releases,
    Kind.VERDICT: _write_verdict,
    Kind.NAMES: _write_names,
    Kind.ENTRIES: _write_structure,
}
_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.RELEASES: _read_releases,
    Kind.VERDICT: _read_verdict,
    Kind.NAMES: _read_names,
    Kind.ENTRIES: _read_structure,
}
