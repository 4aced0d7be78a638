"""Loose values to a review: what the model does not take is taken out again, and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from data.errors import Expected, Problem, expected
from data.formats.reading import Draft
from data.models import Review, ReviewState

_ROUNDS = 8
"""Taking one value out can make another one wrong: a warning without its topic. So often at the most."""

_MOST_ITEMS = 1000
"""No list of the model takes as many; saying of each item what is wrong with it would take seconds, and the memory."""

_GONE = object()
_NEEDED = {("film",), ("film", "title"), ()}


@dataclass(frozen=True)
class Place:
    """Where values come from, as problems name it."""

    file: str
    line: int | None = None
    name: str = ""
    """Which review of the file, as in `review 3`."""

    def problem(self, field: str, what: Expected | str) -> Problem:
        """A problem of one field here."""
        return Problem(self.file, ", ".join(filter(None, (self.name, field))), what, self.line)


def draft_of(values: dict[str, Any], place: Place, left: Sequence[str] = ()) -> tuple[Draft | None, list[Problem]]:
    """A draft of all values that are right, or none if not even the title is; and then the problems.

    What states no state, or a wrong one, is a draft. The problems of a draft are in it.
    `values` are taken over: wrong ones are removed from them.
    """
    problems: list[Problem] = []
    removed: list[str] = []
    for name, inner in _endless(values):
        problems.append(place.problem(name, expected("at most {most:,} entries", most=_MOST_ITEMS)))
        del inner[name]
    if len(values) > _MOST_ITEMS:
        return None, [place.problem("", expected("an object with the fields of a review"))]
    for _ in range(_ROUNDS):
        if values.get("state") is None:
            values["state"] = ReviewState.DRAFT
        try:
            return Draft(Review.model_validate(values), tuple(problems), (*left, *removed)), []
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False, include_input=False)
        problems += [place.problem(field_name(one["loc"]), one["msg"]) for one in found]
        if any(one["loc"] in _NEEDED for one in found):
            break
        removed += [text for one in found for text in _remove(values, one["loc"])]
        _forget_removed(values)
    return None, problems


def _endless(values: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The names of lists that are far too long, each with what it stands in."""
    film = values.get("film")
    places = [values, *([film] if isinstance(film, dict) else [])]
    lists = [
        (name, inner, value) for inner in places for name, value in inner.items() if isinstance(value, list | dict)
    ]
    return [(name, inner) for name, inner, value in lists if len(value) > _MOST_ITEMS]


def field_name(location: tuple[int | str, ...]) -> str:
    """`("film", "directors", 0)` as people count: `directors.1`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location if part != "film") or "review"


def _remove(values: Any, location: tuple[int | str, ...]) -> list[str]:
    """Take out what an error points at, or what lacks the value that it points at; the words that were there.

    A list keeps its length until the round is over, so that the other errors still point at the right items.
    """
    container: Any = None
    last: Any = None
    for part in location:
        if not _has(values, part):
            break
        container, last, values = values, part, values[part]
    if container is None:
        return []
    container[last] = _GONE
    return [item for item in (values if isinstance(values, list) else [values]) if isinstance(item, str) and item]


def _has(values: Any, part: int | str) -> bool:
    if isinstance(values, list):
        return isinstance(part, int) and part < len(values)
    return isinstance(values, dict) and part in values


def _forget_removed(values: dict[str, Any]) -> None:
    for inner in [values, *(value for value in values.values() if isinstance(value, dict))]:
        for name, value in list(inner.items()):
            if value is _GONE:
                del inner[name]
            elif isinstance(value, list):
                value[:] = [item for item in value if item is not _GONE]
                for item in value:
                    _forget_in_item(item)


def _forget_in_item(item: Any) -> None:
    if isinstance(item, dict):
        for name in [name for name, value in item.items() if value is _GONE]:
            del item[name]
