"""Reviews in line to be announced: put there with their publication, gathered into messages when their time comes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements import news
from data.announcements.gathering import gather, settings_of
from data.announcements.times import due_at
from data.deliveries import REVIEWS, NotPosted
from data.models import StoredReview
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.outbox import Outbox
from data.storage.tables.announcements import review_announcements as line

_GATHERING_SECONDS = 0.02
"""Of one transaction, for which votes wait; what is looked at together takes some milliseconds by itself."""

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
            while (messages := await gather(connection, self._now())) is not None:
                await self._outbox.put_all_within(connection, REVIEWS, messages)
                if time.monotonic() >= until:
                    return True
        return False

    async def read(self, batch_id: int) -> ReviewAnnouncement:
        """What is to be announced in one message, and when; no reviews if there is nothing to tell any more."""
        async with self._storage.reading() as connection:
            query = select(line).where(line.c.batch == batch_id).order_by(line.c.id)
            rows = (await connection.execute(query)).all()
            if not rows:
                return ReviewAnnouncement((), self._now())  # its server was forgotten meanwhile
            settings = await settings_of(connection, [rows[0].guild_id])
        first = next(row for row in rows if row.id == batch_id)
        return ReviewAnnouncement(_films(rows), due_at(settings[first.guild_id], first.queued_at, self._now()))

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


def _films(rows: Any) -> tuple[AnnouncedReview, ...]:
    return tuple(
        AnnouncedReview(
            film_id,
            tuple(row.revision for row in rows if row.film_id == film_id),
            any(row.is_new for row in rows if row.film_id == film_id),
        )
        for film_id in dict.fromkeys(row.film_id for row in rows)
    )
