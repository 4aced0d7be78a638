"""Inserting what somebody else may be inserting at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def insert_unless_there(connection: AsyncConnection, table: Table, **values: Any) -> None:
    """Insert a row, or nothing if one with its key is there already; waits for a transaction that inserts it now."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement: Any = dialect.insert(table).values(**values)
    await connection.execute(statement.on_conflict_do_nothing())
