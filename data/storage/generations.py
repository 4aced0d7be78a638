"""Generations: each library's number, raised in the transaction of every change, by whatever process makes it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage.inserts import lock_row
from data.storage.tables.libraries import libraries

CHANNEL = "marquee_libraries"
"""Where PostgreSQL tells of a library whose generation was raised, by its guild's id, as soon as that is committed."""


async def lock(connection: AsyncConnection, guild_id: int) -> None:
    """Have others who change the library wait until the transaction ends; to be locked before anything of it is.

    So its changes are committed in the order of their generations, and whoever sees one sees all before it.
    """
    await lock_row(connection, libraries, {"guild_id": guild_id}, generation=0)


class Raised(NamedTuple):
    """A library after a change: its generation, and how much its revisions take."""

    generation: int
    bytes: int


async def raise_within(connection: AsyncConnection, guild_id: int, *, grown: int = 0) -> Raised:
    """The library's next generation, for what this transaction changes; others hear of it after the commit.

    `grown` is how many bytes this adds to its revisions.
    """
    await lock(connection, guild_id)
    values = {"generation": libraries.c.generation + 1, "bytes": libraries.c.bytes + grown}
    raised = update(libraries).where(libraries.c.guild_id == guild_id).values(**values)
    row = (await connection.execute(raised.returning(libraries.c.generation, libraries.c.bytes))).one()
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, str(guild_id))))
    return Raised(row.generation, row.bytes)


async def every(connection: AsyncConnection, guild_ids: Collection[int] | None = None) -> dict[int, int]:
    """The generations of these libraries, or of all; one that never changed since there are generations has none."""
    query = select(libraries.c.guild_id, libraries.c.generation)
    if guild_ids is not None:
        query = query.where(libraries.c.guild_id.in_(guild_ids))
    return {row.guild_id: row.generation for row in await connection.execute(query)}
