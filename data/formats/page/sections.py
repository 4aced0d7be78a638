"""The argued criteria: under Highlights, On The Fence and Low Points, each a heading and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from data.errors import expected
from data.formats.page.boilerplate import says_nothing, stands_below_image
from data.formats.page.landmarks import key
from data.formats.page.lines import MOST_LINES_OF_A_LIST, Kind, Line
from data.formats.page.notes import Notes
from data.formats.page.parts import Stretch
from data.formats.page.scores import Score, same_heading, score_in
from data.models import SectionKind

_LONGEST_HEADING, _LONGEST_TEXT, _MOST = 150, 4000, 20
_ENDS_SENTENCE = re.compile(r"[.!…,;:][”\"’)]*$")
_HEADING_WORDS = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A section as it was found."""

    kind: SectionKind
    heading: str
    text: str = ""
    percentage: int | None = None


def sections_in(stretches: list[Stretch], scores: list[Score], notes: Notes) -> list[dict[str, Any]]:
    """The sections of all stretches in their order, each with its score; scores without a section are left."""
    found: list[Found] = []
    most = MOST_LINES_OF_A_LIST
    for stretch in stretches:
        notes.leave(line.text for line in stretch.lines[most:])
        stretch = replace(stretch, lines=stretch.lines[:most])  # noqa: PLW2901
        most -= len(stretch.lines)
        notes.leave(line.text for line in stretch.lines if _is_below_image(line, scores))
        for section in _in_stretch(stretch, scores):
            _merge(found, section)
    scored = [_with_score(section, scores) for section in found]
    for score in scores:
        if "." in score.stated:
            notes.problem(
                "sections",
                expected(
                    "whole per cents; {stated} % was read as {read} %", stated=score.stated, read=score.percentage
                ),
            )
        if not any(same_heading(section.heading, score.heading) for section in found):
            notes.problem(
                "sections",
                expected(
                    "a section under Highlights, On The Fence or Low Points for “{heading}”", heading=score.heading
                ),
            )
            notes.leave([f"{score.heading} - {score.percentage}%"])
    return notes.first([_values(section, notes) for section in scored], _MOST, "sections")


def _in_stretch(stretch: Stretch, scores: list[Score]) -> list[Found]:
    kind = stretch.kind or SectionKind.ON_THE_FENCE
    lines = [line for whole in stretch.lines for line in _cut_at_headings(whole, scores)]
    lines = [line for line in lines if not says_nothing(line.text) and not _is_below_image(line, scores)]
    marked = any(line.kind is Kind.HEADING for line in lines)
    found: list[Found] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _is_heading(line, following, index == 0, marked, scores):
            score = score_in(line.text)
            heading = (score.heading if score else line.text).rstrip(": ")
            found.append(Found(kind, heading, percentage=score.percentage if score else None))
        elif not found:
            found.append(Found(kind, stretch.name.strip(": "), line.text))
        else:
            found[-1] = replace(found[-1], text="\n\n".join(filter(None, (found[-1].text, line.text))))
    return found


def _is_below_image(line: Line, scores: list[Score]) -> bool:
    return stands_below_image(line) and not any(same_heading(line.text, score.heading) for score in scores)


def _cut_at_headings(line: Line, scores: list[Score]) -> list[Line]:
    """A line in which a known heading and its text run together, cut."""
    if len(line.text) <= _LONGEST_HEADING or not scores:
        return [line]
    edges = {0, len(line.text)}
    for score in scores:
        at = line.text.find(score.heading)
        edges |= {at, at + len(score.heading)} if at >= 0 else set()
    pieces = [line.text[a:b].strip() for a, b in zip(sorted(edges), sorted(edges)[1:], strict=False)]
    return [replace(line, text=piece) for piece in pieces if piece] if len(pieces) > 1 else [line]


def _is_heading(line: Line, following: Line | None, first: bool, marked: bool, scores: list[Score]) -> bool:
    text = line.text
    if len(text) > _LONGEST_HEADING:
        return False
    if line.kind is Kind.HEADING or any(same_heading(text, score.heading) for score in scores):
        return True
    if marked or _ENDS_SENTENCE.search(text) or len(text.split()) > _HEADING_WORDS:
        return score_in(text) is not None
    if line.kind is Kind.ITEM:
        return True
    return first or following is None or len(following.text) > len(text) or _in_capitals(text)


def _in_capitals(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _merge(found: list[Found], section: Found) -> None:
    """A heading that comes back, in a table of contents or a box with pros and cons, is the same section."""
    for index, known in enumerate(found):
        if key(known.heading) == key(section.heading):
            if section.text and not known.text:
                found[index] = replace(section, percentage=section.percentage or known.percentage)
            return
    found.append(section)


def _with_score(section: Found, scores: list[Score]) -> Found:
    exact = [score for score in scores if key(score.heading) == key(section.heading)]
    alike = exact or [score for score in scores if same_heading(score.heading, section.heading)]
    return replace(section, percentage=alike[0].percentage) if alike else section


def _values(section: Found, notes: Notes) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "heading": notes.fitted(section.heading, _LONGEST_HEADING, "sections") or section.kind.value,
        "text": notes.fitted(section.text, _LONGEST_TEXT, "sections"),
        "percentage": section.percentage,
    }
