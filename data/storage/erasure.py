"""Making deleted rows vanish from a database's own files. What backups and disks keep is out of reach."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage.faults import reason_of

log = logging.getLogger(__name__)

_PATIENCE_MS = 200
"""Both ways keep voters waiting while they run, so they give up early and are tried again later."""


async def erase_deleted(
    connected: AbstractAsyncContextManager[AsyncConnection], tables: Sequence[Table], seconds: float
) -> bool:
    """Rid the files of the rows that were deleted from `tables`. False if other work was in the way."""
    try:
        async with asyncio.timeout(seconds), connected as connection:
            erase = _empty_wal if connection.dialect.name == "sqlite" else _rewrite
            return await erase(connection, tables, seconds)
    except (DBAPIError, PoolTimeout, OSError, sqlite3.Error) as error:
        log.info("%s could not be rewritten yet: %s", _names(tables), reason_of(error))
        return False


async def free_deleted(connected: AbstractAsyncContextManager[AsyncConnection], table: Table, seconds: float) -> bool:
    """Let the room of rows that were deleted from `table` be used again, while others read and write it.

    False if that could not be done. Their bytes stay in PostgreSQL's file until something is written over them.
    """
    try:
        async with asyncio.timeout(seconds), connected as connection:
            free = _empty_wal if connection.dialect.name == "sqlite" else _vacuum
            return await free(connection, [table], seconds)
    except (DBAPIError, PoolTimeout, OSError, sqlite3.Error) as error:
        log.info("Room in table %s could not be freed yet: %s", table.name, reason_of(error))
        return False


async def _empty_wal(connection: AsyncConnection, _tables: Sequence[Table], _seconds: float) -> bool:
    """Under `secure_delete` the file itself holds zeros then, but the log beside it has pages from before.

    Source: https://sqlite.org/pragma.html#pragma_wal_checkpoint
    """
    driver: Any = (await connection.get_raw_connection()).driver_connection
    (waits,) = await _row(driver, "PRAGMA busy_timeout")
    await _row(driver, f"PRAGMA busy_timeout={_PATIENCE_MS}")
    try:
        busy, _, _ = await _row(driver, "PRAGMA wal_checkpoint(TRUNCATE)")
        await _row(driver, f"PRAGMA busy_timeout={waits}")
    except sqlite3.Error:
        await connection.invalidate()
        raise
    return not busy


async def _row(driver: Any, pragma: str) -> Any:
    async with driver.execute(pragma) as cursor:
        return await cursor.fetchone()


async def _rewrite(connection: AsyncConnection, tables: Sequence[Table], seconds: float) -> bool:
    """PostgreSQL keeps deleted rows in place until the table is vacuumed, and their bytes until it is rewritten.
    Frozen rows forget in which transaction, and so in which order, they came.

    Source: https://www.postgresql.org/docs/current/sql-vacuum.html
    """
    return await _alone(connection, f"VACUUM (FULL, FREEZE) {_names(tables)}", seconds)


async def _vacuum(connection: AsyncConnection, tables: Sequence[Table], seconds: float) -> bool:
    """Without shortening the file, for which nobody else could use the table."""
    return await _alone(connection, f"VACUUM (TRUNCATE FALSE) {_names(tables)}", seconds)


async def _alone(connection: AsyncConnection, statement: str, seconds: float) -> bool:
    """In no transaction, as PostgreSQL asks for."""
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    try:
        await connection.execute(text(f"SET lock_timeout = {_PATIENCE_MS}"))
        await connection.execute(text(f"SET statement_timeout = {int(seconds * 1000)}"))
        await connection.execute(text(statement))
    finally:
        await connection.invalidate()  # with its own limits; nobody else is to get it
    return True


def _names(tables: Sequence[Table]) -> str:
    return ", ".join(f'"{table.name}"' for table in tables)
