"""Forms and reviews: what a form is filled in with, and what a review becomes by what was typed. Pure.

`data.parts.FORMS` names the forms of whole parts; `data.drafts.entries` has those of entries.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from data.drafts import inputs
from data.drafts.inputs import InvalidFields, Typed
from data.models import Review
from data.parts import CONTENTS, FORMS, Part, label, part_values


def fill(review: Review, form: str) -> Typed:
    """What a form shows before anything is typed."""
    part, fields = FORMS[form]
    return inputs.fill(fields, part_values(review, part))


def apply(review: Review, form: str, typed: Typed) -> Review:
    """The review with what was typed into a form; an empty field empties what it is for.

    Raises:
        InvalidFields: something cannot be taken.
    """
    part, fields = FORMS[form]
    return changed(review, part, inputs.read(fields, typed))


def changed(review: Review, part: Part, values: dict[str, Any]) -> Review:
    """A review with some fields of a part changed and everything checked.

    Raises:
        InvalidFields: a value is not allowed.
    """
    whole = review.model_dump()
    (whole["film"] if CONTENTS[part].of_film else whole).update(values)
    try:
        return Review.model_validate(whole)
    except ValidationError as error:
        raise InvalidFields(
            [_sentence(one["loc"], one["msg"], one["input"]) for one in error.errors(include_url=False)]
        ) from None


def _sentence(location: tuple[int | str, ...], reason: str, given: object) -> str:
    place = [part for part in location if part != "film"]
    reason = reason.removeprefix("Value error, ")
    if isinstance(given, str):  # once a text was cleaned, pydantic counts what it is made of as items
        reason = re.sub(r"\bitem(s?)\b", r"character\1", reason)
    name = next((part for part in reversed(place) if isinstance(part, str)), "review")
    item = next((f" {part + 1}" for part in place if isinstance(part, int)), "")
    return f"{label(name)}{item}: {reason}."
