"""What PostgreSQL tells by NOTIFY, heard on a connection of its own for as long as somebody listens."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

_CONNECT_SECONDS = 5.0
_ECHO_SECONDS = 0.5
_GONE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Notices:
    """What is said on one channel."""

    def __init__(self, connection: Any, channel: str) -> None:
        self._connection = connection
        self._channel = channel
        self._own = f"echo-{secrets.token_hex(8)}"
        self._said: set[str] = set()
        self._news = asyncio.Event()
        self._echoed = asyncio.Event()

    async def begin(self) -> None:
        """Hear what is said from now on."""
        self._connection.add_termination_listener(lambda _: self._news.set())
        await self._connection.add_listener(self._channel, self._hear)

    def _hear(self, _connection: Any, _process: int, _channel: str, said: object) -> None:
        if said == self._own:
            self._echoed.set()
        else:
            self._said.add(str(said))
            self._news.set()

    async def echo(self) -> bool:
        """Whether the connection is alive and hears what it says itself: behind a pooler it may not.

        Raises:
            OSError: it is lost.
        """
        self._echoed.clear()
        async with _told(), asyncio.timeout(_CONNECT_SECONDS):
            await self._connection.execute(f"NOTIFY {self._channel}, '{self._own}'")
        try:
            async with asyncio.timeout(_ECHO_SECONDS):
                return await self._echoed.wait()
        except TimeoutError:
            return False

    async def wait(self, seconds: float) -> set[str]:
        """What was said since the last time, as soon as there is something; nothing after so many seconds.

        Raises:
            OSError: the connection is lost.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return set()
        self._news.clear()
        if self._connection.is_closed():
            raise ConnectionResetError(self._channel)
        said, self._said = self._said, set()
        return said


@asynccontextmanager
async def listening(arguments: dict[str, Any], channel: str) -> AsyncIterator[Notices]:
    """A connection that listens, closed after the block.

    Raises:
        OSError: there is none to be had.
    """
    async with _told():
        connection = await asyncpg.connect(**arguments, timeout=_CONNECT_SECONDS)
    try:
        notices = Notices(connection, channel)
        async with _told():
            await notices.begin()
        yield notices
    finally:
        await connection.close()


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """Whatever the driver raises becomes an OSError, so that who listens need not know the driver."""
    try:
        yield
    except _GONE as error:
        raise ConnectionError(f"{type(error).__name__}: {error}") from error
