"""Closing: exactly once, whoever asks and from however many processes, with everything it takes in one transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from sqlalchemy import ColumnElement, delete, insert, select, update

from data.errors import NotFound, PollEnded, Reason
from data.polls.erasing import Erasing
from data.polls.models import POLL, RESULT, PollResult
from data.polls.rows import read_count, read_poll
from data.polls.terms import Names
from data.storage import LONG_SECONDS, Storage, erasures
from data.storage.collisions import repeated
from data.storage.outbox import Outbox
from data.storage.tables.polls import ended_secret_polls, poll_keys, poll_results, poll_tallies, polls

log = logging.getLogger(__name__)

_ERASE_SECONDS = 2.0
"""While other polls are to be closed and results to be posted; then the next `close_due` goes on."""

_RETRY_KEYS = dt.timedelta(seconds=3)
"""Where a backup or a reader was in the way of ridding the files of keys."""


class Closing:
    """Ends polls: keeps the sums, destroys the keys of secret polls, and puts the result in line to be posted.

    A process that dies has either done all of it or nothing.
    """

    def __init__(self, storage: Storage, outbox: Outbox, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._outbox = outbox
        self._now = now
        self._erasing = Erasing(storage)

    async def close(self, poll_id: int, guild_id: int) -> PollResult:
        """End a poll now, before its time. Its result and what is to be erased are due then: wake the outbox, which
        asks `close_due`, when whoever closed it has an answer.

        Raises:
            NotFound: the server has no such poll.
            PollEnded: it was closed already.
        """
        mine = (polls.c.id == poll_id, polls.c.guild_id == guild_id)
        result = await self._close(poll_id, self._now(), *mine)
        if result is None:
            async with self._storage.reading() as connection:
                poll = await read_poll(connection, *mine)
            if poll is None:
                raise NotFound(Reason.NO_POLL)
            raise PollEnded(Reason.POLL_ENDED, poll.ends_at)
        return result

    async def due(self, now: dt.datetime) -> list[int]:
        """The ids of open polls whose time is up, the longest due first."""
        query = select(polls.c.id).where(polls.c.is_open, polls.c.ends_at <= now).order_by(polls.c.ends_at)
        async with self._storage.reading() as connection:
            return list((await connection.execute(query)).scalars())

    async def close_due(self) -> list[PollResult]:
        """Close what is due and erase what ended polls leave; returns only what this call closed.

        Call it at `next_end`, from every process, and once after a start: one before may have died in between.
        """
        now = self._now()
        results = [await self._close(poll_id, now, polls.c.ends_at <= now) for poll_id in await self.due(now)]
        await self._erasing.keys(LONG_SECONDS)
        await self._erasing.ballots(_ERASE_SECONDS)
        await self._erasing.free()
        return [result for result in results if result]

    def keys_left(self) -> None:
        """A destroyed key is still to be erased from the database's files: it is done with those of polls, and soon."""
        self._erasing.left()
        self._outbox.wake()

    async def next_end(self) -> dt.datetime | None:
        """When the next open poll ends, or now or soon if keys or ballots of ended ones are still to be erased."""
        if self._erasing.is_more:
            return self._now()
        retry_at = self._now() + _RETRY_KEYS if self._erasing.was_busy else None
        query = select(polls.c.ends_at).where(polls.c.is_open).order_by(polls.c.ends_at).limit(1)
        async with self._storage.reading() as connection:
            ends_at: dt.datetime | None = await connection.scalar(query)
        return min(filter(None, (ends_at, retry_at)), default=None)

    @repeated
    async def _close(self, poll_id: int, now: dt.datetime, *conditions: ColumnElement[bool]) -> PollResult | None:
        """The result, or None if the poll was closed or extended in the meantime, by whomever."""
        mine = polls.c.id == poll_id
        async with self._storage.writing() as connection:
            # On PostgreSQL this waits for ballots being stored, and whoever else closes waits here and finds it closed.
            poll = await read_poll(connection, mine, polls.c.is_open, *conditions, for_update=True)
            if poll is None:
                return None
            ended = {"is_open": False, "ends_at": min(poll.ends_at, now)}
            await connection.execute(update(polls).where(mine).values(ended))
            count = await read_count(connection, poll_id)
            for table in (poll_keys, poll_tallies):
                await connection.execute(delete(table).where(table.c.poll_id == poll_id))
            if poll.names is Names.NEVER:  # without the key nobody can read its ballots, however many there are
                await connection.execute(insert(ended_secret_polls).values(poll_id=poll_id))
            await erasures.record(connection, erasures.POLL, poll_id, now)
            numbers = {**count.tally.model_dump(), "unseen": count.unseen, "closed_at": now}
            await connection.execute(insert(poll_results).values(poll_id=poll_id, **numbers))
            await self._outbox.drop_within(connection, POLL, poll_id)
            await self._outbox.put_within(
                connection, RESULT, poll_id, guild_id=poll.guild_id, channel_id=poll.channel_id
            )
        self._erasing.ended()
        return PollResult(poll=poll.model_copy(update=ended), count=count, closed_at=now)
