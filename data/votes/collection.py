"""Standing votes: one a member, a film and a server; changeable and retractable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import Tally, Tier
from data.storage import Storage
from data.storage.tables.films import films
from data.storage.tables.votes import votes
from data.votes.statistics import Order, RankedFilm, rank

_Key = TypeVar("_Key", bound=Hashable)
_FilmIn = tuple[int, int]
"""A film in a server: guild id, film id."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one member's press asks for; no tier takes the vote back."""

    guild_id: int
    film_id: int
    member_id: int
    tier: Tier | None


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
        self._upsert = storage.upsert_many(votes, ["guild_id", "film_id", "member_id"], ["tier"])
        self._delete = delete(votes).where(*(column == bindparam(f"the_{column.name}") for column in votes.primary_key))

    async def cast(self, guild_id: int, film_id: int, member_id: int, tier: Tier) -> Tally:
        """Record a member's vote, in place of an earlier one, and count anew.

        Raises:
            Busy, StorageUnavailable: it was not recorded.
        """
        return await self._storage.writer.write(self._apply, _Mark(guild_id, film_id, member_id, tier))

    async def retract(self, guild_id: int, film_id: int, member_id: int) -> Tally:
        """Take a member's vote back, if there is one, and count anew.

        Raises:
            Busy, StorageUnavailable: it still stands.
        """
        return await self._storage.writer.write(self._apply, _Mark(guild_id, film_id, member_id, None))

    async def tally(self, guild_id: int, film_id: int) -> Tally:
        """How a server's members voted on a film."""
        place = (guild_id, film_id)
        async with self._storage.reading() as connection:
            return (await _count(connection, [place]))[place]

    async def of_member_all(self, guild_id: int, member_id: int) -> list[OwnVote]:
        """All of a member's standing votes in a server, by the films' titles."""
        query = (
            select(votes.c.film_id, votes.c.tier)
            .join(films, films.c.id == votes.c.film_id)
            .where(_of_member(guild_id, member_id))
            .order_by(films.c.title_key, films.c.year)
        )
        async with self._storage.reading() as connection:
            return [OwnVote(film_id, Tier(tier)) for film_id, tier in await connection.execute(query)]

    async def top(self, guild_id: int, order: Order, limit: int = 10) -> list[RankedFilm]:
        """A server's films in an order of `data.statistics.Order`, at most `limit` of them."""
        query = (
            select(votes.c.film_id, votes.c.tier, func.count())
            .where(votes.c.guild_id == guild_id)
            .group_by(votes.c.film_id, votes.c.tier)
        )
        async with self._storage.reading() as connection:
            counts = [(film_id, tier, count) for film_id, tier, count in await connection.execute(query)]
        return rank(_tallies(counts), order)[:limit]

    async def _apply(self, connection: AsyncConnection, marks: Sequence[_Mark]) -> list[Tally]:
        last = {(mark.guild_id, mark.film_id, mark.member_id): mark.tier for mark in marks}
        kept, taken_back = [], []
        for (guild_id, film_id, member_id), tier in sorted(last.items()):  # in one order, so that processes
            if tier:  # on one PostgreSQL do not wait for each other in a circle
                kept.append({"guild_id": guild_id, "film_id": film_id, "member_id": member_id, "tier": tier.value})
            else:
                taken_back.append({"the_guild_id": guild_id, "the_film_id": film_id, "the_member_id": member_id})
        if kept and taken_back:  # both touch rows that are there: take them all at once, in the same order
            rows = select(votes.c.tier).where(tuple_(*votes.primary_key).in_(sorted(last)))
            await connection.execute(rows.order_by(*votes.primary_key).with_for_update())
        if kept:
            await connection.execute(self._upsert, kept)
        if taken_back:
            await connection.execute(self._delete, taken_back)
        tallies = await _count(connection, {(mark.guild_id, mark.film_id) for mark in marks})
        return [tallies[mark.guild_id, mark.film_id] for mark in marks]


def tally_columns(guild_id: Any, film_id: Any) -> list[ColumnElement[Any]]:
    """Columns for another statement, which `tally_of` reads: how a server's members voted on a film."""
    here = and_(votes.c.guild_id == guild_id, votes.c.film_id == film_id)
    counts = {tier: select(func.count()).where(here, votes.c.tier == tier.value) for tier in Tier}
    return [count.scalar_subquery().label(_column(tier)) for tier, count in counts.items()]


def tally_of(row: Row[Any]) -> Tally:
    """The tally in a row that has `tally_columns`."""
    return Tally(**{tier.name.lower(): getattr(row, _column(tier)) for tier in Tier})


def _column(tier: Tier) -> str:
    return f"voted_{tier.name.lower()}"


def _of_member(guild_id: int, member_id: int) -> ColumnElement[bool]:
    return and_(votes.c.guild_id == guild_id, votes.c.member_id == member_id)


_COUNT = (
    select(votes.c.film_id, votes.c.tier, func.count())
    .where(votes.c.guild_id == bindparam("guild"), votes.c.film_id.in_(bindparam("films", expanding=True)))
    .group_by(votes.c.film_id, votes.c.tier)
)
"""Built once: putting a statement together takes as long as a tenth of a commit. SQLite answers it from the key's
index, and would read the whole table for pairs of server and film."""


async def _count(connection: AsyncConnection, places: Collection[_FilmIn]) -> dict[_FilmIn, Tally]:
    """The tallies of films in servers, one query a server."""
    counted: dict[_FilmIn, Tally] = {}
    for guild_id in {guild_id for guild_id, _ in places}:
        of_guild = [film_id for of, film_id in places if of == guild_id]
        rows = await connection.execute(_COUNT, {"guild": guild_id, "films": of_guild})
        tallies = _tallies((film_id, tier, count) for film_id, tier, count in rows)
        counted |= {(guild_id, film_id): tallies.get(film_id, Tally()) for film_id in of_guild}
    return counted


def _tallies(counts: Iterable[tuple[_Key, str, int]]) -> dict[_Key, Tally]:
    """Counts of one tier each, put together by what they are counts of."""
    gathered: defaultdict[_Key, dict[str, int]] = defaultdict(dict)
    for key, tier, count in counts:
        gathered[key][Tier(tier).name.lower()] = count
    return {key: Tally(**parts) for key, parts in gathered.items()}
