"""What changed between two texts of a review, word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Any

from data.drafts.merging import differing_parts
from data.models import Model, Review, ReviewState
from data.parts import CONTENTS, Field, Kind, Part, label, part_values

_CONTEXT = 12
"""Words kept on either side of a change."""

_FEWEST_KEPT = 3

_MOST_WORDS = 4000
"""Longer texts are compared line by line: comparing words takes the square of their number."""


_MOST_STEPS = 2_000_000
"""How much comparing two texts may cost, about half a second: the same line over and over takes the cube of it."""


class Change(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Difference:
    """A part and how it changed, as runs of words."""

    part: Part
    runs: tuple[tuple[Change, str], ...]


@dataclass(frozen=True)
class Words:
    """How names of fields, and values that are words of the models, are told; the door knows it in other languages."""

    name: Callable[[str], str] = label
    value: Callable[[Any], str] = str


AS_IN_THE_MODELS = Words()


def differences(before: Review | None, after: Review, words: Words = AS_IN_THE_MODELS) -> list[Difference]:
    """What changed, part by part; against nothing, everything is new."""
    parts = differing_parts(before, after) if before else list(Part)
    texts = ((part, part_text(before, part, words) if before else "", part_text(after, part, words)) for part in parts)
    return [Difference(part, compare(old, new)) for part, old, new in texts if old != new]


def state_changed(before: Review | None, after: Review) -> ReviewState | None:
    """The state a review came into, if that is new."""
    return after.state if before is None or before.state is not after.state else None


def part_text(review: Review, part: Part, words: Words) -> str:
    """A part as plain lines."""
    values = part_values(review, part)
    return "\n".join(line for field in CONTENTS[part].fields for line in _lines(field, values[field.name], words))


def _lines(field: Field, value: Any, words: Words) -> list[str]:
    if value is None or value == ():
        return []
    if field.kind in {Kind.ENTRIES, Kind.RELEASES}:
        return [_entry(one, words) for one in value]
    if field.is_prose:
        return str(value).split("\n")
    return [f"{words.name(field.name)}: {', '.join(value) if field.kind is Kind.NAMES else words.value(value)}"]


def _entry(entry: Model, words: Words) -> str:
    values = entry.model_dump(exclude_none=True, exclude_defaults=True)
    told = (words.name(name).lower() if value is True else words.value(value) for name, value in values.items())
    return "• " + " · ".join(told)


class _Comparison(SequenceMatcher[str]):
    """A comparison that takes what is left as replaced once it has cost too much."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        super().__init__(None, before, after, autojunk=False)
        places = Counter(after)
        self._costs = [1 + places[word] for word in before]
        self._left = _MOST_STEPS

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """The longest run of words that both texts have between these places; an empty one where it costs too much."""
        self._left -= sum(self._costs[alo:ahi])
        return super().find_longest_match(alo, ahi, blo, bhi) if self._left >= 0 else Match(alo, blo, 0)


def compare(old: str, new: str) -> tuple[tuple[Change, str], ...]:
    """Two texts as runs of kept, removed and added words; long kept runs are left out in their middle.

    Where comparing would take too long, what is left is shown removed and added as a whole.
    """
    words = re.compile(r"\S+\s*|\s+")
    before, after = words.findall(old), words.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    runs: list[tuple[Change, str]] = []
    codes = _Comparison(before, after).get_opcodes()
    for kept, group in groupby(codes, key=lambda code: _stays(code, len(before))):
        spans = list(group)
        (_, a, _, c, _), (_, _, b, _, d) = spans[0], spans[-1]
        if kept:
            runs += _context(before[a:b], is_first=a == 0, is_last=b == len(before))
            continue
        runs += [(Change.REMOVED, "".join(before[a:b]))] if b > a else []
        runs += [(Change.ADDED, "".join(after[c:d]))] if d > c else []
    return tuple(runs)


def _stays(code: tuple[str, int, int, int, int], length: int) -> bool:
    """Whether words are shown as kept: a word or two between changes read better as part of the change."""
    kind, start, end, _, _ = code
    return kind == "equal" and (end - start >= _FEWEST_KEPT or start == 0 or end == length)


def _context(kept: list[str], *, is_first: bool, is_last: bool) -> list[tuple[Change, str]]:
    head = [] if is_first else kept[:_CONTEXT]
    tail = [] if is_last else kept[max(len(head), len(kept) - _CONTEXT) :]
    if len(head) + len(tail) == len(kept):
        return [(Change.KEPT, "".join(kept))]
    runs = [(Change.KEPT, "".join(head)), (Change.LEFT_OUT, "…"), (Change.KEPT, "".join(tail))]
    return [(change, text) for change, text in runs if text]
