"""The tables, a module a topic, the same on every engine."""

from data.storage.tables import (
    announcements,
    drafts,
    erasures,
    film_nights,
    films,
    keys,
    libraries,
    outbox,
    polls,
    process,
    requests,
    reviews,
    servers,
    tellings,
    votes,
    warnings,
)
from data.storage.tables.schema import metadata

__all__ = [
    "announcements",
    "drafts",
    "erasures",
    "film_nights",
    "films",
    "keys",
    "libraries",
    "metadata",
    "outbox",
    "polls",
    "process",
    "requests",
    "reviews",
    "servers",
    "tellings",
    "votes",
    "warnings",
]
