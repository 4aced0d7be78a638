"""Finding the topics that somebody means: chosen from a list, or said in their own words. Pure."""

from __future__ import annotations

from data.taxonomy import load, search, topics_named

__all__ = ["BETWEEN", "search", "topics_of"]

BETWEEN = "+"
"""Between ids of topics where several are carried together."""


def topics_of(typed: str) -> list[str]:
    """The ids of the topics that somebody chose, joined by `BETWEEN`, or said in their own words."""
    chosen = typed.split(BETWEEN)
    if set(chosen) <= {topic.id for topic in load().topics}:
        return chosen
    labelled = load().labelled(typed)
    return [labelled.id] if labelled else topics_named(typed)
