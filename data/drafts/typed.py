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
from data.errors import MarqueeError
from data.models import Film, Review

Typed = dict[str, str]
_FILM = {"title", "year", "directors", "writers", "based_on", "genres", "languages", "runtime_minutes"}
_FILM |= {"content_rating", "releases", "original_title", "alternative_titles", "poster_url", "imdb_id", "sources"}
_LISTS = {"directors", "writers", "genres", "languages", "alternative_titles", "sources"}
_NUMBERS = {"year": "year", "runtime_minutes": "number of minutes", "percentage": "number from 0 to 100"}

FACTS_FORMS: dict[str, tuple[str, ...]] = {
    "facts.people": ("title", "year", "directors", "writers", "based_on"),
    "facts.details": ("genres", "languages", "runtime_minutes", "content_rating", "releases"),
    "facts.more": ("original_title", "alternative_titles", "poster_url", "imdb_id", "sources"),
}


class InvalidFields(MarqueeError):
    """What was typed into a form and cannot be taken: one sentence for each such field."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


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
        raise InvalidFields(
            [_sentence(one["loc"], one["msg"], one["input"]) for one in error.errors(include_url=False)]
        ) from None


def number(typed: Typed, name: str) -> int | None:
    """A typed whole number; nothing for an empty field.

    Raises:
        InvalidFields: it is something else.
    """
    text = typed.get(name, "").strip().removesuffix("%").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidFields([f"{_label(name)}: “{text[:60]}” is no {_NUMBERS.get(name, 'number')}. Write digits only."])
    return int(text)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _sentence(location: tuple[int | str, ...], reason: str, given: object) -> str:
    place = [part for part in location if part != "film"]
    reason = reason.removeprefix("Value error, ")
    if isinstance(given, str):  # once a text was cleaned, pydantic counts what it is made of as items
        reason = re.sub(r"\bitem(s?)\b", r"character\1", reason)
    name = next((part for part in reversed(place) if isinstance(part, str)), "review")
    item = next((f" {part + 1}" for part in place if isinstance(part, int)), "")
    return f"{_label(str(name))}{item}: {reason}."


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
            raise InvalidFields(
                [f"Releases: “{line[:60]}” does not begin with a date. Write 2023-10-06 Netflix, one a line."]
            ) from None
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
        problems: list[str] = []
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
        raise InvalidFields(["Verdict: choose Positive, Mixed or Negative to go with its words."])
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
