"""Tallies: counts of votes that are kept beside them, so that a card reads one row, however many have voted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Row,
    String,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import Tally, Tier
from data.storage.inserts import insert_into
from data.storage.row_sets import row_set
from data.storage.tables.votes import vote_tallies, votes
from data.votes.statistics import Counts

FilmIn = tuple[int, int]
"""A film in a server: guild id, film id."""

_PLACE = ["guild_id", "film_id"]
_VOTE = [*_PLACE, "member_id"]
_COUNTS = {tier: vote_tallies.c[tier.name.lower()] for tier in Tier}


@dataclass(frozen=True, slots=True)
class Mark:
    """What one member's press asks for; no tier takes the vote back."""

    guild_id: int
    film_id: int
    member_id: int
    tier: Tier | None

    @property
    def place(self) -> FilmIn:
        """The film in the server that it is about."""
        return self.guild_id, self.film_id


class Marks:
    """Carries out what presses ask for, and keeps the tallies in step; nothing else changes votes."""

    def __init__(self, dialect: Dialect) -> None:
        asked = row_set(dialect, "asked", **{name: BigInteger() for name in _VOTE}, tier=String())
        self._shared = dialect.name == "postgresql"  # SQLite has one writing transaction at a time anyway
        self._lock = _lock(dialect, asked)
        count, keep = _count(dialect, asked), _keep(dialect, asked)
        # PostgreSQL takes both at once, and shows either of them the votes of before.
        self._steps = [count.add_cte(keep.cte("kept"))] if self._shared else [count, keep]
        self._take_back = delete(votes).where(*(votes.c[name] == bindparam(f"the_{name}") for name in _VOTE))

    async def apply(self, connection: AsyncConnection, marks: Sequence[Mark]) -> dict[FilmIn, Tally]:
        """Keep or take back votes, at most one mark each; the tallies of their films afterwards.

        From here to the end of the transaction no other one changes votes on these films in these servers.
        """
        places = {mark.place for mark in marks}
        if self._shared:
            locked = {tuple(row) for row in await connection.execute(self._lock, {"asked": _rows(marks)})}
            marks = [mark for mark in marks if mark.place in locked]  # nobody voted on the others
        if not marks:
            return await _read(connection, places)
        asked = {"asked": _rows(marks)}
        count, *keep = self._steps
        counted = {(row.guild_id, row.film_id): _tally(row) for row in await connection.execute(count, asked)}
        for step in keep:
            await connection.execute(step, asked)
        if taken_back := [mark for mark in marks if not mark.tier]:
            keys = [(*mark.place, mark.member_id) for mark in taken_back]
            rows = [{f"the_{name}": value for name, value in zip(_VOTE, key, strict=True)} for key in keys]
            await connection.execute(self._take_back, rows)
        return counted | await _read(connection, places - counted.keys())


def tally_columns(guild_id: Any, film_id: Any) -> list[ColumnElement[Any]]:
    """Columns for another statement, which `tally_of` reads: how a server's members voted on a film."""
    here = and_(vote_tallies.c.guild_id == guild_id, vote_tallies.c.film_id == film_id)
    return [select(count).where(here).scalar_subquery().label(_column(tier)) for tier, count in _COUNTS.items()]


def tally_of(row: Row[Any]) -> Tally:
    """The tally in a row that has `tally_columns`."""
    return Tally(**{tier.name.lower(): getattr(row, _column(tier)) or 0 for tier in Tier})


async def read_tally(connection: AsyncConnection, guild_id: int, film_id: int) -> Tally:
    """How a server's members voted on a film."""
    return (await _read(connection, [(guild_id, film_id)]))[guild_id, film_id]


