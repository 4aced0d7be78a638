"""Criteria with their percentages: `There Is An Effort - 75%`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.formats.page.landmarks import key
from data.formats.page.lines import Line

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:%|/\s*(?P<of>100|10|5)\b%?|percent)(?:\s*/\s*100\s*%?)?"
_BEHIND = re.compile(rf"(?P<heading>.*?\S)\s*(?:[:–—-]\s*)?[(\[]?\s*{_NUMBER}\s*[)\]]?[.:]?", re.DOTALL)
_BEFORE = re.compile(rf"{_NUMBER}\s*[:–—-]?\s+(?P<heading>.+)", re.DOTALL)
_ALONE = re.compile(rf"[:–—-]?\s*{_NUMBER}")
_TOTALS = frozenset(("overall", "total", "overall score", "total score", "score", "average", "final score", "rating"))
_LONGEST_HEADING = 150
_ALIKE = 88


@dataclass(frozen=True, slots=True)
class Score:
    """What a criterion got."""

    heading: str
    percentage: int
    stated: str
    """The number as it stands on the page."""


def score_in(text: str) -> Score | None:
    """The criterion and its percentage, if a line is that and nothing else."""
    found = _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text) if len(text) <= _LONGEST_HEADING + 20 else None
    if not found or _ALONE.fullmatch(text):
        return None
    percentage = _percentage(found)
    heading = found["heading"].strip(" :–—-(")
    return Score(heading, percentage, found["number"]) if percentage is not None and len(heading) > 1 else None


def _percentage(found: re.Match[str]) -> int | None:
    value = float(found["number"]) * (100 / int(found["of"]) if found["of"] else 1)
    return int(value + 0.5) if value <= 100 else None


def scores_in(lines: Iterable[Line]) -> tuple[list[Score], list[Line]]:
    """The scores among lines, and the other lines. A number may also stand on the line below its criterion."""
    scores: list[Score] = []
    others: list[Line] = []
    for line in lines:
        alone = _ALONE.fullmatch(line.text)
        score = score_in(line.text)
        if alone and others and len(others[-1].text) <= _LONGEST_HEADING and not others[-1].text.endswith("."):
            percentage = _percentage(alone)
            if percentage is not None:
                heading = others.pop().text.strip(" :–—-")
                scores.append(Score(heading, percentage, alone["number"]))
        elif score:
            scores.append(score)
        elif not alone:
            others.append(line)
    return [score for score in scores if key(score.heading) not in _TOTALS], others


def is_total(text: str) -> bool:
    """Whether a line only sums the criteria up."""
    return key(text) in _TOTALS


def same_heading(one: str, other: str) -> bool:
    """Whether two headings name the same criterion, a slip of the pen aside."""
    a, b = key(one), key(other)
    return a == b or (min(len(a), len(b)) > 12 and fuzz.ratio(a, b, score_cutoff=_ALIKE) > 0)
