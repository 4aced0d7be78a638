"""Entries of a review's lists: warnings, sections, characters, recommendations. Pure.

An entry is meant by its place and a mark of its text, so that a list that changed meanwhile is noticed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from data.drafts import inputs
from data.drafts.inputs import Typed
from data.drafts.typed import changed
from data.errors import InvalidChange, InvalidField, InvalidFields, Reason
from data.models import Review
from data.parts import CONTENTS, LISTS, Field, Part, entries
from data.warnings.naming import warnings_named


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
    raise InvalidChange(Reason.LIST_CHANGED)


def names_new(entry_key: str) -> bool:
    """Whether a key names an entry that is not there yet: `new`, or `new2` for what is kept of another one."""
    return re.fullmatch(r"new\d{0,3}", entry_key) is not None


def followed(pending: dict[str, Typed], before: Review, after: Review) -> dict[str, Typed]:
    """What could not be taken yet, under the keys that its entries have after a change.

    What was meant for an entry that is gone becomes that of a new one; nothing takes the place of anything else.
    """
    kept = {form: typed for form, typed in pending.items() if not _names_entry(form)}
    for form, typed in pending.items():
        if _names_entry(form):
            kept[_free(kept, _followed(form, before, after))] = typed
    return kept


def _names_entry(form: str) -> bool:
    part, _, entry_key = form.partition(".")
    return part in LISTS and not names_new(entry_key)


def _followed(form: str, before: Review, after: Review) -> str:
    part, entry_key = Part(form.partition(".")[0]), form.partition(".")[2]
    try:
        index = index_of(before, part, entry_key)
    except InvalidChange:
        return f"{part}.new"
    entry, old = entries(before, part)[index], entries(before, part)
    same = [place for place, one in enumerate(entries(after, part)) if one == entry]
    return f"{part}.{key(after, part, same[min(old[:index].count(entry), len(same) - 1)])}" if same else f"{part}.new"


def _free(kept: dict[str, Typed], form: str) -> str:
    """That name, or the first one of a new entry under which nothing is kept."""
    if form not in kept:
        return form
    new = f"{form.partition('.')[0]}.new"
    return next(name for name in (new, *(f"{new}{n}" for n in range(2, 1000))) if name not in kept)


def fill_entry(review: Review, part: Part, index: int | None) -> Typed:
    """What an entry's form shows: an entry, or nothing for a new one."""
    values = dict(entries(review, part)[index]) if index is not None else {}
    typed = inputs.fill(_list(part).typed, values)
    if part is Part.WARNINGS and values:
        typed["topic"] = f"{values['category']}: {values['topic']}"
    return typed


def with_entry(review: Review, part: Part, index: int | None, typed: Typed) -> Review:
    """The review with an entry as it was typed, in place of another or as one more.

    Raises:
        InvalidFields: something cannot be taken.
    """
    values = inputs.read(_list(part).typed, typed)
    made = [values | named for named in _named(values.pop("topic", None))] if part is Part.WARNINGS else [values]
    listed = _listed(review, part)
    if index is None:
        listed += made
    else:
        listed[index : index + 1] = [listed[index] | one for one in made]
    return _with_list(review, part, listed)


def _named(typed: str | None) -> Iterator[dict[str, Any]]:
    """The categories and topics that words name: as `Category: topic`, or as members type them, which may be several.

    Raises:
        InvalidFields: they name nothing.
    """
    category, colon, topic = (text.strip() for text in (typed or "").partition(":"))
    if colon and category and topic:
        yield {"category": category, "topic": topic}
        return
    found = [] if colon else warnings_named(category)
    if not found:
        raise InvalidFields([InvalidField(Reason.NO_TOPIC_AND_CATEGORY)])
    for warning in found:
        yield {"category": warning.category, "topic": warning.topic} | ({"spoils": True} if warning.spoils else {})


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


def _list(part: Part) -> Field:
    return CONTENTS[part].fields[0]


def _listed(review: Review, part: Part) -> list[dict[str, Any]]:
    return [entry.model_dump() for entry in entries(review, part)]


def _with_list(review: Review, part: Part, listed: list[dict[str, Any]]) -> Review:
    return changed(review, part, {_list(part).name: listed})
