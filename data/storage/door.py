"""The one way to a connection: for a while, in a transaction, and whatever fails there is told as one small family."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from data.deadlines import seconds_left
from data.errors import Reason, StorageUnavailable
from data.storage.faults import fault_of

log = logging.getLogger(__name__)

ANSWER_SECONDS = 2.0
"""For all of one transaction, from the wait for a connection to the commit: Discord waits three for an answer."""

LONG_SECONDS = 120.0
"""For work that nobody waits three seconds for: a hundred imported reviews, an export."""

MIGRATION_SECONDS = 3_600.0

START_SECONDS = 10.0
"""For the first answer of a database when Marquee starts."""

CLOSING_SECONDS = 3.0
"""For those who are at work when Marquee stops."""

GOODBYE_SECONDS = 0.2
"""For closing a connection: one that hangs is left to itself after that."""


class Door:
    """Lets in whoever wants a connection and knows who has one, so that closing can wait for them."""

    def __init__(self) -> None:
        self._inside = 0  # with those who wait for a connection
        self._connections: set[AsyncConnection] = set()
        self._empty = asyncio.Event()
        self._closing = self._closed = False

    @asynccontextmanager
    async def transaction(
        self, engine: AsyncEngine, *, writing: bool, seconds: float = ANSWER_SECONDS
    ) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction: committed when the block ends, if it is for `writing`; undone if it raises.

        Raises:
            StorageFault: the engine failed, or not done within `seconds`, or by when a person is to have an answer.
            StorageUnavailable: the door was closed; nothing is stored.
        """
        reached = committing = False
        limit = asyncio.timeout(seconds if seconds > ANSWER_SECONDS else seconds_left(seconds))
        try:
            async with limit, self.connected(engine) as connection:
                reached = True
                if writing:
                    await connection.begin()
                if seconds > ANSWER_SECONDS:
                    await _allow(connection, seconds)
                yield connection
                if writing:
                    committing = True
                    await connection.commit()
        except Exception as error:
            if self._closed and not committing and isinstance(error, SQLAlchemyError):
                raise StorageUnavailable(Reason.RESTARTING) from error  # its connection was taken from it
            cause = TimeoutError() if limit.expired() else error
            fault = fault_of(cause, writing=writing, certain=not committing, reached=reached)
            if fault is None:
                raise
            raise fault from error

    @asynccontextmanager
    async def connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """A connection, for a block.

        Raises:
            StorageUnavailable: the door is closed or being closed.
        """
        _refuse(self._closing)
        self._inside += 1
        try:
            connection = await engine.connect()
            self._connections.add(connection)
            try:
                async with _given_back(connection):
                    _refuse(self._closed)
                    yield connection
            finally:
                self._connections.discard(connection)
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()
        await asyncio.sleep(0)  # so that whoever waits for a connection has it before this task takes it again

    async def close(self, seconds: float) -> None:
        """Let nobody in any more and wait so long for those inside; who is not done loses its connection."""
        self._closing = True
        if self._inside:
            self._empty.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._empty.wait()
        self._closed = True
        if self._connections:
            log.warning("%s transactions had not ended when the database was closed", len(self._connections))
        for connection in self._connections:
            _drop(connection)


def _refuse(closed: bool) -> None:
    if closed:
        raise StorageUnavailable(Reason.RESTARTING)


@asynccontextmanager
async def _given_back(connection: AsyncConnection) -> AsyncIterator[None]:
    """Give a connection back after the block or, if that is cancelled, close it for good: nobody knows its state.

    SQLAlchemy's own block would wait, deaf to cancellation, for a rollback that may never come.
    """
    try:
        yield
    except asyncio.CancelledError:
        try:
            await connection.invalidate()
        finally:
            _drop(connection)  # if it was cancelled once more
        raise
    except GeneratorExit:  # its task was thrown away, and may not wait for anything
        _drop(connection)
        raise
    finally:
        await connection.close()


def _drop(connection: AsyncConnection) -> None:
    """Close a connection for good, at once and without a wait, which could be cancelled."""
    sync = connection.sync_connection
    if sync and not sync.closed:
        sync.invalidate()
        sync.close()


async def _allow(connection: AsyncConnection, seconds: float) -> None:
    """Have PostgreSQL, too, grant a long transaction its time; `data.storage.postgresql` sets what holds otherwise."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {name} = {int(seconds * 1000)}"))
