"""Which topics are kinds of which: what a "yes" is a yes to as well, what a "no" denies besides, what may be meant."""

from __future__ import annotations

from functools import lru_cache

from data.taxonomy.topics import load, reached


@lru_cache(maxsize=512)
def below(topic_id: str) -> frozenset[str]:
    """The topics that make the answer to this one a yes: itself and all that are of its kind or count for it."""
    return reached([topic_id], lambda name: _directly_below().get(name, ()))


@lru_cache(maxsize=1)
def _directly_below() -> dict[str, list[str]]:
    under: dict[str, list[str]] = {}
    for topic in load().topics:
        for name in topic.above:
            under.setdefault(name, []).append(topic.id)
    return under


@lru_cache(maxsize=512)
def denying(topic_id: str) -> frozenset[str]:
    """The topics whose denial denies this one: itself and all that it is always one of."""
    return reached([topic_id], lambda name: load().topic(name).kind_of)


@lru_cache(maxsize=512)
def wider(topic_id: str) -> frozenset[str]:
    """The topics that may mean this one where they are recorded in their own words."""
    return reached([topic_id], lambda name: (*load().topic(name).kind_of, *load().topic(name).partly)) - {topic_id}
