"""Rows that may not be there yet, which somebody else may be inserting at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Dialect, Row, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def upsert(dialect: Dialect, table: Table, keys: dict[str, Any], values: dict[str, Any]) -> Any:
    """A statement that inserts a row or, where `keys` exist already, updates it with `values`."""
    inserted = insert_into(dialect, table).values(**keys, **values)
    if not values:
        return inserted.on_conflict_do_nothing(index_elements=list(keys))
    return inserted.on_conflict_do_update(index_elements=list(keys), set_=values)


def upsert_many(dialect: Dialect, table: Table, keys: Sequence[str], values: Sequence[str]) -> Any:
    """`upsert` for many rows at once: execute it with a list of dictionaries that hold `keys` and `values`."""
    inserted = insert_into(dialect, table)
    return inserted.on_conflict_do_update(
        index_elements=list(keys), set_={name: inserted.excluded[name] for name in values}
    )


async def insert_unless_there(connection: AsyncConnection, table: Table, **values: Any) -> bool:
    """Insert a row, or nothing if one with its key is there already; waits for a transaction that inserts it now.

    Whether it was inserted.
    """
    statement = insert_into(connection.dialect, table).values(**values).on_conflict_do_nothing()
    return bool((await connection.execute(statement)).rowcount)


async def lock_row(connection: AsyncConnection, table: Table, keys: dict[str, Any], **fresh: Any) -> Row[Any]:
    """The row of these keys, made now with `fresh` if there is none; others who lock it wait for this transaction.

    A row that is read for a change has to be there to be locked: of two who found none, one would lose.
    """
    query = select(table).where(*(table.c[name] == value for name, value in keys.items())).with_for_update()
    while (row := (await connection.execute(query)).first()) is None:  # again, if it was deleted in between
        await insert_unless_there(connection, table, **keys, **fresh)
    return row


async def hold(connection: AsyncConnection, *what: str | int) -> None:
    """Let only one transaction at a time do this, as counting rows and then adding one; until it ends.

    On SQLite there is one writing transaction anyway.
    """
    if connection.dialect.name == "postgresql":
        name = int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), signed=True)
        await connection.execute(select(func.pg_advisory_xact_lock(name)))


def insert_into(dialect: Dialect, table: Table) -> Any:
    """An insert in the words of a dialect, which both have for what is there already."""
    return (sqlite if dialect.name == "sqlite" else postgresql).insert(table)
