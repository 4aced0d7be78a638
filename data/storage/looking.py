"""Reading a database that is not opened as one's own: beside whoever writes it, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from sqlalchemy import inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from data.errors import Reason, StorageUnavailable
from data.storage import migrations
from data.storage.addresses import file_of, url_of
from data.storage.door import LONG_SECONDS, Door
from data.storage.files import refuse_an_empty_one


@asynccontextmanager
async def looking(address: str) -> AsyncIterator[AsyncConnection | None]:
    """A connection that can only read, and sees one state; None where there is no library yet.

    Raises:
        StorageUnavailable: it cannot be read, or another version of Marquee wrote it.
    """
    url = url_of(address)
    file = file_of(url)
    if file:
        refuse_an_empty_one(file)
        if not file.exists() or not file.stat().st_size:
            yield None
            return
    engine = _of_file(file) if file else _of_server(url)
    try:
        async with Door().transaction(engine, writing=False, seconds=LONG_SECONDS) as connection:
            await connection.execute(text("BEGIN" if file else "SET TRANSACTION READ ONLY"))
            there = await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version"))
            if there:
                await _refuse_another_version(connection)
            yield connection if there else None
    finally:
        await engine.dispose()


def _of_file(file: Path) -> AsyncEngine:
    """As it is where nobody has it open, for then SQLite would leave its own two files beside it."""
    how = "mode=ro" if file.with_name(f"{file.name}-wal").exists() else "mode=ro&immutable=1"
    opened = f"{file.resolve().as_uri()}?{how}"

    async def connect() -> aiosqlite.Connection:
        return await aiosqlite.connect(opened, uri=True, isolation_level=None)

    return create_async_engine("sqlite+aiosqlite://", async_creator=connect, poolclass=NullPool, hide_parameters=True)


def _of_server(url: URL) -> AsyncEngine:
    try:
        from data.storage.postgresql import Engines
    except ModuleNotFoundError:
        raise StorageUnavailable(Reason.POSTGRESQL_NOT_INSTALLED) from None
    return Engines(url).reader


async def _refuse_another_version(connection: AsyncConnection) -> None:
    revision = str(await connection.scalar(text("SELECT version_num FROM alembic_version")))
    before = migrations.pending(revision)
    if before is None:
        raise StorageUnavailable(Reason.DATABASE_OF_A_NEWER_ONE, why=revision)
    if before:
        raise StorageUnavailable(Reason.DATABASE_OF_AN_OLDER_ONE)
