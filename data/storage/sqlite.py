"""SQLite by aiosqlite, which gives every connection a thread: one connection that writes, a few that read."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from data.storage.door import GOODBYE_SECONDS

_BUSY_TIMEOUT_MS = 1_500
_READERS = 4
_ROWS_AT_ONCE = 64
_STEPS_BETWEEN_LOOKS = 100_000
"""Of SQLite's machine, between two looks whether a statement is to be given up: some milliseconds."""


class _Connection(aiosqlite.Connection):
    """Closes without waiting long for its thread, which may hang in the disk; `ending` has those not yet closed."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], ending: set[asyncio.Future[Any]]) -> None:
        self._opened: sqlite3.Connection | None = None  # by the thread, even if whoever asked for it was cancelled

        def connector() -> sqlite3.Connection:
            self._opened = connection = connect()
            # `interrupt` would stop the undoing as well, since it holds for as long as any cursor is open.
            connection.set_progress_handler(lambda: self._end is not None, _STEPS_BETWEEN_LOOKS)
            return connection

        super().__init__(connector, _ROWS_AT_ONCE)
        self._thread.daemon = True  # a thread that hangs must not keep the process from ending
        self._ending = ending
        self._end: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Have the thread undo what was not committed and close the connection, after what it does now.

        Closing alone undoes nothing as long as anybody holds a cursor, as the traceback of a cancelled statement does.
        """
        if self._end is None:
            self._tx.put_nowait((None, self._undo_and_close))
            self._end = super().stop()
            if self._end:
                self._ending.add(self._end)
                self._end.add_done_callback(self._ending.discard)
        return self._end

    def _undo_and_close(self) -> None:
        """In the thread."""
        if self._opened is not None:
            with closing(self._opened):
                self._opened.rollback()

    async def close(self) -> None:
        """Close; a statement that runs is given up, unless it is the disk that hangs."""
        if self._connection is not None and (end := self.stop()):
            await asyncio.wait({end}, timeout=GOODBYE_SECONDS)


class Engines:
    """The engines of one file; `check` raises once that is not where it was, so that no other is opened for it."""

    def __init__(self, url: URL, path: Path, check: Callable[[], None]) -> None:
        self._path = path
        self._check = check
        self._ending: dict[str, set[asyncio.Future[Any]]] = {"writer": set(), "reader": set()}
        self.writer = self._engine(url, "writer", size=1)
        self.reader = self._engine(url, "reader", size=_READERS)
        _prepare(self.writer, begin="BEGIN IMMEDIATE", query_only=False)
        _prepare(self.reader, begin="BEGIN", query_only=True)

    def _engine(self, url: URL, role: str, *, size: int) -> AsyncEngine:
        ending = self._ending[role]

        async def connect(_name: str, **options: Any) -> _Connection:
            while role == "writer" and ending:  # there is to be one writer: the one before may be at work yet
                await asyncio.wait(ending)
            self._check()
            existing = f"{self._path.as_uri()}?mode=rw"
            connection = _Connection(lambda: sqlite3.connect(existing, uri=True, **options), ending)
            await connection
            return connection

        return create_async_engine(
            url.set(drivername="sqlite+aiosqlite"),
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"async_creator_fn": connect},
        )

    async def dispose(self, seconds: float) -> None:
        """Close every connection, and wait so long for those that are still at work."""
        await self.reader.dispose()
        await self.writer.dispose()
        if ending := set().union(*self._ending.values()):
            await asyncio.wait(ending, timeout=seconds)


def _prepare(engine: AsyncEngine, *, begin: str, query_only: bool) -> None:
    """Take transactions out of the driver's hands: it would begin them late and as readers."""

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is overwritten: a poll's key is to be gone when its row is
            f"query_only={int(query_only)}",
        ):
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)