async def counts_in(connection: AsyncConnection, guild_id: int, *, fewest: int) -> dict[int, Counts]:
    """The counts of a server's films that have at least so many votes, by film."""
    enough = vote_tallies.c.positive + vote_tallies.c.mixed + vote_tallies.c.negative >= fewest
    query = select(vote_tallies.c.film_id, *_COUNTS.values()).where(vote_tallies.c.guild_id == guild_id, enough)
    rows = (await connection.execute(query)).all()  # at once, which takes half as long as one by one
    return {film_id: (positive, mixed, negative) for film_id, positive, mixed, negative in rows}


async def _read(connection: AsyncConnection, places: Collection[FilmIn]) -> dict[FilmIn, Tally]:
    found: dict[FilmIn, Tally] = dict.fromkeys(places, Tally())
    for guild_id in {guild_id for guild_id, _ in places}:
        of_guild = [film_id for of, film_id in places if of == guild_id]
        here = (vote_tallies.c.guild_id == guild_id, vote_tallies.c.film_id.in_(of_guild))
        rows = await connection.execute(select(vote_tallies).where(*here))
        found |= {(guild_id, row.film_id): _tally(row) for row in rows}
    return found


def _keep(dialect: Dialect, asked: Any) -> Any:
    rows = select(*asked.c).where(asked.c.tier.is_not(None))
    inserted = insert_into(dialect, votes).from_select([*_VOTE, "tier"], rows)
    return inserted.on_conflict_do_update(index_elements=_VOTE, set_={"tier": inserted.excluded.tier})


def _count(dialect: Dialect, asked: Any) -> Any:
    """One statement, so that what it finds of old votes is what it takes from the counts."""
    theirs = and_(*(votes.c[name] == asked.c[name] for name in _VOTE))
    new = {tier: case((asked.c.tier == tier.value, 1), else_=0) for tier in Tier}
    old = {tier: case((votes.c.tier == tier.value, 1), else_=0) for tier in Tier}
    place = [asked.c[name] for name in _PLACE]
    changes = (
        select(*place, *(func.sum(new[tier] - old[tier]) for tier in Tier))
        .select_from(asked.outerjoin(votes, theirs))
        .where(or_(asked.c.tier.is_not(None), votes.c.tier.is_not(None)))
        .group_by(*place)
    )
    inserted = insert_into(dialect, vote_tallies).from_select([*_PLACE, *_names(_COUNTS.values())], changes)
    sums = {count.name: count + inserted.excluded[count.name] for count in _COUNTS.values()}
    return inserted.on_conflict_do_update(index_elements=_PLACE, set_=sums).returning(vote_tallies)


def _lock(dialect: Dialect, asked: Any) -> Any:
    """Take the tallies of marks, made now where there is none, in one order, so that processes wait in no circle.

    To take a vote back where nobody voted makes no row.
    """
    place = [asked.c[name] for name in _PLACE]
    known = exists().where(*(vote_tallies.c[name] == asked.c[name] for name in _PLACE))
    rows = select(*place, *(0 * asked.c.guild_id for _ in Tier)).where(or_(asked.c.tier.is_not(None), known))
    inserted = insert_into(dialect, vote_tallies).from_select(
        [*_PLACE, *_names(_COUNTS.values())], rows.distinct().order_by(*place)
    )
    same = {_COUNTS[Tier.POSITIVE].name: _COUNTS[Tier.POSITIVE]}
    locked = inserted.on_conflict_do_update(index_elements=_PLACE, set_=same)
    return locked.returning(*(vote_tallies.c[name] for name in _PLACE))


def _rows(marks: Iterable[Mark]) -> list[list[Any]]:
    return [[mark.guild_id, mark.film_id, mark.member_id, mark.tier and mark.tier.value] for mark in marks]


def _names(columns: Iterable[Any]) -> list[str]:
    return [column.name for column in columns]


def _tally(row: Row[Any]) -> Tally:
    return Tally(positive=row.positive, mixed=row.mixed, negative=row.negative)


def _column(tier: Tier) -> str:
    return f"voted_{tier.name.lower()}"
