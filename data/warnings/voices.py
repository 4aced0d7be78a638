"""What members say under a film's warnings: one voice a member, a warning and a server; only sums are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import NotFound, Reason
from data.models import ContentWarning, StoredReview
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.films import films
from data.storage.tables.warnings import warning_queue, warning_voices
from data.warnings.crowd import CONTRADICTIONS, Voice, Voices, contradictions, needs_moderator
from data.warnings.listing import key_of


class Kind(StrEnum):
    """Why something is in the moderators' queue."""

    CONTRADICTED = "contradicted"
    PROPOSED = "proposed"
    MENTIONED = "mentioned"
    """The review's own text speaks of it, and its warnings do not."""


class State(StrEnum):
    """What has become of something in the moderators' queue."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class WarningVoices:
    """The collection of voices; five that contradict a warning put it in the moderators' queue."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    @repeated
    async def say(self, guild_id: int, stored: StoredReview, warning: str, member_id: int, voice: Voice) -> Voices:
        """Keep a member's voice on a warning of a review, named by its key; the last one counts.

        Raises:
            NotFound: the review has no such warning any more.
        """
        found = warning_of(stored, warning)
        keys = {"guild_id": guild_id, "film_id": stored.film_id, "warning": warning, "member_id": member_id}
        async with self._storage.writing() as connection:
            # One at a time for a film, so that the fifth who contradicts sees the other four.
            await connection.execute(select(films.c.id).where(films.c.id == stored.film_id).with_for_update())
            await connection.execute(self._storage.upsert(warning_voices, keys, {"voice": voice.value}))
            voices = (await count_voices(connection, guild_id, stored.film_id)).get(warning, Voices())
            await self._queue(connection, guild_id, stored.film_id, found, voices)
        return voices

    async def of_film(self, guild_id: int, film_id: int) -> dict[str, Voices]:
        """The voices of a server's members on every warning of a film, by the warning's key."""
        async with self._storage.reading() as connection:
            return await count_voices(connection, guild_id, film_id)

    async def _queue(
        self, connection: AsyncConnection, guild_id: int, film_id: int, warning: ContentWarning, voices: Voices
    ) -> None:
        """Put the warning in the queue when it belongs there; one that was dismissed only after five more."""
        number = contradictions(voices, warning.severity)
        if not needs_moderator(voices, warning.severity):
            return
        place = {"guild_id": guild_id, "film_id": film_id, "kind": Kind.CONTRADICTED, "warning": key_of(warning)}
        here = and_(*(warning_queue.c[name] == value for name, value in place.items()))
        columns = (warning_queue.c.state, warning_queue.c.contradictions)
        known = (await connection.execute(select(*columns).where(here))).first()
        if known and (known.state == State.OPEN or number < known.contradictions + CONTRADICTIONS):
            return
        document = warning.model_dump(mode="json", exclude_defaults=True)
        values = {"document": document, "state": State.OPEN, "contradictions": number, "queued_at": self._now()}
        await connection.execute(self._storage.upsert(warning_queue, place, values))


def warning_of(stored: StoredReview, key: str) -> ContentWarning:
    """The warning of a review that has this key.

    Raises:
        NotFound: none has, or not any more.
    """
    for warning in stored.review.warnings:
        if key_of(warning) == key:
            return warning
    raise NotFound(Reason.WARNING_CHANGED)


async def count_voices(connection: AsyncConnection, guild_id: int, film_id: int) -> dict[str, Voices]:
    """How many members of a server say what, by warning."""
    query = (
        select(warning_voices.c.warning, warning_voices.c.voice, func.count())
        .where(warning_voices.c.guild_id == guild_id, warning_voices.c.film_id == film_id)
        .group_by(warning_voices.c.warning, warning_voices.c.voice)
    )
    numbers: dict[str, dict[str, Any]] = {}
    for warning, voice, number in await connection.execute(query):
        numbers.setdefault(warning, {})[voice] = number
    return {warning: Voices(**said) for warning, said in numbers.items()}
