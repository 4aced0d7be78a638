"""Reviews as JSON, under the field names of `data.models`: one object, or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from data.errors import Problem, expected
from data.formats.reading import MOST_PROBLEMS, MOST_REVIEWS, Draft, Reading, refused
from data.formats.validation import Place, draft_of
from data.models import Review

_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_MOST_BRACKETS = 400_000
"""Ten thousand full reviews have fewer; a file of nothing but `[]` would fill the memory."""

TOO_MANY_BRACKETS = expected("at most {most:,} lists and objects", most=_MOST_BRACKETS)

_BLANK = re.compile(r"[ \t\n\r]*")


def recognises(text: str) -> bool:
    """Whether a text begins as JSON does."""
    return _LOOKS_LIKE_JSON.match(text) is not None


def has_too_many_brackets(text: str) -> bool:
    """Whether reading it would take more memory than there is for a file."""
    return text.count("[") + text.count("{") > _MOST_BRACKETS


def dumps(reviews: Sequence[Review]) -> str:
    """One review as an object, any other number as a list."""
    values = [values_of(review) for review in reviews]
    return json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2) + "\n"


def values_of(review: Review) -> dict[str, Any]:
    """A review in plain values, without the fields that say nothing; but always with its state."""
    return review.model_dump(mode="json", exclude_defaults=True) | {"state": review.state.value}


def read(text: str, file: str) -> Reading:
    """Every review of the file; one that is wrong does not keep the others out."""
    if has_too_many_brackets(text):
        return refused(file, TOO_MANY_BRACKETS, field="JSON")
    drafts: list[Draft] = []
    problems: list[Problem] = []
    try:
        for number, (line, value) in enumerate(_elements(text), 1):
            if number > MOST_REVIEWS or len(problems) >= MOST_PROBLEMS:
                problems.append(
                    Problem(file, "JSON", expected("fewer reviews or problems; the rest was not read"), line)
                )
                break
            draft, wrong = _draft(value, Place(file, line, f"review {number}"))
            drafts += [draft] if draft else []
            problems += wrong
    except json.JSONDecodeError as error:
        problems.append(Problem(file, "JSON", expected("JSON, but: {why}", why=error.msg), error.lineno))
    except RecursionError:
        problems.append(Problem(file, "JSON", expected("lists and objects that are nested less deeply")))
    except ValueError as error:  # a number of more digits than Python reads
        problems.append(Problem(file, "JSON", expected("JSON, but: {why}", why=str(error))))
    return Reading(tuple(drafts), tuple(problems))


def _draft(value: Any, place: Place) -> tuple[Draft | None, list[Problem]]:
    if not isinstance(value, dict):
        return None, [place.problem("", expected("an object with the fields of a review"))]
    return draft_of(value, place)


def _elements(text: str) -> Iterator[tuple[int, Any]]:
    """Each object and the line it begins on, one at a time: the whole of a large list needs too much memory."""
    decoder = json.JSONDecoder()
    start = _skip(text, 0)
    if text[start : start + 1] != "[":
        value, end = decoder.raw_decode(text, start)
        yield text.count("\n", 0, start) + 1, value
        _expect_end(text, end)
        return
    line, counted, position = 1, 0, _skip(text, start + 1)
    closed = text[position : position + 1] == "]"
    while not closed:
        line, counted = line + text.count("\n", counted, position), position
        value, position = decoder.raw_decode(text, position)
        yield line, value
        position = _skip(text, position)
        closed = text[position : position + 1] == "]"
        if not closed and text[position : position + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, position)
        position = position if closed else _skip(text, position + 1)
    _expect_end(text, position + 1)


def _skip(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


def _expect_end(text: str, position: int) -> None:
    position = _skip(text, position)
    if position < len(text):
        raise json.JSONDecodeError("Extra data", text, position)
