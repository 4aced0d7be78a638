"""A pasted text in a draft: it fills what is empty, adds warnings, and takes the place of nothing. Pure."""

from __future__ import annotations

from typing import Any

from data.drafts.typed import changed
from data.models import Review
from data.parts import CONTENTS, LISTS, Part, part_values


def filled(review: Review, read: Review) -> tuple[Review, list[Part]]:
    """The draft with what was read out of a text, and the parts in which something else was there already and stays.

    Raises:
        InvalidFields: both together are more than a review may have.
    """
    kept: list[Part] = []
    for part in Part:
        mine, theirs = part_values(review, part), part_values(read, part)
        values: dict[str, Any] = {name: theirs[name] for name in theirs if theirs[name] and not mine[name]}
        if part is Part.WARNINGS:
            values = _added(review, read)
        elif _differ(part, mine, theirs):
            kept.append(part)
        review = changed(review, part, values)
    return review, kept


def _added(review: Review, read: Review) -> dict[str, Any]:
    known = {warning.topic.casefold() for warning in review.warnings}
    new = [warning for warning in read.warnings if warning.topic.casefold() not in known]
    return {"warnings": [*review.warnings, *new], "unsure": [*review.unsure, *read.unsure]}


def _differ(part: Part, mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether a text or a list was read that another one is there for; facts are known beforehand, and stay quietly."""
    if part is Part.FACTS:
        return False
    named = CONTENTS[part].fields[:1] if part in LISTS else CONTENTS[part].fields
    return any(theirs[f.name] and mine[f.name] and theirs[f.name] != mine[f.name] for f in named)
