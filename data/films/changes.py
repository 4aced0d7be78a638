"""What changed in a library, in the order of its generations, with what the title index needs and no whole text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import and_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from data.films.shelves import CataloguedFilm
from data.models import ReviewState
from data.storage.tables.reviews import reviews, revisions

PAGE = 50
"""Rows of a whole library that are read at once: about a millisecond of the event loop's time."""

MOST_FOLLOWED = 200
"""Changes that are followed one by one; of more the library is read anew."""


@dataclass(frozen=True)
class Change:
    """A review as it is now, by what a shelf wants to know of it."""

    film: CataloguedFilm
    state: ReviewState
    revision: int
    generation: int


_FILMS = select(
    reviews.c.id,
    reviews.c.film_id,
    reviews.c.state,
    reviews.c.revision,
    reviews.c.generation,
    revisions.c.document["film"].label("film"),
).join(revisions, and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision))


async def changes(connection: AsyncConnection, guild_id: int) -> AsyncIterator[list[Change]]:
    """Every review of a library but drafts, in pages; what is changed meanwhile comes last, and not too early.

    A change is committed after all of lower generations, so once a page is not full, nothing is missing.
    """
    query = _FILMS.where(reviews.c.guild_id == guild_id, reviews.c.state != ReviewState.DRAFT)
    query = query.order_by(reviews.c.generation, reviews.c.id).limit(PAGE)
    place = (-1, 0)
    while True:
        after = tuple_(reviews.c.generation, reviews.c.id) > place
        rows = (await connection.execute(query.where(after))).all()
        yield [Change(CataloguedFilm.read(r.film_id, r.film), r.state, r.revision, r.generation) for r in rows]
        if len(rows) < PAGE:
            return
        place = (rows[-1].generation, rows[-1].id)


async def changes_after(connection: AsyncConnection, guild_id: int, generation: int) -> list[Change]:
    """What changed since a generation, at most `MOST_FOLLOWED` of it."""
    query = _FILMS.where(reviews.c.guild_id == guild_id, reviews.c.generation > generation)
    rows = await connection.execute(query.order_by(reviews.c.generation).limit(MOST_FOLLOWED))
    return [Change(CataloguedFilm.read(r.film_id, r.film), r.state, r.revision, r.generation) for r in rows]
