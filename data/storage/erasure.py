"""Making deleted rows vanish from a database's own files. What backups and disks keep is out of reach."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

log = logging.getLogger(__name__)

_PATIENCE_MS = 200
"""Both ways keep voters waiting while they run, so they give up early and are tried again later."""


async def erase_deleted(engine: AsyncEngine, table: Table) -> bool:
    """Rid the files of the rows that were deleted from `table`. False if other work was in the way."""
    if engine.dialect.name == "sqlite":
        return await _empty_wal(engine)
    return await _rewrite(engine, table)


async def _empty_wal(engine: AsyncEngine) -> bool:
    """Under `secure_delete` the file itself holds zeros then, but the log beside it has pages from before.

    Source: https://sqlite.org/pragma.html#pragma_wal_checkpoint
    """
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        (waits,) = await _row(driver, "PRAGMA busy_timeout")
        await _row(driver, f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            busy, _, _ = await _row(driver, "PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await _row(driver, f"PRAGMA busy_timeout={waits}")
    return not busy


async def _row(driver: Any, pragma: str) -> Any:
    async with driver.execute(pragma) as cursor:
        return await cursor.fetchone()


async def _rewrite(engine: AsyncEngine, table: Table) -> bool:
    """PostgreSQL keeps deleted rows in place until the table is vacuumed, and their bytes until it is rewritten.
    Frozen rows forget in which transaction, and so in which order, they came.

    Source: https://www.postgresql.org/docs/current/sql-vacuum.html
    """
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"SET lock_timeout = {_PATIENCE_MS}"))
        try:
            await connection.execute(text(f'VACUUM (FULL, FREEZE) "{table.name}"'))
        except DBAPIError as error:
            log.info("Table %s could not be rewritten yet: %s", table.name, error.orig)
            return False
        finally:
            await connection.execute(text("RESET lock_timeout"))
    return True
