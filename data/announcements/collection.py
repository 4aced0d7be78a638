"""Reviews in line to be announced: put there with their publication, gathered into messages when their time comes."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements import news
from data.announcements.times import due_at
from data.deliveries import NotPosted
from data.models import StoredReview
from data.servers.settings import Digest, ServerSettings
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.outbox import Outbox
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.servers import server_settings

REVIEWS = "reviews"
"""The kind of message in the outbox; its subject is the id of a batch."""

MOST_ONE_BY_ONE = 3
"""If more wait at once, as after an import, they are gathered in one message."""

_GATHERING_SECONDS = 0.02
"""Of one transaction, for which votes wait; a server with very much in line takes some milliseconds by itself."""

_MOST_IDS = 1_000
"""Rows named in one statement; engines take some thirty thousand."""

_LONGEST_SECONDS = 2.0


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
        """Note that a revision is published, in its transaction: for its server, or for every server that sees it.

        It is one row, however many servers there are. Call `queued` after the commit.
        """
        await news.put_within(connection, stored, self._now(), is_new=is_new)

    def queued(self) -> None:
        """Something was put in line."""
        self._outbox.wake()

    async def gather_due(self) -> None:
        """Put into the outbox what is due by its server's clock and choices, when every server has what is new in line.

        In many short transactions, between which votes are stored: a process that dies goes on where it stood. It
        returns after a while at the latest, since others wait to be asked; `next_due` says then that there is more.
        """
        until = time.monotonic() + _LONGEST_SECONDS
        due = await self.next_due()
        if due is None or due > self._now():
            return  # a look costs no lock
        while await self._gather_some() and time.monotonic() < until:
            pass

    @repeated
    async def _gather_some(self) -> bool:
        """Whether there may be more."""
        async with self._storage.writing() as connection:
            if not await news.serve(connection):  # first, so that what came together is told together
                return True
            until = time.monotonic() + _GATHERING_SECONDS
            while (guild_id := await self._first_due(connection)) is not None:
                await self._gather(connection, guild_id)
                if time.monotonic() >= until:
                    return True
        return False

    async def _first_due(self, connection: AsyncConnection) -> int | None:
        query = select(line.c.guild_id).where(line.c.next_look_at <= self._now()).order_by(line.c.next_look_at)
        guild_id: int | None = await connection.scalar(query.limit(1).with_for_update(skip_locked=True))
        return guild_id

    async def _gather(self, connection: AsyncConnection, guild_id: int) -> None:
        """All that is to be looked at in one server: into one message, or later."""
        waiting = (line.c.guild_id == guild_id, line.c.next_look_at <= self._now())
        query = select(line).where(*waiting).order_by(line.c.id).with_for_update(skip_locked=True)
        rows = (await connection.execute(query)).all()
        settings = await _settings(connection, guild_id)
        if settings.announcement_channel_id is None:
            await _update(connection, rows, next_look_at=None)
            return
        now, later = self._now(), defaultdict(list)
        for row in rows:
            later[due_at(settings, row.queued_at, now)].append(row)
        if not (due := [at for at in later if at <= now]):
            for at, some in later.items():
                await _update(connection, some, next_look_at=at)
            return
        first = min((row for at in due for row in later[at]), key=lambda row: (row.next_look_at, row.id))
        await _update(connection, _together(rows, first, settings), next_look_at=None, batch=first.id)
        channel_id = settings.announcement_channel_id
        await self._outbox.put_within(connection, REVIEWS, first.id, guild_id=guild_id, channel_id=channel_id)

    async def read(self, batch_id: int) -> ReviewAnnouncement:
        """What is to be announced in one message, and when; no reviews if there is nothing to tell any more."""
        async with self._storage.reading() as connection:
            query = select(line).where(line.c.batch == batch_id).order_by(line.c.id)
            rows = (await connection.execute(query)).all()
            if not rows:
                return ReviewAnnouncement((), self._now())  # its server was forgotten meanwhile
            settings = await _settings(connection, rows[0].guild_id)
        first = next(row for row in rows if row.id == batch_id)
        return ReviewAnnouncement(_films(rows), due_at(settings, first.queued_at, self._now()))

    async def next_due(self) -> dt.datetime | None:
        """When the next one in line is to be looked at."""
        query = select(line.c.next_look_at).where(line.c.next_look_at.is_not(None)).order_by(line.c.next_look_at)
        async with self._storage.reading() as connection:
            if await news.is_left(connection):
                return self._now()
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
    ids = [row.id for row in rows]
    for start in range(0, len(ids), _MOST_IDS):
        some = ids[start : start + _MOST_IDS]
        await connection.execute(update(line).where(line.c.id.in_(some)).values(**values))
