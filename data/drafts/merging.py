"""Two texts of one review, part by part: where they differ, and one made of both. Pure."""

from __future__ import annotations

from collections.abc import Collection

from data.models import Review
from data.parts import CONTENTS, Part, part_values


def differing_parts(one: Review, other: Review) -> list[Part]:
    """The parts that are not the same in both."""
    return [part for part in Part if part_values(one, part) != part_values(other, part)]


def conflicting_parts(mine: Review, theirs: Review, base: Review | None) -> list[Part]:
    """The parts that both sides changed, and differently; without a base, all that differ."""
    differing = differing_parts(mine, theirs)
    if base is None:
        return differing
    both = set(differing_parts(mine, base)) & set(differing_parts(theirs, base))
    return [part for part in differing if part in both]


def merge(mine: Review, theirs: Review, base: Review | None, keep_mine: Collection[Part]) -> Review:
    """A review of what only one side changed, from that side; of what both did, mine where `keep_mine` says so."""
    conflicting = conflicting_parts(mine, theirs, base)
    only_mine = [] if base is None else [part for part in differing_parts(mine, base) if part not in conflicting]
    merged = theirs
    for part in Part:
        if part in only_mine or (part in conflicting and part in keep_mine):
            merged = _with_part(merged, mine, part)
    return merged


def _with_part(review: Review, source: Review, part: Part) -> Review:
    values = part_values(source, part)
    if CONTENTS[part].of_film:
        return review.model_copy(update={"film": review.film.model_copy(update=values)})
    return review.model_copy(update=values)
