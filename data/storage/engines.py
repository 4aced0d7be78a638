"""Opening a database: SQLite in a file, or PostgreSQL by address. One seam, the same queries on both."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Dialect, Table, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from data.errors import Reason, StorageFault, StorageUnavailable
from data.storage import inserts, migrations, sqlite
from data.storage.addresses import file_of, url_of
from data.storage.door import ANSWER_SECONDS, CLOSING_SECONDS, LONG_SECONDS, MIGRATION_SECONDS, START_SECONDS, Door
from data.storage.erasure import erase_deleted, free_deleted
from data.storage.faults import refusal_of
from data.storage.files import DatabaseFile
from data.storage.leases import Lease
from data.storage.tables.process import leases
from data.storage.watch import Watch
from data.storage.writer import GroupCommitWriter

if TYPE_CHECKING:
    from data.storage.listening import Notices  # which takes PostgreSQL's driver

_LOCK_WAIT_SECONDS = 5

Listening = Callable[[str], AbstractAsyncContextManager["Notices"]]


class _Engines(Protocol):
    writer: AsyncEngine
    reader: AsyncEngine

    async def dispose(self, seconds: float) -> None: ...


class Storage:
    """An open, migrated database.

    On SQLite all writing goes through one connection (older releases corrupt a WAL file that two of them
    checkpoint), and a lock file and a lease keep a second process out. Errors never quote parameters, which may name
    members. `writer` takes the small writes that many people make at once.
    """

    def __init__(self, engines: _Engines, file: DatabaseFile | None = None, listening: Listening | None = None) -> None:
        self._engines = engines
        self._writer, self._reader = engines.writer, engines.reader
        self._file = file
        self._door = Door()
        self._watch: Watch | None = None
        self.writer = GroupCommitWriter(self.writing)
        self.listening = listening
        """Hears what other processes say on a channel; None on SQLite, whose file is one process's."""

    @classmethod
    async def open(cls, address: str) -> Storage:
        """Open `sqlite:///path/to/file.db` or `postgresql://user:password@host/name`, migrate it and write into it.

        Raises:
            StorageUnavailable: with the reason, and never with the address' password.
        """
        url = url_of(address)
        shown = url.render_as_string(hide_password=True)
        try:
            storage = await cls._open_sqlite(url) if file_of(url) else cls._open_postgresql(url)
        except sqlite3.Error as error:
            raise refusal_of(error, shown) from error
        try:
            await storage._start()
        except (StorageFault, DBAPIError, OSError) as error:
            await storage.close()
            raise refusal_of(error, shown) from error
        except BaseException:
            await storage.close()
            raise
        return storage

    @classmethod
    async def _open_sqlite(cls, url: URL) -> Storage:
        path = file_of(url)
        assert path
        try:
            file = await asyncio.to_thread(DatabaseFile.claim, path, _LOCK_WAIT_SECONDS)
        except OSError as error:
            raise StorageUnavailable(Reason.FOLDER_READ_ONLY, path=str(path), why=error.strerror) from error
        return cls(sqlite.Engines(url, file.path, file.check), file)

    @classmethod
    def _open_postgresql(cls, url: URL) -> Storage:
        try:
            from data.storage import postgresql

            engines = postgresql.Engines(url)
            return cls(engines, listening=engines.listening)
        except ModuleNotFoundError:
            raise StorageUnavailable(Reason.POSTGRESQL_NOT_INSTALLED) from None

    async def _start(self) -> None:
        """Take the lease, which is a write as any other, before the migration where there is a table for it."""
        async with self.writing(START_SECONDS) as connection:
            known = await connection.run_sync(lambda sync: inspect(sync).has_table(leases.name))
        if known:
            await self._take_lease()
        async with self.writing(MIGRATION_SECONDS) as connection:
            await connection.run_sync(migrations.upgrade)
        if not known:
            await self._take_lease()
        if self._file:
            await asyncio.to_thread(self._file.remember)

    async def _take_lease(self) -> None:
        lease = Lease()
        if other := await lease.take(lambda: self.writing(START_SECONDS)):
            assert self._file
            values = {"path": str(self._file.path), "process": other.pid, "host": other.host}
            raise StorageUnavailable(Reason.DATABASE_IN_USE_BY, **values)
        if self._file:
            self._watch = Watch(self._file, lease, self._leasing)

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write the database; a SQLite file is one process's."""
        return self._file is None

    @property
    def dialect(self) -> Dialect:
        """For statements that are put together once, in the words of this engine."""
        return self._writer.dialect

    @asynccontextmanager
    async def reading(self, seconds: float = ANSWER_SECONDS) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one consistent state.

        Raises:
            StorageFault: the database failed, or all of it was not done within `seconds`.
        """
        async with self._door.transaction(self._reader, writing=False, seconds=seconds) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, seconds: float = ANSWER_SECONDS) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction of its own: durable when the block ends, undone if it raises.

        Raises:
            StorageFault: as `reading`; nothing is stored then, unless its sentence leaves that open.
        """
        if self._watch:
            self._watch.check()
        async with self._door.transaction(self._writer, writing=True, seconds=seconds) as connection:
            yield connection
        if self._watch:
            self._watch.check()  # what was written into a file that has just been replaced is lost

    async def alone(self, connection: AsyncConnection) -> None:
        """Keep every other process from what is done under this same lock, until the transaction ends."""
        if connection.dialect.name == "postgresql":  # on SQLite there is one process anyway
            await connection.run_sync(migrations.lock)

    def upsert(self, table: Table, keys: dict[str, Any], values: dict[str, Any]) -> Any:
        """A statement that inserts a row or, where `keys` exist already, updates it with `values`."""
        return inserts.upsert(self._writer.dialect, table, keys, values)

    def upsert_many(self, table: Table, keys: Sequence[str], values: Sequence[str]) -> Any:
        """`upsert` for many rows at once: execute it with a list of dictionaries that hold `keys` and `values`."""
        return inserts.upsert_many(self._writer.dialect, table, keys, values)

    async def erase_deleted(self, *tables: Table, seconds: float = ANSWER_SECONDS) -> bool:
        """Rid the database's files of rows deleted from small tables; False if it was busy: try again later."""
        return await erase_deleted(self._door.connected(self._writer), tables, seconds)

    async def free_deleted(self, table: Table, seconds: float = LONG_SECONDS) -> bool:
        """Let room of rows deleted from a large table be used again, with nobody waiting; False: try again later."""
        return await free_deleted(self._door.connected(self._writer), table, seconds)

    async def close(self) -> None:
        """Finish what was accepted and close every connection; an unclosed one would keep the process from ending."""
        try:
            await self.writer.close()
            await self._door.close(CLOSING_SECONDS)
            if self._watch:
                await self._watch.close()
        finally:
            await self._engines.dispose(LONG_SECONDS)
            if self._file:
                self._file.release()

    @asynccontextmanager
    async def _leasing(self) -> AsyncIterator[AsyncConnection]:
        async with Door().transaction(self._writer, writing=True) as connection:  # the lease is given back last
            yield connection
