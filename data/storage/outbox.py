"""The outbox: whatever is posted exactly once, claimed for a while by one process, until one says what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.deliveries import LEASE, Delivery, Failure, NotPosted, wait_after
from data.storage.collisions import repeated
from data.storage.engines import Storage
from data.storage.tables.outbox import outbox


class Place(NamedTuple):
    """Where a message about something is to be posted."""

    subject_id: int
    guild_id: int
    channel_id: int


class Outbox:
    """Put what is to be posted in line within the transaction that makes it news, and `wake` after its commit."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now
        self.wake: Callable[[], None] = _nobody
        """Tells whoever posts in this process that something may be due; whoever that is sets it."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may put something in line, which nobody here is told of."""
        return self._storage.is_shared

    async def put_within(
        self, connection: AsyncConnection, kind: str, subject_id: int, *, guild_id: int, channel_id: int
    ) -> None:
        """Put a message in line; one that was posted before is posted anew."""
        now = self._now()
        times = {"queued_at": now, "next_try_at": now, "tried_at": None}
        values = {"guild_id": guild_id, "channel_id": channel_id} | times | {"attempts": 0}
        await self._put(connection, kind, subject_id, values)

    async def put_all_within(self, connection: AsyncConnection, kind: str, places: Sequence[Place]) -> None:
        """`put_within` for many at once, by one statement."""
        if not places:
            return
        now = self._now()
        times = {"queued_at": now, "next_try_at": now, "tried_at": None}
        fresh = times | {"attempts": 0, "message_id": None, "failure": None}
        statement = self._storage.upsert_many(outbox, ("kind", "subject_id"), ("guild_id", "channel_id", *fresh))
        await connection.execute(statement, [{"kind": kind, **one._asdict(), **fresh} for one in places])

    async def put_claimed_within(
        self, connection: AsyncConnection, kind: str, subject_id: int, *, guild_id: int, channel_id: int
    ) -> Delivery:
        """The same for whoever sends it after the commit: claimed during `LEASE`, and noted as `about_to_send`."""
        now = self._now()
        times = {"queued_at": now, "next_try_at": now + LEASE, "tried_at": now}
        values = {"guild_id": guild_id, "channel_id": channel_id} | times | {"attempts": 1}
        await self._put(connection, kind, subject_id, values)
        return Delivery(kind, subject_id, guild_id, channel_id, queued_at=now, attempt=1, is_noted=True)

    async def _put(self, connection: AsyncConnection, kind: str, subject_id: int, values: dict[str, Any]) -> None:
        keys = {"kind": kind, "subject_id": subject_id}
        fresh = {"message_id": None, "failure": None}
        await connection.execute(self._storage.upsert(outbox, keys, values | fresh))

    async def drop_within(self, connection: AsyncConnection, kind: str, subject_id: int) -> None:
        """What it would say is no news any more."""
        await connection.execute(delete(outbox).where(*_place(kind, subject_id)))

    async def claim(self) -> Delivery | None:
        """The next message to post, for this process alone during `LEASE`; None if nothing is due.

        Say afterwards what came of it: `record_posted`, `record_failure` or `postpone`. Otherwise it is handed out
        again.
        """
        due = await self.next_due()
        if due is None or due > self._now():
            return None  # a look costs no lock
        return await self._claim()

    @repeated
    async def _claim(self) -> Delivery | None:
        first = (
            select(outbox)
            .where(outbox.c.next_try_at <= self._now())
            .order_by(outbox.c.next_try_at, outbox.c.kind, outbox.c.subject_id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        async with self._storage.writing() as connection:
            row = (await connection.execute(first)).first()
            if row is None:
                return None
            claimed = {"next_try_at": self._now() + LEASE, "attempts": row.attempts + 1}
            await connection.execute(update(outbox).where(*_place(row.kind, row.subject_id)).values(claimed))
        return _delivery(row)

    async def about_to_send(self, delivery: Delivery) -> bool:
        """Note that from now on it may have been posted. False if the claim ran out and another process has it."""
        return delivery.is_noted or await self._record(delivery, tried_at=self._now())

    @repeated
    async def record_posted(self, delivery: Delivery, message_id: int | None) -> None:
        """It stands in this message, or there is nothing left to say; it is not handed out again."""
        async with self._storage.writing() as connection:
            await self.record_posted_within(connection, delivery, message_id)

    async def record_posted_within(
        self, connection: AsyncConnection, delivery: Delivery, message_id: int | None
    ) -> None:
        """The same in the transaction of whoever notes more about the message."""
        done = {"next_try_at": None, "message_id": message_id, "failure": None}
        mine = _place(delivery.kind, delivery.subject_id)
        queued = outbox.c.queued_at == delivery.queued_at  # else it was put in line anew meanwhile
        await connection.execute(update(outbox).where(*mine, queued).values(done))

    async def record_failure(self, delivery: Delivery, why: Failure = Failure.UNREACHABLE) -> None:
        """It could not be posted now, and is tried again later."""
        retry_at = self._now() + wait_after(delivery.attempt)
        await self._record(delivery, next_try_at=retry_at, failure=why)

    async def give_up(self, delivery: Delivery, why: Failure) -> bool:
        """It can never be posted. False if another process has it now and may know better."""
        return await self._record(delivery, next_try_at=None, failure=why)

    async def postpone(self, delivery: Delivery, until: dt.datetime) -> None:
        """It is not to be posted before."""
        await self._record(delivery, next_try_at=until)

    async def next_due(self) -> dt.datetime | None:
        """When the next one is to be looked at."""
        query = select(outbox.c.next_try_at).where(outbox.c.next_try_at.is_not(None))
        async with self._storage.reading() as connection:
            due: dt.datetime | None = await connection.scalar(query.order_by(outbox.c.next_try_at).limit(1))
        return due

    async def failures(self, kind: str, subject_ids: Collection[int]) -> dict[int, NotPosted]:
        """Why messages could not be posted, by subject, of those that could not."""
        query = select(outbox).where(
            outbox.c.kind == kind, outbox.c.subject_id.in_(list(subject_ids)), outbox.c.failure.is_not(None)
        )
        async with self._storage.reading() as connection:
            return {row.subject_id: _not_posted(row) for row in await connection.execute(query)}

    async def last_failure(self, kind: str, guild_id: int) -> NotPosted | None:
        """Why a server's last message of a kind could not be posted, if it could not."""
        query = select(outbox).where(outbox.c.kind == kind, outbox.c.guild_id == guild_id)
        last = query.order_by(outbox.c.queued_at.desc(), outbox.c.subject_id.desc()).limit(1)
        async with self._storage.reading() as connection:
            row = (await connection.execute(last)).first()
        return _not_posted(row) if row and row.failure else None

    @repeated
    async def _record(self, delivery: Delivery, **values: Any) -> bool:
        """Only while the claim holds: another process may have taken the message over, and even posted it."""
        mine = (*_place(delivery.kind, delivery.subject_id), outbox.c.next_try_at.is_not(None))
        claimed = (outbox.c.attempts == delivery.attempt, outbox.c.queued_at == delivery.queued_at)
        async with self._storage.writing() as connection:
            recorded = await connection.execute(update(outbox).where(*mine, *claimed).values(values))
        return bool(recorded.rowcount)


def _nobody() -> None:
    """Until somebody posts."""


def _place(kind: str, subject_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return outbox.c.kind == kind, outbox.c.subject_id == subject_id


def _not_posted(row: Row[Any]) -> NotPosted:
    known = row.failure in list(Failure)
    return NotPosted(row.kind, row.channel_id, Failure(row.failure) if known else row.failure)


def _delivery(row: Row[Any]) -> Delivery:
    """From a row as it was before it was claimed."""
    known = {name: getattr(row, name) for name in ("kind", "subject_id", "guild_id", "channel_id", "queued_at")}
    return Delivery(**known, attempt=row.attempts + 1, tried_at=row.tried_at)
