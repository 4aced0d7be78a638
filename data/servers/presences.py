"""Which servers have the bot, and since when others have it no more: what is theirs is kept for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select

from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.servers import server_presences

KEPT = dt.timedelta(days=30)
"""How long what is a server's is kept after it removed the bot."""

_AT_ONCE = 200
"""Servers noted in one transaction, for which votes wait."""


class Presences:
    """The collection of servers that have the bot, or had it. A mark alone: nothing of a server's is touched here."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now
        self._upsert = storage.upsert_many(server_presences, ["guild_id"], ["left_at"])

    async def compare(self, here: Collection[int], is_ours: Callable[[int], bool]) -> list[int]:
        """Note that these servers have the bot, and that others that are this process's have it no more.

        Those that are gone and were not known to be.
        """
        async with self._storage.reading() as connection:
            known = {row.guild_id: row.left_at for row in await connection.execute(select(server_presences))}
        there = set(here)
        await self._note([one for one in there if one not in known or known[one]], None)
        left = sorted(one for one, left_at in known.items() if one not in there and left_at is None and is_ours(one))
        await self._note(left, self._now())
        return left

    async def joined(self, guild_id: int) -> None:
        """A server has the bot, again or for the first time."""
        await self._note([guild_id], None)

    async def left(self, guild_id: int) -> None:
        """A server removed the bot just now."""
        await self._note([guild_id], self._now())

    async def _note(self, guild_ids: Iterable[int], left_at: dt.datetime | None) -> None:
        them = sorted(guild_ids)
        for start in range(0, len(them), _AT_ONCE):
            await self._note_some(them[start : start + _AT_ONCE], left_at)

    @repeated
    async def _note_some(self, guild_ids: Iterable[int], left_at: dt.datetime | None) -> None:
        rows = [{"guild_id": guild_id, "left_at": left_at} for guild_id in guild_ids]
        async with self._storage.writing() as connection:
            await connection.execute(self._upsert, rows)

    async def due(self) -> list[int]:
        """Servers that have been without the bot for `KEPT`, the longest first."""
        long_ago = server_presences.c.left_at <= self._now() - KEPT
        query = select(server_presences.c.guild_id).where(long_ago).order_by(server_presences.c.left_at)
        async with self._storage.reading() as connection:
            return list((await connection.execute(query)).scalars())
