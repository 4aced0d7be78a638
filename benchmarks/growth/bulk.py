"""Very many rows straight into a table, by the fastest way each engine has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage import LONG_SECONDS, Storage

_AT_ONCE = 10_000
"""In one transaction: whoever else writes, as the lease of the file, waits so long."""

Values = Sequence[Any]
"""One row, in the order of the columns that are named."""


async def insert_many(storage: Storage, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert rows, many in a transaction."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        async with storage.writing(LONG_SECONDS) as connection:
            await _insert(connection, table, columns, some)


async def _insert(connection: AsyncConnection, table: Table, columns: Sequence[str], rows: list[Values]) -> None:
    converting = [
        (place, process)
        for place, name in enumerate(columns)
        if (process := table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
    ]

    def stored(row: Values) -> Values:
        values = list(row)
        for place, process in converting:
            values[place] = process(values[place])
        return values

    records = [stored(row) for row in rows] if converting else rows
    driver: Any = (await connection.get_raw_connection()).driver_connection
    if connection.dialect.name == "postgresql":
        await driver.copy_records_to_table(table.name, columns=list(columns), records=records)
        return
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    await driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', records)  # noqa: S608 -- our own
