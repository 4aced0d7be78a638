"""Forms and reviews: what a form is filled in with, and what a review becomes by what was typed. Pure.

A form is named `part` or `part.form`; its values are text by the name of the field.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from data.drafts.long_texts import joined, pieces
from data.errors import InvalidField, InvalidFields, Reason
from data.models import Film, Review

Typed = dict[str, str]
_FILM = {"title", "year", "directors", "writers", "based_on", "genres", "languages", "runtime_minutes"}
_FILM |= {"content_rating", "releases", "original_title", "alternative_titles", "poster_url", "imdb_id", "sources"}
_LISTS = {"directors", "writers", "genres", "languages", "alternative_titles", "sources"}
_NUMBERS = {"year", "runtime_minutes"}

FACTS_FORMS: dict[str, tuple[str, ...]] = {
    "facts.people": ("title", "year", "directors", "writers", "based_on"),
    "facts.details": ("genres", "languages", "runtime_minutes", "content_rating", "releases"),
    "facts.more": ("original_title", "alternative_titles", "poster_url", "imdb_id", "sources"),
}


@dataclass(frozen=True)
class _Form:
    """How a form is filled in from a review, and what fields of a review its text becomes."""

    fill: Callable[[Review], Typed]
    read: Callable[[Review, Typed], dict[str, Any]]


def fill(review: Review, form: str) -> Typed:
    """What a form shows before anything is typed."""
    return FORMS[form].fill(review)


def apply(review: Review, form: str, typed: Typed) -> Review:
    """The review with what was typed into a form; an empty field empties what it is for.

    Raises:
        InvalidFields: something cannot be taken.
    """
    return changed(review, FORMS[form].read(review, typed))


def changed(review: Review, values: dict[str, Any]) -> Review:
    """A review with some fields changed and everything checked.

    Raises:
        InvalidFields: a value is not allowed.
    """
    try:
        return Review.model_validate(review.model_dump() | values)
    except ValidationError as error:
        problems = [_invalid(one["loc"], one["msg"], one["input"]) for one in error.errors(include_url=False)]
        raise InvalidFields(problems) from None


def number(typed: Typed, name: str) -> int | None:
    """A typed whole number; nothing for an empty field.

    Raises:
        InvalidFields: it is something else.
    """
    text = typed.get(name, "").strip().removesuffix("%").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidFields([InvalidField(Reason.NO_NUMBER, {"field": name, "typed": text[:60]})])
    return int(text)


def _invalid(location: tuple[int | str, ...], reason: str, given: object) -> InvalidField:
    place = [part for part in location if part != "film"]
    reason = reason.removeprefix("Value error, ")
    if isinstance(given, str):  # once a text was cleaned, pydantic counts what it is made of as items
        reason = re.sub(r"\bitem(s?)\b", r"character\1", reason)
    name = next((part for part in reversed(place) if isinstance(part, str)), "review")
    item = next((part + 1 for part in place if isinstance(part, int)), None)
    return InvalidField(Reason.INVALID_VALUE, {"field": name, "item": item, "why": reason})


def _film_text(film: Film, name: str) -> str:
    value = getattr(film, name)
    if name == "releases":
        return "\n".join(" ".join(filter(None, (one.date.isoformat(), one.where))) for one in value)
    if name in _LISTS:
        return "\n".join(value)
    return "" if value is None else str(value)


def _releases(text: str) -> list[dict[str, Any]]:
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        date, _, where = line.partition(" ")
        try:
            found.append({"date": dt.date.fromisoformat(date), "where": where.strip() or None})
        except ValueError:
            raise InvalidFields([InvalidField(Reason.NO_DATE, {"typed": line[:60]})]) from None
    return found


def _film_value(typed: Typed, name: str) -> Any:
    text = typed.get(name, "")
    if name in _NUMBERS:
        return number(typed, name)
    if name == "releases":
        return _releases(text)
    if name in _LISTS:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text.strip() or None


def _facts(names: tuple[str, ...]) -> _Form:
    def read(review: Review, typed: Typed) -> dict[str, Any]:
        problems: list[InvalidField] = []
        values: dict[str, Any] = {}
        for name in typed.keys() & set(names):  # what the form had no room for stays as it is
            try:
                values[name] = _film_value(typed, name)
            except InvalidFields as error:
                problems += error.problems
        if problems:
            raise InvalidFields(problems)
        return {"film": review.film.model_dump() | values}

    return _Form(lambda review: {name: _film_text(review.film, name) for name in names}, read)


def _verdict_text(review: Review) -> Typed:
    verdict = review.verdict
    return {
        "tier": verdict.tier.value if verdict else "",
        "qualifier": (verdict.qualifier or "") if verdict else "",
        "blurb": review.blurb or "",
        "author": review.author or "",
    }


def _verdict(review: Review, typed: Typed) -> dict[str, Any]:
    tier, qualifier = typed.get("tier", ""), typed.get("qualifier", "").strip()
    if qualifier and not tier:
        raise InvalidFields([InvalidField(Reason.NO_TIER)])
    verdict = {"tier": tier, "qualifier": qualifier or None} if tier else None
    return {"verdict": verdict, "blurb": typed.get("blurb") or None, "author": typed.get("author") or None}


def _text_form(name: str) -> _Form:
    return _Form(
        lambda review: {name: getattr(review, name) or ""},
        lambda review, typed: {name: typed.get(name, "").strip() or None},
    )


FORMS: dict[str, _Form] = {
    **{form: _facts(names) for form, names in FACTS_FORMS.items()},
    "verdict": _Form(_verdict_text, _verdict),
    "summary": _Form(lambda review: pieces(review.summary or ""), lambda review, typed: {"summary": joined(typed)}),
    "audience": _text_form("audience"),
    "overview": _text_form("overview"),
}
"""The forms that fill in a part as a whole; `data.drafts.entries` has those of the lists."""
