"""Reviews in line to be announced: put there with their publication, gathered into messages when their time comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements.times import due_at
from data.deliveries import NotPosted
from data.models import SHARED_LIBRARY, ReviewState, StoredReview
from data.servers.settings import Digest, ServerSettings
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.outbox import Outbox
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.reviews import reviews
from data.storage.tables.schema import UtcDateTime
from data.storage.tables.servers import server_settings

REVIEWS = "reviews"
"""The kind of message in the outbox; its subject is the id of a batch."""

MOST_ONE_BY_ONE = 3
"""If more wait at once, as after an import, they are gathered in one message."""


@dataclass(frozen=True)
class AnnouncedReview:
    """A film whose review is announced. `revisions` are those since the last announcement, of which one is shown."""

    film_id: int
    revisions: tuple[int, ...]
    is_new: bool


@dataclass(frozen=True)
class ReviewAnnouncement:
    """What one message is to say: one review, or several."""

    reviews: tuple[AnnouncedReview, ...]
    due_at: dt.datetime
    """Not before; later than now where a second attempt has come into quiet hours."""


class Announcements:
    """What published reviews leave to be posted: put in line with their publication, then by batches in the outbox."""

    def __init__(self, storage: Storage, outbox: Outbox, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._outbox = outbox
        self._now = now

    async def queue_within(self, connection: AsyncConnection, stored: StoredReview, *, is_new: bool) -> None:
        """Put a published revision in line, in its transaction: for its server, or for every server that sees it.

        Servers that chose no channel are passed over. Call `queued` after the commit.
        """
        chosen = server_settings.c.document["announcement_channel_id"].as_string().is_not(None)
        if stored.guild_id == SHARED_LIBRARY:
            own = exists().where(
                reviews.c.guild_id == server_settings.c.guild_id,
                reviews.c.film_id == stored.film_id,
                reviews.c.state.in_((ReviewState.PUBLISHED, ReviewState.WITHDRAWN)),
            )
            servers = ~own
        else:
            servers = server_settings.c.guild_id == stored.guild_id
        values = {
            "review_id": literal(stored.id),
            "film_id": literal(stored.film_id),
            "revision": literal(stored.review.revision),
            "is_new": literal(is_new),
            "queued_at": literal(self._now(), UtcDateTime),
            "next_look_at": literal(self._now(), UtcDateTime),
        }
        rows = select(server_settings.c.guild_id, *values.values()).where(chosen, servers)
        await connection.execute(insert(line).from_select(["guild_id", *values], rows))

    def queued(self) -> None:
        """Something was put in line."""
        self._outbox.wake()

    @repeated
    async def gather_due(self) -> None:
        """Put into the outbox what is due by its server's clock and choices."""
        due = await self.next_due()
        if due is None or due > self._now():
            return  # a look costs no lock
        async with self._storage.writing() as connection:
            while row := await self._first_due(connection):
                await self._gather(connection, row)

    async def _first_due(self, connection: AsyncConnection) -> Row[Any] | None:
        query = (
            select(line)
            .where(line.c.next_look_at <= self._now())
            .order_by(line.c.next_look_at, line.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return (await connection.execute(query)).first()

    async def _gather(self, connection: AsyncConnection, row: Row[Any]) -> None:
        settings = await _settings(connection, row.guild_id)
        if settings.announcement_channel_id is None:
            await _update(connection, [row], next_look_at=None)
            return
        due = due_at(settings, row.queued_at, self._now())
        if due > self._now():
            await _update(connection, [row], next_look_at=due)
            return
        waiting = (line.c.guild_id == row.guild_id, line.c.next_look_at <= self._now())
        query = select(line).where(*waiting).order_by(line.c.id).with_for_update(skip_locked=True)
        rows = _together((await connection.execute(query)).all(), row, settings)
        await _update(connection, rows, next_look_at=None, batch=row.id)
        channel_id = settings.announcement_channel_id
        await self._outbox.put_within(connection, REVIEWS, row.id, guild_id=row.guild_id, channel_id=channel_id)

    async def read(self, batch_id: int) -> ReviewAnnouncement:
        """What is to be announced in one message, and when."""
        async with self._storage.reading() as connection:
            query = select(line).where(line.c.batch == batch_id).order_by(line.c.id)
            rows = (await connection.execute(query)).all()
            settings = await _settings(connection, rows[0].guild_id)
        first = next(row for row in rows if row.id == batch_id)
        return ReviewAnnouncement(_films(rows), due_at(settings, first.queued_at, self._now()))

    async def next_due(self) -> dt.datetime | None:
        """When the next one in line is to be looked at."""
        query = select(line.c.next_look_at).where(line.c.next_look_at.is_not(None)).order_by(line.c.next_look_at)
        async with self._storage.reading() as connection:
            due: dt.datetime | None = await connection.scalar(query.limit(1))
        return due

    async def failure(self, guild_id: int) -> NotPosted | None:
        """Why a server's last announcement could not be posted, if it could not."""
        return await self._outbox.last_failure(REVIEWS, guild_id)


def _together(rows: Any, first: Row[Any], settings: ServerSettings) -> list[Row[Any]]:
    """What goes into one message with the first: every revision of its film, or all that waits if that is much."""
    few = len({row.film_id for row in rows}) <= MOST_ONE_BY_ONE
    if settings.digest is Digest.OFF and few:
        return [row for row in rows if row.film_id == first.film_id]
    return list(rows)


def _films(rows: Any) -> tuple[AnnouncedReview, ...]:
    return tuple(
        AnnouncedReview(
            film_id,
            tuple(row.revision for row in rows if row.film_id == film_id),
            any(row.is_new for row in rows if row.film_id == film_id),
        )
        for film_id in dict.fromkeys(row.film_id for row in rows)
    )


async def _settings(connection: AsyncConnection, guild_id: int) -> ServerSettings:
    query = select(server_settings.c.document).where(server_settings.c.guild_id == guild_id)
    return ServerSettings.model_validate(await connection.scalar(query) or {})


async def _update(connection: AsyncConnection, rows: Sequence[Row[Any]], **values: Any) -> None:
    await connection.execute(update(line).where(line.c.id.in_([row.id for row in rows])).values(**values))
