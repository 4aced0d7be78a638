"""Entries of a review's lists: warnings, sections, characters, recommendations. Pure.

An entry is meant by its place and a mark of its text, so that a list that changed meanwhile is noticed.
"""

from __future__ import annotations

import zlib
from typing import Any

from data.drafts.completeness import Part
from data.drafts.typed import InvalidFields, Typed, changed, number
from data.errors import InvalidChange
from data.models import Model, Review

LISTS = (Part.WARNINGS, Part.SECTIONS, Part.CAST, Part.RECOMMENDATIONS)

_FIELDS: dict[Part, tuple[str, ...]] = {
    Part.WARNINGS: ("topic", "severity", "how", "detail", "spoils"),
    Part.SECTIONS: ("kind", "heading", "percentage", "text"),
    Part.CAST: ("name", "actor", "description"),
    Part.RECOMMENDATIONS: ("title", "year", "pitch"),
}
_CHANGED_MEANWHILE = "That list has changed since it was shown. Here it is as it is now: choose again."


def entries(review: Review, part: Part) -> tuple[Model, ...]:
    """The entries of a list, in order."""
    if part is Part.CAST:
        return review.film.characters
    found: tuple[Model, ...] = getattr(review, part.value)
    return found


def key(review: Review, part: Part, index: int) -> str:
    """What names an entry in a button: `3.9f2c`."""
    return f"{index}.{zlib.crc32(entries(review, part)[index].model_dump_json().encode()) & 0xFFFF:04x}"


def index_of(review: Review, part: Part, entry_key: str) -> int:
    """Which entry a key names.

    Raises:
        InvalidChange: the list has changed, or the key is no key.
    """
    place = entry_key.partition(".")[0]
    if place.isdecimal() and len(place) < 4 and int(place) < len(entries(review, part)):
        index = int(place)
        if key(review, part, index) == entry_key:
            return index
    raise InvalidChange(_CHANGED_MEANWHILE)


def fill_entry(review: Review, part: Part, index: int | None) -> Typed:
    """What an entry's form shows: an entry, or nothing for a new one."""
    if index is None:
        return dict.fromkeys(_FIELDS[part], "")
    values = entries(review, part)[index].model_dump(mode="json")
    typed = {name: _shown(values[name]) for name in _FIELDS[part]}
    if part is Part.WARNINGS:
        typed["topic"] = f"{values['category']}: {values['topic']}"
    return typed


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def with_entry(review: Review, part: Part, index: int | None, typed: Typed) -> Review:
    """The review with an entry as it was typed, in place of another or as one more.

    Raises:
        InvalidFields: something cannot be taken.
    """
    values: dict[str, Any] = {name: typed.get(name, "").strip() or None for name in _FIELDS[part]}
    for name in {"percentage", "year"} & values.keys():
        values[name] = number(typed, name)
    if part is Part.WARNINGS:
        category, colon, topic = (values["topic"] or "").partition(":")
        if not (colon and category.strip() and topic.strip()):
            raise InvalidFields(["Topic: write the category, a colon and the topic, as in Violence: knife fight."])
        values |= {"category": category.strip(), "topic": topic.strip(), "spoils": values["spoils"] == "yes"}
    listed = _listed(review, part)
    if index is None:
        listed.append(values)
    else:
        listed[index] = values
    return _with_list(review, part, listed)


def without_entry(review: Review, part: Part, index: int) -> Review:
    """The review with one entry less."""
    listed = _listed(review, part)
    del listed[index]
    return _with_list(review, part, listed)


def moved_up(review: Review, part: Part, index: int) -> Review:
    """The review with an entry before the one above it; sections stay under their kind, warnings under theirs."""
    listed = _listed(review, part)
    if index:
        listed[index - 1], listed[index] = listed[index], listed[index - 1]
    return _with_list(review, part, listed)


def _listed(review: Review, part: Part) -> list[dict[str, Any]]:
    return [entry.model_dump() for entry in entries(review, part)]


def _with_list(review: Review, part: Part, listed: list[dict[str, Any]]) -> Review:
    if part is Part.CAST:
        return changed(review, {"film": review.film.model_dump() | {"characters": listed}})
    return changed(review, {part.value: listed})
