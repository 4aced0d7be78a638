"""Standing votes: one a member, a film and a server; changeable and retractable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import Tally, Tier
from data.storage import Storage
from data.storage.tables.films import films
from data.storage.tables.votes import votes
from data.votes.statistics import Order, RankedFilm, fewest_votes, rank
from data.votes.tallies import Mark, Marks, counts_in, read_tally


@dataclass(frozen=True)
class OwnVote:
    """A member's standing vote on one film."""

    film_id: int
    tier: Tier


class Votes:
    """The collection of votes. A vote is durable before `cast` returns.

    Votes that arrive together share a commit, and then the tally that their callers get counts all of them.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._marks = Marks(storage.dialect)

    async def cast(self, guild_id: int, film_id: int, member_id: int, tier: Tier) -> Tally:
        """Record a member's vote, in place of an earlier one, and count anew.

        Raises:
            Busy, StorageUnavailable: it was not recorded.
        """
        return await self._storage.writer.write(self._apply, Mark(guild_id, film_id, member_id, tier))

    async def retract(self, guild_id: int, film_id: int, member_id: int) -> Tally:
        """Take a member's vote back, if there is one, and count anew.

        Raises:
            Busy, StorageUnavailable: it still stands.
        """
        return await self._storage.writer.write(self._apply, Mark(guild_id, film_id, member_id, None))

    async def tally(self, guild_id: int, film_id: int) -> Tally:
        """How a server's members voted on a film."""
        async with self._storage.reading() as connection:
            return await read_tally(connection, guild_id, film_id)

    async def of_member_all(self, guild_id: int, member_id: int) -> list[OwnVote]:
        """All of a member's standing votes in a server, by the films' titles."""
        query = (
            select(votes.c.film_id, votes.c.tier)
            .join(films, films.c.id == votes.c.film_id)
            .where(votes.c.guild_id == guild_id, votes.c.member_id == member_id)
            .order_by(films.c.title_key, films.c.year)
        )
        async with self._storage.reading() as connection:
            return [OwnVote(film_id, Tier(tier)) for film_id, tier in await connection.execute(query)]

    async def top(self, guild_id: int, order: Order, limit: int = 10) -> list[RankedFilm]:
        """A server's films in an order of `data.statistics.Order`, at most `limit` of them."""
        async with self._storage.reading() as connection:
            counts = await counts_in(connection, guild_id, fewest=fewest_votes(order))
        return rank(counts, order, limit)

    async def _apply(self, connection: AsyncConnection, marks: Sequence[Mark]) -> list[Tally]:
        last = {(*mark.place, mark.member_id): mark for mark in marks}
        tallies = await self._marks.apply(connection, list(last.values()))
        return [tallies[mark.place] for mark in marks]
