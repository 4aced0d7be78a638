"""PostgreSQL by asyncpg: connections that give up on the server, and a server that gives up on statements."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from data.storage.door import GOODBYE_SECONDS
from data.storage.listening import Notices, listening

_LIMITS_MS = {
    "lock_timeout": 1_500,
    "statement_timeout": 1_800,  # below the door's deadline, so that a statement ends on the server as well
    "idle_in_transaction_session_timeout": 10_000,  # of a process that was stopped while it held locks
}


class _Connection(asyncpg.Connection):
    """Says goodbye briefly: asyncpg would first cancel what runs, by a new connection to a server that may hang."""

    async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 (asyncpg's own)
        """Close, politely if that goes at once."""
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await super().close(timeout=timeout)
        except OSError:  # which a timeout is
            self.terminate()


class Engines:
    """The one engine of a server, for reading and for writing."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+asyncpg")
        self.writer = self.reader = create_async_engine(
            self._url,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connection_class": _Connection},
        )
        limits = "; ".join(f"SET {name} = {ms}" for name, ms in _LIMITS_MS.items())

        @event.listens_for(self.writer.sync_engine, "connect")
        def connect(connection: Any, _record: Any) -> None:
            connection.run_async(lambda driver: driver.execute(limits))

    def listening(self, channel: str) -> AbstractAsyncContextManager[Notices]:
        """What is said on a channel, heard on one more connection."""
        _, arguments = self.writer.dialect.create_connect_args(self._url)
        of_the_driver = {name: value for name, value in arguments.items() if not name.startswith("prepared_statement_")}
        return listening(of_the_driver | {"connection_class": _Connection}, channel)

    async def dispose(self, seconds: float) -> None:
        """Close every connection; none takes longer than a goodbye."""
        await self.writer.dispose()
