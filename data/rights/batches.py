"""Deleting many rows in short transactions, between which others write."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage import Storage
from data.storage.collisions import repeated

MOST_DELETED = 500
"""Rows of one transaction: some milliseconds, for which votes and ballots wait."""


async def delete_all(storage: Storage, table: Table, *conditions: ColumnElement[bool]) -> int:
    """Delete the rows of which that is true, batch by batch; how many there were."""
    gone = last = await _delete_some(storage, table, *conditions)
    while last == MOST_DELETED:
        last = await _delete_some(storage, table, *conditions)
        gone += last
    return gone


@repeated
async def _delete_some(storage: Storage, table: Table, *conditions: ColumnElement[bool]) -> int:
    async with storage.writing() as connection:
        return await delete_some(connection, table, *conditions)


async def delete_some(connection: AsyncConnection, table: Table, *conditions: ColumnElement[bool]) -> int:
    """Delete at most `MOST_DELETED` of the rows, each found by its key; how many that were."""
    key = list(table.primary_key)
    rows = (await connection.execute(select(*key).where(*conditions).limit(MOST_DELETED))).all()
    if rows:
        by_key = delete(table).where(*(column == bindparam(f"the_{column.name}") for column in key))
        await connection.execute(
            by_key, [{f"the_{name}": value for name, value in row._mapping.items()} for row in rows]
        )
    return len(rows)
