"""Reviews and their revisions. A server sees the shared library and its own reviews, and its own win."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data import films
from data.catalogue import Catalogue
from data.errors import NotFound
from data.models import SHARED_LIBRARY, Review, ReviewState, StoredReview
from data.storage import Storage
from data.storage.tables import reviews, revisions


class Reviews:
    """The collection of reviews; keeps the catalogue of titles in step with what is published."""

    def __init__(self, storage: Storage, catalogue: Catalogue, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._catalogue = catalogue
        self._now = now

    async def get(self, film_id: int, guild_id: int) -> StoredReview:
        """The published review of a film that a server sees.

        Raises:
            NotFound: there is none, or not any more.
        """
        query = _newest(
            reviews.c.film_id == film_id,
            reviews.c.guild_id.in_({guild_id, SHARED_LIBRARY}),
            reviews.c.state == ReviewState.PUBLISHED,
        ).order_by(reviews.c.guild_id == SHARED_LIBRARY)
        async with self._storage.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise NotFound("There is no review of that film here any more. Try /review with its title.")
        return _stored(row)

    async def every(self, guild_id: int = SHARED_LIBRARY) -> list[StoredReview]:
        """Every review of one library as it is now, whatever its state, in the order in which they came."""
        query = _newest(reviews.c.guild_id == guild_id).order_by(reviews.c.id)
        async with self._storage.reading() as connection:
            return [_stored(row) for row in await connection.execute(query)]

    async def save(self, review: Review, guild_id: int = SHARED_LIBRARY) -> StoredReview:
        """Keep a review as the newest revision of its film's review in that library."""
        async with self._storage.writing() as connection:
            stored = await self.save_within(connection, review, guild_id)
        await self._catalogue.put(stored)
        return stored

    async def save_within(self, connection: AsyncConnection, review: Review, guild_id: int) -> StoredReview:
        """`save` as part of a larger transaction; the caller tells the catalogue after its commit."""
        film_id = await films.identify(connection, review.film)
        place = and_(reviews.c.film_id == film_id, reviews.c.guild_id == guild_id)
        existing = (await connection.execute(select(reviews.c.id, reviews.c.revision).where(place))).first()
        number = max(existing.revision + 1, review.revision) if existing else review.revision
        review = review.model_copy(update={"revision": number})
        if existing:
            review_id = int(existing.id)
            await connection.execute(update(reviews).where(place).values(state=review.state, revision=number))
        else:
            row = {"film_id": film_id, "guild_id": guild_id, "state": review.state, "revision": number}
            inserted = await connection.execute(insert(reviews).values(**row, created_at=self._now()))
            review_id = int((inserted.inserted_primary_key or (0,))[0])
        document = review.model_dump(mode="json", exclude_defaults=True)
        await connection.execute(
            insert(revisions).values(review_id=review_id, revision=number, document=document, made_at=self._now())
        )
        return StoredReview(id=review_id, film_id=film_id, guild_id=guild_id, review=review)

    async def withdraw(self, film_id: int, guild_id: int = SHARED_LIBRARY) -> StoredReview:
        """Take a published review out of sight; it keeps its revisions.

        Raises:
            NotFound: that library has no published review of the film.
        """
        query = _newest(
            reviews.c.film_id == film_id,
            reviews.c.guild_id == guild_id,
            reviews.c.state == ReviewState.PUBLISHED,
        )
        async with self._storage.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise NotFound("There is no published review of that film to withdraw.")
        return await self.save(_stored(row).review.model_copy(update={"state": ReviewState.WITHDRAWN}), guild_id)


def _newest(*conditions: ColumnElement[bool]) -> Select[Any]:
    current = and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision)
    columns = (reviews.c.id, reviews.c.film_id, reviews.c.guild_id, revisions.c.document)
    return select(*columns).join(revisions, current).where(*conditions)


def _stored(row: Row[Any]) -> StoredReview:
    review = Review.model_validate(row.document)
    return StoredReview(id=row.id, film_id=row.film_id, guild_id=row.guild_id, review=review)
