"""Results in line to be posted: claimed for a while by one process, until one of them says that it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update

from data.polls.models import Announcement
from data.polls.rows import result_of, select_results
from data.storage import Storage
from data.storage.tables.polls import poll_announcements, polls

LEASE = dt.timedelta(seconds=60)
"""How long a claim holds. It is shorter than the minutes for which Discord drops a repeated nonce."""


class Announcements:
    """What closed polls leave to be posted."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    async def claim(self) -> Announcement | None:
        """The next result to post, for this process alone during `LEASE`; None if nothing waits.

        Say afterwards what came of it: `record_posted` or `record_failure`. Otherwise it is handed out again.
        """
        now = self._now()
        line = poll_announcements
        first = (
            select(line.c.poll_id)
            .where(line.c.next_try_at <= now)
            .order_by(line.c.next_try_at, line.c.poll_id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        async with self._storage.writing() as connection:
            poll_id = await connection.scalar(first)
            if poll_id is None:
                return None
            mine = line.c.poll_id == poll_id
            await connection.execute(
                update(line).where(mine).values(next_try_at=now + LEASE, attempts=line.c.attempts + 1)
            )
            attempt = await connection.scalar(select(line.c.attempts).where(mine))
            row = (await connection.execute(select_results(polls.c.id == poll_id))).one()
        return Announcement(result=result_of(row), attempt=int(attempt or 1))

    async def record_posted(self, poll_id: int, message_id: int) -> None:
        """The result stands in this message; it is not handed out again."""
        await self._record(poll_id, next_try_at=None, message_id=message_id, failure=None)

    async def record_failure(self, poll_id: int, reason: str, retry_at: dt.datetime | None = None) -> None:
        """It could not be posted. `reason` is a sentence for moderators; without `retry_at` it is given up.

        The result stays, in `Polls.result` and as the film's verdict.
        """
        await self._record(poll_id, next_try_at=retry_at, failure=reason)

    async def failure(self, poll_id: int) -> str | None:
        """Why the result could not be posted, if it could not."""
        query = select(poll_announcements.c.failure).where(poll_announcements.c.poll_id == poll_id)
        async with self._storage.reading() as connection:
            reason: str | None = await connection.scalar(query)
        return reason

    async def _record(self, poll_id: int, **values: Any) -> None:
        async with self._storage.writing() as connection:
            await connection.execute(
                update(poll_announcements).where(poll_announcements.c.poll_id == poll_id).values(**values)
            )
