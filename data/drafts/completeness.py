"""How far a review is: which of its parts are there, and what is missing of them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from data.models import Review
from data.parts import CONTENTS, Part, part_values


class Progress(StrEnum):
    """How far a part is."""

    EMPTY = "empty"
    PARTLY = "partly"
    DONE = "done"


def missing(review: Review) -> list[str]:
    """What one expects of a published review and does not find in this one, in the order of its parts.

    A field by its name, as `year`; a field that some entry of a list lacks as `characters.actor`.
    """
    return [name for part in Part for name in _missing_of(review, part)]


def progress(review: Review, part: Part) -> Progress:
    """How far a part is."""
    if not any(_missing_of(review, part)):
        return Progress.DONE
    values = part_values(review, part)
    started = any(_is_there(values[field.name]) for field in CONTENTS[part].fields if field.expected)
    return Progress.PARTLY if started else Progress.EMPTY


def _missing_of(review: Review, part: Part) -> Iterator[str]:
    values = part_values(review, part)
    for field in (one for one in CONTENTS[part].fields if one.expected):
        value = values[field.name]
        if not _is_there(value):
            yield field.name
        elif isinstance(value, tuple):
            for inner in (one for one in field.fields if one.expected):
                if not all(_is_there(getattr(entry, inner.name)) for entry in value):
                    yield f"{field.name}.{inner.name}"


def _is_there(value: Any) -> bool:
    return value is not None and value != ()
