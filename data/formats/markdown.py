"""The review file: Markdown with YAML front matter, written to be pleasant to edit by hand.

Facts, warnings and recommendations stand in the front matter, under the field names of `data.models`;
prose stands in the body. `loads(dumps(review)) == review` for every review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from data.errors import InvalidReviewFile, Problem, expected
from data.formats import front_matter, verdicts
from data.formats.reading import Draft, Reading
from data.models import Film, Review, ReviewState, SectionKind, Verdict
from data.parts import CONTENTS, label

_LEAD = "blurb"
"""What stands in the text without a heading."""

_SCORED_HEADING = re.compile(r"(?P<heading>.*\S)\s+[—–-]\s+(?:(?P<percentage>\d{1,3})\s?%|no score)")
_MOST_HEADINGS = 1000
_FILM_FIELDS = tuple(Film.model_fields)


def _headings() -> Iterator[tuple[str, str]]:
    for contents in CONTENTS.values():
        for field in contents.fields:
            if field.name == "sections":
                yield from ((kind.value, field.name) for kind in SectionKind)
            elif field.is_prose and not contents.of_film:
                yield field.heading or label(field.name), field.name


_HEADINGS = dict(_headings())
"""What stands in the text, in order: each heading with the field that is told below it."""

_NOT_IN_FRONT = {"film", _LEAD, *_HEADINGS.values()}
_IN_FRONT = [name for name in Review.model_fields if name not in _NOT_IN_FRONT]


def dumps(review: Review) -> str:
    """The file's text for a review."""
    return f"{front_matter.dumps(_front_values(review))}\n{_body(review)}"


def loads(text: str, file: str = "review", *, unstated: ReviewState = ReviewState.PUBLISHED) -> Review:
    """Read one review. `file` names it in errors; `unstated` is the state of one that states none.

    Raises:
        InvalidReviewFile: with a `Problem` for every field that is wrong.
    """
    values, lines, body = front_matter.loads(text, file)
    values = {"state": unstated} | _from_front(dict(values), file) | _from_body(body, file)
    try:
        return Review.model_validate(values)
    except ValidationError as error:
        raise InvalidReviewFile([_problem(file, lines, e) for e in error.errors()]) from None


def read(text: str, file: str) -> Reading:
    """`loads` as the other formats do it: the one review of the file, or every problem."""
    try:
        return Reading((Draft(loads(text, file, unstated=ReviewState.DRAFT)),))
    except InvalidReviewFile as error:
        return Reading(problems=error.problems)


def recognises(text: str) -> bool:
    """Whether a text begins with front matter."""
    return front_matter.recognises(text)


def _front_values(review: Review) -> dict[str, Any]:
    stored = review.model_dump(mode="json", exclude_defaults=True)
    values: dict[str, Any] = dict(stored["film"])
    if review.verdict:
        values["verdict"] = str(review.verdict)
    by_category: dict[str, list[Any]] = {}
    for warning in stored.get("warnings", ()):
        by_category.setdefault(warning.pop("category"), []).append(warning)
    values["warnings"] = by_category
    values |= {name: stored[name] for name in _IN_FRONT if name in stored and name not in values}
    return {name: value for name, value in values.items() if value} | {"state": review.state.value}


def _body(review: Review) -> str:
    blocks = [_escape(review.blurb)] if review.blurb else []
    for heading, name in _HEADINGS.items():
        told = getattr(review, name)
        below = list(_section_blocks(review, heading)) if name == "sections" else [_escape(told)] if told else []
        blocks += [f"## {heading}", *below] if below else []
    return "".join(f"\n{block}\n" for block in blocks)


def _section_blocks(review: Review, kind: str) -> Iterator[str]:
    for section in review.sections:
        if section.kind == kind:
            score = "no score" if section.percentage is None else f"{section.percentage}%"
            yield f"### {section.heading} — {score}"
            if section.text:
                yield _escape(section.text)


def _escape(text: str) -> str:
    """Keep lines of prose that begin like a heading from being read as one."""
    return re.sub(r"^(\\*#)", r"\\\1", text, flags=re.MULTILINE)


def _unescape(text: str) -> str:
    return re.sub(r"^\\(\\*#)", r"\1", text, flags=re.MULTILINE)


def _from_front(values: dict[str, Any], file: str) -> dict[str, Any]:
    review: dict[str, Any] = {"film": {name: values.pop(name) for name in _FILM_FIELDS if name in values}}
    if "warnings" in values:
        values["warnings"] = _flat_warnings(values["warnings"], file)
    if values.get("verdict") is not None:
        values["verdict"] = _verdict(values["verdict"], file)
    in_text = sorted(_NOT_IN_FRONT & values.keys())
    if in_text:
        elsewhere = expected("stands in the text below the front matter")
        raise InvalidReviewFile([Problem(file, name, elsewhere) for name in in_text])
    return review | values


def _verdict(value: Any, file: str) -> Verdict:
    verdict = verdicts.parse(value) if isinstance(value, str) else None
    if verdict is None:
        raise InvalidReviewFile([Problem(file, "verdict", verdicts.EXPECTED)])
    return verdict


def _flat_warnings(value: Any, file: str) -> list[Any]:
    if not isinstance(value, dict) or not all(isinstance(items, list) for items in value.values()):
        raise InvalidReviewFile(
            [Problem(file, "warnings", expected("a list of warnings under the name of each category"))]
        )
    return [
        {"category": str(category), **item} if isinstance(item, dict) else {"category": str(category), "topic": item}
        for category, items in value.items()
        for item in items
    ]


def _from_body(body: str, file: str) -> dict[str, Any]:
    if body.count("\n##") > _MOST_HEADINGS:
        raise InvalidReviewFile([Problem(file, "sections", expected("at most {most:,} headings", most=_MOST_HEADINGS))])
    values: dict[str, Any] = {}
    sections: list[dict[str, Any]] = []
    for heading, text in _parts(body):
        if heading is None:
            values[_LEAD] = _unescape(text)
        elif heading not in _HEADINGS:
            known = expected("one of the headings {known}", known=", ".join(_HEADINGS))
            raise InvalidReviewFile([Problem(file, f"## {heading}", known)])
        elif (name := _HEADINGS[heading]) == "sections":
            sections += _sections(SectionKind(heading), text, file)
        else:
            values[name] = _unescape(text)
    return values | {"sections": sections}


def _parts(body: str) -> Iterator[tuple[str | None, str]]:
    pieces = re.split(r"^##[ \t]+(.*)$", body, flags=re.MULTILINE)
    if pieces[0].strip():
        yield None, pieces[0].strip()
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield heading.strip(), text.strip()


def _sections(kind: SectionKind, text: str, file: str) -> Iterator[dict[str, Any]]:
    lead, *pieces = re.split(r"^###[ \t]+(.*)$", text, flags=re.MULTILINE)
    if lead.strip() or not pieces:
        raise InvalidReviewFile(
            [Problem(file, f"## {kind.value}", expected("a line `### Heading — 75%` above each text"))]
        )
    for heading, prose in zip(pieces[::2], pieces[1::2], strict=True):
        scored = _SCORED_HEADING.fullmatch(heading.strip())
        named = scored.groupdict() if scored else {"heading": heading.strip(), "percentage": None}
        percentage = int(named["percentage"]) if named["percentage"] else None
        yield {"kind": kind, "heading": named["heading"], "percentage": percentage, "text": _unescape(prose.strip())}


def _problem(file: str, lines: dict[str, int], error: Any) -> Problem:
    path = [part for part in error["loc"] if part != "film"]
    field = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path)
    return Problem(file, field, error["msg"], lines.get(str(path[0])) if path else None)
