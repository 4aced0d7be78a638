"""A film's revisions as a server counts them: those of the shared review it began with, then its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import SHARED_LIBRARY, Review, ReviewState
from data.storage.tables.reviews import reviews, revisions


@dataclass(frozen=True)
class RevisionHead:
    """One state of a review without its text. `actor_id` is nobody where it came from a file."""

    number: int
    made_at: dt.datetime
    actor_id: int | None
    state: ReviewState
    note: str | None


@dataclass(frozen=True)
class Revision(RevisionHead):
    """One state of a review."""

    review: Review


@dataclass(frozen=True)
class History:
    """The newest revisions of a film's review, the newest first, and the film's label in it."""

    label: str
    revisions: tuple[RevisionHead, ...]


@dataclass(frozen=True)
class FoundRevision:
    """A revision, the one before it, if there is one, and the number of the newest."""

    revision: Revision
    before: Revision | None
    newest: int


async def newest_of(connection: AsyncConnection, film_id: int, guild_id: int, limit: int) -> History | None:
    """So many revisions of a film's review; None if there never was one here."""
    shown = (revisions.c.revision, revisions.c.made_at, revisions.c.actor_id, revisions.c.state, revisions.c.note)
    query = _line(film_id, guild_id, *shown, reviews.c.label).order_by(revisions.c.revision.desc()).limit(limit)
    rows = (await connection.execute(query)).all()
    heads = (RevisionHead(row.revision, row.made_at, row.actor_id, ReviewState(row.state), row.note) for row in rows)
    return History(rows[0].label, tuple(heads)) if rows else None


async def numbers_of(connection: AsyncConnection, film_id: int, guild_id: int) -> dict[int, int]:
    """The review's row by the number of each revision, the first first."""
    query = _line(film_id, guild_id, revisions.c.revision, revisions.c.review_id).order_by(revisions.c.revision)
    return {number: review_id for number, review_id in await connection.execute(query)}


async def find(connection: AsyncConnection, numbers: dict[int, int], number: int) -> FoundRevision | None:
    """A revision among those of `numbers_of`, by its number."""
    if number not in numbers:
        return None
    order = list(numbers)
    place = order.index(number)
    wanted = order[max(0, place - 1) : place + 1]
    keys = (and_(revisions.c.review_id == numbers[one], revisions.c.revision == one) for one in wanted)
    rows = await connection.execute(select(revisions).where(or_(*keys)).order_by(revisions.c.revision))
    *before, revision = [_revision(row) for row in rows]
    return FoundRevision(revision, before[0] if before else None, order[-1])


def _line(film_id: int, guild_id: int, *columns: Any) -> Select[Any]:
    """A draft of its own that came from a file covers nothing, so it is no part of the line."""
    here = reviews.c.guild_id == guild_id
    kept: list[ColumnElement[bool]] = [reviews.c.state != ReviewState.DRAFT, revisions.c.state != ReviewState.DRAFT]
    joined = reviews.join(revisions, revisions.c.review_id == reviews.c.id)
    seen: ColumnElement[bool] = and_(here, *kept)
    if guild_id != SHARED_LIBRARY:
        own = select(func.min(revisions.c.revision)).select_from(joined)
        first_own = own.where(reviews.c.film_id == film_id, here, *kept).correlate(None).scalar_subquery()
        earlier = or_(first_own.is_(None), revisions.c.revision < first_own)
        seen = or_(seen, and_(reviews.c.guild_id == SHARED_LIBRARY, earlier))
    return select(*columns).select_from(joined).where(reviews.c.film_id == film_id, seen)


def _revision(row: Any) -> Revision:
    review = Review.model_validate(row.document)
    return Revision(row.revision, row.made_at, row.actor_id, review.state, row.note, review)
