"""Two texts of one review, part by part: where they differ, and one made of both. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from data.drafts.completeness import Part
from data.models import Review

_FIELDS: dict[Part, tuple[str, ...]] = {
    Part.VERDICT: ("blurb", "verdict", "author"),
    Part.SUMMARY: ("summary",),
    Part.WARNINGS: ("warnings",),
    Part.SECTIONS: ("sections",),
    Part.AUDIENCE: ("audience",),
    Part.RECOMMENDATIONS: ("recommendations",),
    Part.OVERVIEW: ("overview",),
}


def part_values(review: Review, part: Part) -> dict[str, Any]:
    """The fields that belong to a part, with their values."""
    if part is Part.CAST:
        return {"characters": review.film.characters}
    if part is Part.FACTS:
        return {name: value for name, value in review.film if name != "characters"}
    return {name: getattr(review, name) for name in _FIELDS[part]}


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
    if part in {Part.FACTS, Part.CAST}:
        return review.model_copy(update={"film": review.film.model_copy(update=values)})
    return review.model_copy(update=values)
