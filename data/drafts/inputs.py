"""How a field of each kind is typed: its value as the text of inputs, and what that text becomes. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from data.drafts.long_texts import is_piece, joined, pieces
from data.errors import MarqueeError
from data.models import Release, Verdict
from data.parts import Field, Kind, label

Typed = dict[str, str]
"""What stands in a form, by the names of its inputs."""

_NUMBERS = {"year": "year", "runtime_minutes": "number of minutes", "percentage": "number from 0 to 100"}


class InvalidFields(MarqueeError):
    """What was typed into a form and cannot be taken: one sentence for each such field."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def fill(fields: Iterable[Field], values: dict[str, Any]) -> Typed:
    """What the inputs of some fields show for their values; of a value that is not there, nothing."""
    typed: Typed = {}
    for field in fields:
        typed |= _WAYS[field.kind].show(field, values.get(field.name))
    return typed


def read(fields: Iterable[Field], typed: Typed) -> dict[str, Any]:
    """The values of the fields that were typed; one whose inputs the form had no room for is left out.

    Raises:
        InvalidFields: something cannot be taken, with a sentence for each field.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field in fields:
        own = {name: text.strip() for name, text in typed.items() if _is_input_of(field, name)}
        if not own:
            continue
        try:
            values[field.name] = _WAYS[field.kind].take(field, own)
        except InvalidFields as error:
            problems += error.problems
    if problems:
        raise InvalidFields(problems)
    return values


def _is_input_of(field: Field, name: str) -> bool:
    if field.kind is Kind.LONG_PROSE:
        return is_piece(name)
    return name in {inner.name for inner in field.fields} if field.kind is Kind.VERDICT else name == field.name


@dataclass(frozen=True)
class _Way:
    """How a kind of field is typed: what its inputs show for a value, and the value of what stands in them."""

    show: Callable[[Field, Any], Typed]
    take: Callable[[Field, Typed], Any]


def _one_input(show: Callable[[Any], str], take: Callable[[str], Any]) -> _Way:
    return _Way(lambda field, value: {field.name: show(value)}, lambda field, own: take(own[field.name]))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(field: Field, own: Typed) -> int | None:
    text = own[field.name].removesuffix("%").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        what = _NUMBERS.get(field.name, "number")
        raise InvalidFields([f"{label(field.name)}: “{text[:60]}” is no {what}. Write digits only."])
    return int(text)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _releases(text: str) -> list[dict[str, Any]]:
    found = []
    for line in _lines(text):
        date, _, where = line.partition(" ")
        try:
            found.append({"date": dt.date.fromisoformat(date), "where": where.strip() or None})
        except ValueError:
            raise InvalidFields(
                [f"Releases: “{line[:60]}” does not begin with a date. Write 2023-10-06 Netflix, one a line."]
            ) from None
    return found


def _releases_text(releases: Iterable[Release] | None) -> str:
    return "\n".join(" ".join(filter(None, (one.date.isoformat(), one.where))) for one in releases or ())


def _verdict(field: Field, own: Typed) -> Typed | None:
    found = {name: text for name, text in own.items() if text}
    if found and "tier" not in found:
        raise InvalidFields(["Verdict: choose Positive, Mixed or Negative to go with its words."])
    return found or None


def _verdict_inputs(field: Field, verdict: Verdict | None) -> Typed:
    return {inner.name: _text(verdict and getattr(verdict, inner.name)) for inner in field.fields}


_WAYS: dict[Kind, _Way] = {
    **dict.fromkeys((Kind.LINE, Kind.CHOICE, Kind.PROSE), _one_input(_text, lambda text: text or None)),
    Kind.NUMBER: _Way(lambda field, value: {field.name: _text(value)}, _number),
    Kind.TICK: _one_input(lambda value: "yes" if value else "", lambda text: text == "yes"),
    Kind.NAMES: _one_input(lambda names: "\n".join(names or ()), _lines),
    Kind.RELEASES: _one_input(_releases_text, _releases),
    Kind.VERDICT: _Way(_verdict_inputs, _verdict),
    Kind.LONG_PROSE: _Way(lambda field, text: pieces(text or ""), lambda field, own: joined(own)),
}
