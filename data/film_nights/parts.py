"""The largest part of a room in which no group has more people than it may. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice

_MOST_TRIED = 2_000
"""So many ways to leave some out are tried, the fewest first: all of a room of ten. Then one after another is."""


@dataclass(frozen=True)
class Limit:
    """Of these people at most so many."""

    people: frozenset[str]
    most: int

    def kept_by(self, part: frozenset[str]) -> bool:
        """Whether no more of the part are among these people than may be."""
        return len(part & self.people) <= max(0, self.most)


def largest_part(people: Sequence[str], limits: Sequence[Limit]) -> list[str]:
    """As many of the people as all limits allow, in their order. The first of them are the first to be left out."""
    broken = [limit for limit in limits if not limit.kept_by(frozenset(people))]
    if not broken:
        return list(people)
    bound = [person for person in people if any(person in limit.people for limit in broken)]
    ways = chain.from_iterable(combinations(bound, number) for number in range(1, len(bound)))
    for left_out in islice(ways, _MOST_TRIED):
        part = frozenset(people) - frozenset(left_out)
        if all(limit.kept_by(part) for limit in broken):
            return [person for person in people if person in part]
    return _one_after_another(people, broken)


def _one_after_another(people: Sequence[str], limits: Sequence[Limit]) -> list[str]:
    part = list(people)
    while broken := [limit for limit in limits if not limit.kept_by(frozenset(part))]:
        part.remove(max(part, key=lambda person: sum(person in limit.people for limit in broken)))
    return part
