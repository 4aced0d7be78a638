"""Films that members want a review of. A published review answers every open request for its film."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidChange, NotFound, Reason
from data.film_keys import name_key
from data.films import identity
from data.models import SHARED_LIBRARY, Film, ReviewState, StoredReview
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold
from data.storage.tables.films import film_keys
from data.storage.tables.requests import film_requests
from data.storage.tables.reviews import reviews
from data.tellings import Event, Tellings

MOST_OPEN = 20
"""Requests that one member can have open in a server, so that nobody fills the list."""

_TITLE_AND_YEAR = re.compile(r"(?P<title>.+?)(?:\s*\((?P<year>\d{4})\)|\s*,\s*(?P<bare>\d{4}))")


@dataclass(frozen=True)
class Wanted:
    """A film and how many members wait for its review, since when."""

    film_id: int
    label: str
    waiting: int
    since: dt.datetime
    already: bool = False
    """Whether who asks had asked before."""


def waiting_column(guild_id: Any, film_id: Any) -> ColumnElement[int]:
    """How many wait for a film in a server, as the column `waiting` of a larger statement."""
    mine = (film_requests.c.guild_id == guild_id, film_requests.c.film_id == film_id)
    count = select(func.count()).select_from(film_requests).where(*mine, film_requests.c.answered_revision.is_(None))
    return count.scalar_subquery().label("waiting")


def film_named(typed: str) -> Film:
    """The film of a typed `Title (Year)`, `Title, Year` or a bare title: `Blade Runner 2049` is one.

    Raises:
        InvalidChange: that is no title.
    """
    found = _TITLE_AND_YEAR.fullmatch(typed.strip())
    try:
        return Film(title=found["title"], year=int(found["year"] or found["bare"])) if found else Film(title=typed)
    except ValidationError:
        raise InvalidChange(Reason.TITLE_OR_YEAR) from None


_COUNTS = reviews.c.state.in_((ReviewState.PUBLISHED, ReviewState.WITHDRAWN))


async def _is_reviewed(connection: AsyncConnection, guild_id: int, film_id: int) -> bool:
    """Whether a server sees a review: its own, published or withdrawn, goes before the shared one."""
    here = (reviews.c.film_id == film_id, reviews.c.guild_id.in_((guild_id, SHARED_LIBRARY)), _COUNTS)
    query = select(reviews.c.state).where(*here).order_by(reviews.c.guild_id.desc()).limit(1)
    return (await connection.scalar(query)) == ReviewState.PUBLISHED


class Requests:
    """The collection of requests, one for each member, film and server."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime], tellings: Tellings) -> None:
        self._storage = storage
        self._now = now
        self._tellings = tellings

    @repeated
    async def ask(self, guild_id: int, member_id: int, film: Film) -> Wanted:
        """Record that a member wants a film's review; asking twice counts once.

        Raises:
            InvalidChange: the member has too many open requests.
            NotFound: there is a review of it by now.
        """
        async with self._storage.writing() as connection:
            film_id = await identity.identify(connection, film)
            await hold(connection, "requested", film_id)  # so that no review comes in between and leaves it open
            if await _is_reviewed(connection, guild_id, film_id):
                raise NotFound(Reason.REVIEWED_BY_NOW)
            await hold(connection, "requests", guild_id, member_id)  # so that what is counted stays so
            mine = (film_requests.c.guild_id == guild_id, film_requests.c.member_id == member_id)
            others = (film_requests.c.film_id != film_id, film_requests.c.answered_revision.is_(None))
            count = select(func.count()).select_from(film_requests).where(*mine, *others)
            if int(await connection.scalar(count) or 0) >= MOST_OPEN:
                raise InvalidChange(Reason.TOO_MANY_REQUESTS, most=MOST_OPEN)
            keys = {"guild_id": guild_id, "film_id": film_id, "member_id": member_id}
            still = (film_requests.c.film_id == film_id, film_requests.c.answered_revision.is_(None))
            already = bool(await connection.scalar(select(func.count()).where(*mine, *still)))
            fresh = {"label": film.label, "asked_at": self._now(), "answered_film_id": None, "answered_revision": None}
            await connection.execute(self._storage.upsert(film_requests, keys, fresh))
        return replace(next(one for one in await self._wanted(guild_id, film_id)), already=already)

    @repeated
    async def take_back(self, guild_id: int, member_id: int, film_id: int) -> bool:
        """Forget a member's request, answered or not; False if there was none."""
        condition = (
            film_requests.c.guild_id == guild_id,
            film_requests.c.member_id == member_id,
            film_requests.c.film_id == film_id,
        )
        async with self._storage.writing() as connection:
            return bool((await connection.execute(delete(film_requests).where(*condition))).rowcount)

    async def most_wanted(self, guild_id: int, limit: int = 20) -> list[Wanted]:
        """Films that are waited for in a server, by how many wait, then by how long."""
        return await self._wanted(guild_id, limit=limit)

    async def wanted(self, guild_id: int, film_id: int) -> Wanted | None:
        """How many wait for a film in a server; None if nobody does."""
        return next(iter(await self._wanted(guild_id, film_id)), None)

    async def _wanted(self, guild_id: int, film_id: int | None = None, limit: int | None = None) -> list[Wanted]:
        waiting, since = func.count().label("waiting"), func.min(film_requests.c.asked_at).label("since")
        label = func.max(film_requests.c.label).label("label")
        query = (
            select(film_requests.c.film_id, label, waiting, since)
            .where(film_requests.c.guild_id == guild_id, film_requests.c.answered_revision.is_(None))
            .group_by(film_requests.c.film_id)
            .order_by(waiting.desc(), since, label)
            .limit(limit)
        )
        if film_id is not None:
            query = query.where(film_requests.c.film_id == film_id)
        async with self._storage.reading() as connection:
            return [Wanted(**row._mapping) for row in await connection.execute(query)]

    async def answer(self, connection: AsyncConnection, stored: StoredReview) -> int:
        """Close the open requests that a review answers, in the transaction that publishes it; how many waited.

        A request without a year is answered by the film of that title, whatever its year. A shared review answers
        those of every server that sees it.
        """
        await hold(connection, "requested", stored.film_id)
        here: ColumnElement[bool] = film_requests.c.guild_id == stored.guild_id
        if stored.guild_id == SHARED_LIBRARY:
            own = (reviews.c.guild_id == film_requests.c.guild_id, reviews.c.film_id == stored.film_id)
            here = ~exists().where(*own, _COUNTS)  # which is seen there in place of the shared one, or hides it
        film = stored.review.film
        without_year = select(film_keys.c.film_id).where(film_keys.c.key == name_key(film.title, None))
        closing = (
            update(film_requests)
            .where(
                here,
                film_requests.c.answered_revision.is_(None),
                or_(film_requests.c.film_id == stored.film_id, film_requests.c.film_id.in_(without_year)),
            )
            .values(answered_film_id=stored.film_id, answered_revision=stored.review.revision)
            .returning(film_requests.c.guild_id, film_requests.c.member_id)
        )
        answered = (await connection.execute(closing)).all()
        if answered:
            asked = [(row.guild_id, row.member_id) for row in answered]
            await self._tellings.put_within(connection, Event.REVIEWED, stored.film_id, film.label, *asked)
        return len(answered)

    async def answered_by(self, guild_id: int, film_id: int, revision: int) -> int:
        """How many members waited for what a revision of a film's review answered, as its announcement says."""
        query = select(func.count(film_requests.c.member_id.distinct())).where(
            film_requests.c.guild_id == guild_id,
            film_requests.c.answered_film_id == film_id,
            film_requests.c.answered_revision == revision,
        )
        async with self._storage.reading() as connection:
            return int(await connection.scalar(query) or 0)
