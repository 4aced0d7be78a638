"""Standing votes: one a member, a film and a server; changeable and retractable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_keys import title_of
from data.models import SHARED_LIBRARY, Tally, Tier
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.films import films
from data.storage.tables.reviews import reviews
from data.storage.tables.votes import vote_tallies, votes
from data.votes.statistics import Order, RankedFilm, fewest_votes, rank
from data.votes.tallies import Mark, Marks, counts_in, read_tally

_AT_ONCE = 200
"""Votes that are taken back in one transaction."""


@dataclass(frozen=True)
class OwnVote:
    """A member's standing vote on one film."""

    film_id: int
    tier: Tier
    label: str = field(default="", compare=False)
    """The film's, also where its review is withdrawn or gone."""


def places_of(member_id: int) -> Select[Any]:
    """The servers and films that a member voted on: server by server, since votes are found by server and member."""
    servers = select(vote_tallies.c.guild_id).distinct().subquery()
    mine = (votes.c.guild_id == servers.c.guild_id, votes.c.member_id == member_id)
    return select(votes.c.guild_id, votes.c.film_id).select_from(servers.join(votes, and_(*mine)))


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

    async def retract_all(self, member_id: int) -> None:
        """Take back all votes of a member, in every server, some hundred in each transaction.

        Raises:
            StorageUnavailable: some of them still stand.
        """
        last: tuple[int, int] = (-1, -1)
        while places := await self._places_after(last, member_id):
            await self._retract([Mark(*place, member_id, None) for place in places])
            last = places[-1]

    async def _places_after(self, last: tuple[int, int], member_id: int) -> list[tuple[int, int]]:
        query = places_of(member_id).where(tuple_(votes.c.guild_id, votes.c.film_id) > last).limit(_AT_ONCE)
        async with self._storage.reading() as connection:
            rows = await connection.execute(query.order_by(votes.c.guild_id, votes.c.film_id))
            return [(guild_id, film_id) for guild_id, film_id in rows]

    @repeated
    async def _retract(self, marks: Sequence[Mark]) -> None:
        async with self._storage.writing() as connection:
            await self._marks.apply(connection, marks)

    async def tally(self, guild_id: int, film_id: int) -> Tally:
        """How a server's members voted on a film."""
        async with self._storage.reading() as connection:
            return await read_tally(connection, guild_id, film_id)

    async def of_member_all(self, guild_id: int, member_id: int) -> list[OwnVote]:
        """All of a member's standing votes in a server, by the films' titles."""
        named = select(reviews.c.label).where(reviews.c.film_id == votes.c.film_id, reviews.c.label != "")
        here = named.where(reviews.c.guild_id.in_((guild_id, SHARED_LIBRARY))).order_by(reviews.c.guild_id.desc())
        label = func.coalesce(here.limit(1).scalar_subquery(), films.c.title_key)
        query = (
            select(votes.c.film_id, votes.c.tier, label)
            .join(films, films.c.id == votes.c.film_id)
            .where(votes.c.guild_id == guild_id, votes.c.member_id == member_id)
            .order_by(films.c.title_key, films.c.year)
        )
        async with self._storage.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [OwnVote(film_id, Tier(tier), title_of(label)) for film_id, tier, label in rows]

    async def top(self, guild_id: int, order: Order, limit: int = 10) -> list[RankedFilm]:
        """A server's films in an order of `data.statistics.Order`, at most `limit` of them."""
        async with self._storage.reading() as connection:
            counts = await counts_in(connection, guild_id, fewest=fewest_votes(order))
        return rank(counts, order, limit)

    async def _apply(self, connection: AsyncConnection, marks: Sequence[Mark]) -> list[Tally]:
        last = {(*mark.place, mark.member_id): mark for mark in marks}
        tallies = await self._marks.apply(connection, list(last.values()))
        return [tallies[mark.place] for mark in marks]
