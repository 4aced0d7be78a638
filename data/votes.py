"""Standing votes: one a member, a film and a server; changeable and retractable."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import Tally, Tier
from data.storage import Storage
from data.storage.tables import votes


class Votes:
    """The collection of votes. A vote is durable before `cast` returns."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def cast(self, guild_id: int, film_id: int, member_id: int, tier: Tier) -> Tally:
        """Record a member's vote, in place of an earlier one, and count anew."""
        keys = {"guild_id": guild_id, "film_id": film_id, "member_id": member_id}
        async with self._storage.writing() as connection:
            await connection.execute(self._storage.upsert(votes, keys, {"tier": tier.value}))
            return await _count(connection, guild_id, film_id)

    async def retract(self, guild_id: int, film_id: int, member_id: int) -> Tally:
        """Take a member's vote back, if there is one, and count anew."""
        async with self._storage.writing() as connection:
            await connection.execute(delete(votes).where(_of_film(guild_id, film_id), votes.c.member_id == member_id))
            return await _count(connection, guild_id, film_id)

    async def tally(self, guild_id: int, film_id: int) -> Tally:
        """How a server's members voted on a film."""
        async with self._storage.reading() as connection:
            return await _count(connection, guild_id, film_id)

    async def of_member(self, guild_id: int, film_id: int, member_id: int) -> Tier | None:
        """A member's own standing vote."""
        query = select(votes.c.tier).where(_of_film(guild_id, film_id), votes.c.member_id == member_id)
        async with self._storage.reading() as connection:
            tier: Any = await connection.scalar(query)
        return Tier(tier) if tier else None


def _of_film(guild_id: int, film_id: int) -> ColumnElement[bool]:
    return and_(votes.c.guild_id == guild_id, votes.c.film_id == film_id)


async def _count(connection: AsyncConnection, guild_id: int, film_id: int) -> Tally:
    query = select(votes.c.tier, func.count()).where(_of_film(guild_id, film_id)).group_by(votes.c.tier)
    return Tally(**{Tier(tier).name.lower(): count for tier, count in await connection.execute(query)})
