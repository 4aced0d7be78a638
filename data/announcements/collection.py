"""Reviews in line to be announced: put there with their publication, claimed for a while by one process at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, exists, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements.times import due_at
from data.models import SHARED_LIBRARY, ReviewState, StoredReview
from data.servers.settings import Digest, ServerSettings
from data.storage import Storage
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.reviews import reviews
from data.storage.tables.schema import UtcDateTime
from data.storage.tables.servers import server_settings

LEASE = dt.timedelta(seconds=60)
"""How long a claim holds. It is shorter than the minutes for which Discord drops a repeated nonce."""

MOST_ONE_BY_ONE = 3
"""If more wait at once, as after an import, they are gathered in one message."""

_NO_CHANNEL = "The server chose no channel for announcements any more."


@dataclass(frozen=True)
class AnnouncedReview:
    """A film whose review is announced. `revisions` are those since the last announcement, of which one is shown."""

    film_id: int
    revisions: tuple[int, ...]
    is_new: bool


@dataclass(frozen=True)
class ReviewAnnouncement:
    """What one message is to say: one review, or several."""

    id: int
    guild_id: int
    channel_id: int
    reviews: tuple[AnnouncedReview, ...]
    tried_at: dt.datetime
    """When it was first tried."""
    attempt: int
    """1 the first time. Above that an earlier attempt may have posted and died before it said so: look first."""

    @property
    def nonce(self) -> str:
        """The same in every attempt: Discord drops a second message with it within minutes."""
        return f"reviews-{self.id}"


async def queue_within(connection: AsyncConnection, stored: StoredReview, now: dt.datetime, *, is_new: bool) -> None:
    """Put a published revision in line, in its transaction: for its server, or for every server that sees it.

    Servers that chose no channel are passed over.
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
        "queued_at": literal(now, UtcDateTime),
        "next_try_at": literal(now, UtcDateTime),
        "attempts": literal(0),
    }
    rows = select(server_settings.c.guild_id, *values.values()).where(chosen, servers)
    await connection.execute(insert(line).from_select(["guild_id", *values], rows))


class Announcements:
    """What published reviews leave to be posted."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    async def claim(self) -> ReviewAnnouncement | None:
        """The next message to post, for this process alone during `LEASE`; None if nothing is due.

        Say afterwards what came of it: `record_posted` or `record_failure`. Otherwise it is handed out again.
        """
        due = await self.next_due()
        if due is None or due > self._now():
            return None  # a look costs no lock
        async with self._storage.writing() as connection:
            while row := await self._first_due(connection):
                settings = await _settings(connection, row.guild_id)
                if row.batch is None and settings.announcement_channel_id is None:
                    await _update(connection, line.c.id == row.id, next_try_at=None, failure=_NO_CHANNEL)
                    continue
                due = due_at(settings, row.queued_at, self._now())
                if due > self._now():
                    await self._postpone(connection, row, due)
                    continue
                return await self._form(connection, row, settings)
        return None

    async def _first_due(self, connection: AsyncConnection) -> Row[Any] | None:
        """Only the first of a batch stands for it, so that two processes never take half of one each."""
        query = (
            select(line)
            .where(line.c.next_try_at <= self._now(), or_(line.c.batch.is_(None), line.c.batch == line.c.id))
            .order_by(line.c.next_try_at, line.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return (await connection.execute(query)).first()

    async def _postpone(self, connection: AsyncConnection, row: Row[Any], due: dt.datetime) -> None:
        mine = line.c.batch == row.batch if row.batch else line.c.id == row.id
        await _update(connection, mine, next_try_at=due)

    async def _form(self, connection: AsyncConnection, row: Row[Any], settings: ServerSettings) -> ReviewAnnouncement:
        if row.batch is None:
            waiting = (line.c.guild_id == row.guild_id, line.c.batch.is_(None), line.c.next_try_at <= self._now())
            query = select(line).where(*waiting).order_by(line.c.id).with_for_update(skip_locked=True)
            rows = _together((await connection.execute(query)).all(), row, settings)
        else:
            query = select(line).where(line.c.batch == row.batch).order_by(line.c.id)
            rows = list((await connection.execute(query)).all())
        tried_at = row.tried_at or self._now()
        channel_id = int(row.channel_id or settings.announcement_channel_id or 0)
        values = {"batch": row.id, "tried_at": tried_at, "channel_id": channel_id, "attempts": row.attempts + 1}
        chosen = line.c.id.in_([one.id for one in rows])
        await _update(connection, chosen, next_try_at=self._now() + LEASE, **values)
        return ReviewAnnouncement(row.id, row.guild_id, channel_id, _films(rows), tried_at, row.attempts + 1)

    async def record_posted(self, announcement_id: int, message_id: int) -> None:
        """It stands in this message and is not handed out again."""
        await self._record(announcement_id, next_try_at=None, message_id=message_id, failure=None)

    async def record_failure(self, announcement_id: int, reason: str, retry_at: dt.datetime | None = None) -> None:
        """It could not be posted, for a reason that is a sentence for moderators; without `retry_at` it is given up."""
        await self._record(announcement_id, next_try_at=retry_at, failure=reason)

    async def next_due(self) -> dt.datetime | None:
        """When the next one is to be looked at."""
        query = select(line.c.next_try_at).where(line.c.next_try_at.is_not(None)).order_by(line.c.next_try_at).limit(1)
        async with self._storage.reading() as connection:
            due: dt.datetime | None = await connection.scalar(query)
        return due

    async def _record(self, announcement_id: int, **values: Any) -> None:
        async with self._storage.writing() as connection:
            await _update(connection, line.c.batch == announcement_id, **values)


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


async def _update(connection: AsyncConnection, condition: Any, **values: Any) -> None:
    await connection.execute(update(line).where(and_(condition)).values(**values))
