"""Revisions: every state a review was ever in, and by whom. Nothing here is changed or deleted once it is written.

A server that changes a shared review gets a copy of its own, whose numbers go on where the shared review's stood.
So a film's numbers in one server are one line, and the last of them says which text an edit began with.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, Text, and_, cast, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidChange, Reason
from data.film_keys import title_keys
from data.films import identity
from data.films.shelves import FilmChoice
from data.models import SHARED_LIBRARY, Film, Review, ReviewState, StoredReview
from data.storage import generations
from data.storage.inserts import insert_unless_there
from data.storage.tables.films import films
from data.storage.tables.reviews import reviews, revisions

_MOST_KEPT = 512
"""Reviews that are kept read, some 40 MB of them at their longest."""

COUNTING = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
"""The states in which a review counts in its library, and covers the shared one."""

BACK_TO = "back to revision {number}"
"""The note that reverting leaves; whoever shows it words it anew, by `reverted_to`."""


def reverted_to(note: str) -> int | None:
    """The number in a note that reverting left; None if it is any other note."""
    number = note.removeprefix(BACK_TO.format(number=""))
    return int(number) if number != note and number.isdecimal() else None


@dataclass(frozen=True)
class Seat:
    """A review's row, locked until the transaction ends. `revision` is 0 while nothing was written to it."""

    id: int
    film_id: int
    guild_id: int
    revision: int


_DOCUMENT = cast(revisions.c.document, Text).label("document")
"""As it is stored, unread: most readers have read it before."""

_NEWEST: Select[Any] = select(reviews.c.id, reviews.c.film_id, reviews.c.guild_id, _DOCUMENT).join(
    revisions, and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision)
)


async def lock_seat(connection: AsyncConnection, film: Film | int, guild_id: int, now: dt.datetime) -> Seat:
    """The row of a film's review in a library, made now if there is none; others who write in the library wait.

    The library is locked first of all, before a film that is named gets its id: all who write take these in one order.
    """
    await generations.lock(connection, guild_id)
    film_id = film if isinstance(film, int) else await identity.identify(connection, film)
    query = (
        select(reviews.c.id, reviews.c.revision)
        .where(reviews.c.film_id == film_id, reviews.c.guild_id == guild_id)
        .with_for_update()
    )
    row = (await connection.execute(query)).first()
    if row is None:
        place = {"film_id": film_id, "guild_id": guild_id}
        await insert_unless_there(connection, reviews, **place, state=ReviewState.DRAFT, revision=0, created_at=now)
        row = (await connection.execute(query)).one()
    return Seat(row.id, film_id, guild_id, row.revision)


async def append(
    connection: AsyncConnection,
    seat: Seat,
    review: Review,
    made_at: dt.datetime,
    *,
    actor_id: int | None = None,
    note: str | None = None,
    most_bytes: int | None = None,
) -> StoredReview:
    """Write `review`, with the number it carries, as the newest revision of the seat.

    Raises:
        InvalidChange: with it the library's revisions would take more than `most_bytes`.
    """
    document = review.model_dump(mode="json", exclude_defaults=True)
    raised = await generations.raise_within(connection, seat.guild_id, grown=len(json.dumps(document)))
    if most_bytes is not None and raised.bytes > most_bytes:
        raise InvalidChange(Reason.LIBRARY_FULL, most=most_bytes // 10**6)
    values = {"state": review.state, "revision": review.revision, "label": review.film.label}
    values |= {"generation": raised.generation}
    await connection.execute(update(reviews).where(reviews.c.id == seat.id).values(**values))
    row = {
        "review_id": seat.id,
        "revision": review.revision,
        "document": document,
        "state": review.state,
        "made_at": made_at,
        "actor_id": actor_id,
        "note": note,
    }
    await connection.execute(insert(revisions).values(**row))
    return StoredReview(id=seat.id, film_id=seat.film_id, guild_id=seat.guild_id, review=review)


async def newest(
    connection: AsyncConnection, film_id: int, guild_id: int, states: Collection[ReviewState]
) -> StoredReview | None:
    """The review of a film that counts in a server, its own before the shared one, among those in such a state."""
    row = (await connection.execute(newest_query(film_id, guild_id, states))).first()
    return _stored(row) if row else None


def newest_query(film_id: Any, guild_id: Any, states: Collection[ReviewState] = COUNTING) -> Select[Any]:
    """The statement of `newest`, to which others add what they want to know at the same moment."""
    return (
        _NEWEST.where(
            reviews.c.film_id == film_id,
            or_(reviews.c.guild_id == guild_id, reviews.c.guild_id == SHARED_LIBRARY),
            reviews.c.state.in_(states),
        )
        .order_by(reviews.c.guild_id == SHARED_LIBRARY)
        .limit(1)
    )


def published_from(row: Row[Any]) -> StoredReview | None:
    """The review in a row of `newest_query`; None if it is withdrawn."""
    stored = _stored(row)
    return stored if stored.review.state is ReviewState.PUBLISHED else None


async def library_of(connection: AsyncConnection, guild_id: int) -> list[StoredReview]:
    """The newest revision of every review of one library, whatever its state, in the order in which they came."""
    query = _NEWEST.where(reviews.c.guild_id == guild_id).order_by(reviews.c.id)
    return [_stored(row) for row in await connection.execute(query)]


async def withdrawn(
    connection: AsyncConnection, guild_id: int, limit: int, named: str | None = None
) -> list[FilmChoice]:
    """The films whose review a library withdrew, or those of that title, in the order in which their reviews came."""
    gone = (reviews.c.guild_id == guild_id, reviews.c.state == ReviewState.WITHDRAWN)
    query = select(reviews.c.film_id, reviews.c.label).where(*gone).order_by(reviews.c.id).limit(limit)
    if named is not None:
        query = query.join(films, films.c.id == reviews.c.film_id)
        query = query.where(films.c.title_key.in_(title_keys(named)))
    return [FilmChoice(row.film_id, row.label) for row in await connection.execute(query)]


@lru_cache(maxsize=_MOST_KEPT)
def _read(document: str) -> Review:
    """What was cleaned and checked when it was stored, which costs ten times as much as the rest of reading it."""
    return Review.model_validate(json.loads(document))


def _stored(row: Row[Any]) -> StoredReview:
    return StoredReview(id=row.id, film_id=row.film_id, guild_id=row.guild_id, review=_read(row.document))
