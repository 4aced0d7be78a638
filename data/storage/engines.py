"""Opening a database: SQLite in a file, or PostgreSQL by address. One seam, the same queries on both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from data.errors import Reason, StorageUnavailable
from data.storage import migrations
from data.storage.erasure import erase_deleted
from data.storage.writer import GroupCommitWriter

_LOCK_WAIT_SECONDS = 5
_BUSY_TIMEOUT_MS = 5_000
_SQLITE_READERS = 4


class Storage:
    """An open, migrated database.

    On SQLite all writing goes through one connection (older releases corrupt a WAL file that two of them
    checkpoint), and a lock file keeps a second process out. Errors never quote parameters, which may name members.
    `writer` takes the small writes that many people make at once.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, lock: FileLock | None = None) -> None:
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self.writer = GroupCommitWriter(self.writing)

    @classmethod
    async def open(cls, address: str) -> Storage:
        """Open `sqlite:///path/to/file.db` or `postgresql://user:password@host/name` and migrate it.

        Raises:
            StorageUnavailable: with the reason, and never with the address' password.
        """
        try:
            url = make_url(address)
        except (ArgumentError, ValueError):
            raise StorageUnavailable(Reason.DATABASE_ADDRESS) from None
        backend = url.get_backend_name()
        if backend not in {"sqlite", "postgresql"}:
            raise StorageUnavailable(Reason.DATABASE_KIND, backend=backend)
        storage = cls._open_sqlite(url) if backend == "sqlite" else cls._open_postgresql(url)
        try:
            async with storage._writer.begin() as connection:
                await connection.run_sync(migrations.upgrade)
        except (DBAPIError, OSError) as error:
            await storage.close()
            shown = url.render_as_string(hide_password=True)
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise StorageUnavailable(Reason.DATABASE_CLOSED, address=shown, why=str(reason)) from error
        except BaseException:
            await storage.close()
            raise
        return storage

    @classmethod
    def _open_sqlite(cls, url: URL) -> Storage:
        if not url.database or url.database == ":memory:":
            raise StorageUnavailable(Reason.DATABASE_WITHOUT_FILE)
        path = Path(url.database)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(f"{path}.lock")
            lock.acquire(timeout=_LOCK_WAIT_SECONDS)
        except Timeout:
            raise StorageUnavailable(Reason.DATABASE_IN_USE, path=str(path)) from None
        except OSError as error:
            raise StorageUnavailable(Reason.FOLDER_READ_ONLY, path=str(path), why=error.strerror) from error
        url = url.set(drivername="sqlite+aiosqlite")
        writer = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
        reader = create_async_engine(url, pool_size=_SQLITE_READERS, max_overflow=0, hide_parameters=True)
        _prepare(writer, begin="BEGIN IMMEDIATE", query_only=False)
        _prepare(reader, begin="BEGIN", query_only=True)
        return cls(writer, reader, lock)

    @classmethod
    def _open_postgresql(cls, url: URL) -> Storage:
        try:
            engine = create_async_engine(
                url.set(drivername="postgresql+asyncpg"), pool_pre_ping=True, hide_parameters=True
            )
        except ModuleNotFoundError:
            raise StorageUnavailable(Reason.POSTGRESQL_NOT_INSTALLED) from None
        return cls(engine, engine)

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write the database; a SQLite file is one process's."""
        return self._lock is None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one consistent state."""
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction of its own: durable when the block ends, undone if it raises."""
        async with self._writer.begin() as connection:
            yield connection

    async def alone(self, connection: AsyncConnection) -> None:
        """Keep every other process from what is done under this same lock, until the transaction ends."""
        if connection.dialect.name == "postgresql":  # on SQLite there is one process anyway
            await connection.run_sync(migrations.lock)

    def upsert(self, table: Table, keys: dict[str, Any], values: dict[str, Any]) -> Any:
        """A statement that inserts a row or, where `keys` exist already, updates it with `values`."""
        dialect = sqlite if self._writer.dialect.name == "sqlite" else postgresql
        inserted: Any = dialect.insert(table).values(**keys, **values)
        if not values:
            return inserted.on_conflict_do_nothing(index_elements=list(keys))
        return inserted.on_conflict_do_update(index_elements=list(keys), set_=values)

    def upsert_many(self, table: Table, keys: Sequence[str], values: Sequence[str]) -> Any:
        """`upsert` for many rows at once: execute it with a list of dictionaries that hold `keys` and `values`."""
        dialect = sqlite if self._writer.dialect.name == "sqlite" else postgresql
        inserted: Any = dialect.insert(table)
        return inserted.on_conflict_do_update(
            index_elements=list(keys), set_={name: inserted.excluded[name] for name in values}
        )

    async def erase_deleted(self, table: Table) -> bool:
        """Rid the database's files of rows deleted from a small table; False if it was busy: try again later."""
        return await erase_deleted(self._writer, table)

    async def close(self) -> None:
        """Finish what was accepted and close every connection; an unclosed one would keep the process from ending."""
        await self.writer.close()
        await self._reader.dispose()
        await self._writer.dispose()
        if self._lock:
            self._lock.release()


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
