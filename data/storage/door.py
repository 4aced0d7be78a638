"""The one way to a connection: for a while, in a transaction, and whatever fails there is told as one small family."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from data.storage.faults import fault_of

ANSWER_SECONDS = 2.0
"""For all of one transaction, from the wait for a connection to the commit: Discord waits three for an answer."""

LONG_SECONDS = 120.0
"""For work that nobody waits three seconds for: a hundred imported reviews, an export."""

MIGRATION_SECONDS = 3_600.0

START_SECONDS = 10.0
"""For the first answer of a database when Marquee starts."""

GOODBYE_SECONDS = 0.2
"""For closing a connection: one that hangs is left to itself after that."""


@asynccontextmanager
async def transaction(
    engine: AsyncEngine, *, writing: bool, seconds: float = ANSWER_SECONDS
) -> AsyncIterator[AsyncConnection]:
    """A connection in a transaction: committed when the block ends, if it is for `writing`; undone if it raises.

    Raises:
        StorageFault: the engine failed, or it was not done within `seconds`.
    """
    reached = committing = False
    limit = asyncio.timeout(seconds)
    try:
        async with limit, connected(engine) as connection:
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
        cause = TimeoutError() if limit.expired() else error
        fault = fault_of(cause, writing=writing, certain=not committing, reached=reached)
        if fault is None:
            raise
        raise fault from error


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that is closed for good if the block is cancelled, since nobody knows what it was in the midst of.

    SQLAlchemy's own block would wait, deaf to cancellation, for a rollback that may never come.
    """
    connection = await engine.connect()
    try:
        yield connection
    except asyncio.CancelledError:
        await connection.invalidate()
        raise
    finally:
        await connection.close()
        await asyncio.sleep(0)  # so that whoever waits for a connection has it before this task takes it again


async def _allow(connection: AsyncConnection, seconds: float) -> None:
    """Have PostgreSQL, too, grant a long transaction its time; `data.storage.postgresql` sets what holds otherwise."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {name} = {int(seconds * 1000)}"))
