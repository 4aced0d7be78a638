"""Drafts out of files into the library: what becomes of each, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.films import identity
from data.formats import Draft
from data.models import Review, ReviewState, StoredReview
from data.reviews.collection import Reviews
from data.storage import LONG_SECONDS, Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold
from data.storage.tables.reviews import reviews, revisions


class Fate(StrEnum):
    """What an import makes of a draft."""

    PUBLISHED = "published"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    DRAFT = "kept as draft"
    PASSED_OVER = "passed over, since the library has a review of the film"
    SAYS_LESS = "passed over, since the library's review says more"
    UNCHANGED = "unchanged"


NOT_TAKEN = frozenset((Fate.UNCHANGED, Fate.PASSED_OVER, Fate.SAYS_LESS))

_NO_PARTS = frozenset(("film", "title", "year", "state", "revision", "author"))

_FATE_OF_STATE = {
    ReviewState.PUBLISHED: Fate.PUBLISHED,
    ReviewState.WITHDRAWN: Fate.WITHDRAWN,
    ReviewState.DRAFT: Fate.DRAFT,
}


def is_complete_enough(review: Review) -> bool:
    """Whether a review says what a card needs: a verdict, and something to read."""
    return review.verdict is not None and any((review.summary, review.overview, review.sections))


def state_of(draft: Draft, *, publish: bool = False) -> ReviewState:
    """The state that a draft of a file gets in the library.

    A file of the project's own formats states it; a review page becomes a draft. What had problems is not published
    for what its file says alone. `publish` publishes whatever is complete enough, unless its letters are a guess.
    """
    if draft.guessed:
        return ReviewState.DRAFT
    stated = draft.review.state
    if stated is ReviewState.WITHDRAWN:
        return stated
    if publish and is_complete_enough(draft.review):
        return ReviewState.PUBLISHED
    return ReviewState.DRAFT if draft.problems else stated


def fate_of(draft: Draft, *, publish: bool = False) -> Fate:
    """What becomes of a draft in an empty library."""
    return _FATE_OF_STATE[state_of(draft, publish=publish)]


def says_less(new: Review, current: Review) -> bool:
    """Whether a review would take more parts from the library's than it brings: a list of titles and stars empties."""
    before, after = _parts(current), _parts(new)
    lost = [name for name in before if before[name] and not after[name]]
    brought = [name for name in after if after[name] and after[name] != before[name]]
    return len(lost) > len(brought)


def _parts(review: Review) -> dict[str, object]:
    parts = dict(review.film) | dict(review)
    return {name: value for name, value in parts.items() if name not in _NO_PARTS}


class Imports:
    """Takes drafts in."""

    def __init__(self, storage: Storage, collection: Reviews) -> None:
        self._storage = storage
        self._reviews = collection

    @repeated
    async def take(self, drafts: Sequence[Draft], guild_id: int, *, publish: bool = False) -> list[Fate]:
        """Put drafts into a library, all of them or none; what became of each.

        A review that the library has word for word stays as it is, so an import can be repeated.
        """
        fates: list[Fate] = []
        saved: list[StoredReview] = []
        async with self._storage.writing(LONG_SECONDS) as connection:
            await hold(connection, "import", guild_id)  # two that took the same films in another order would be stuck
            for draft in drafts:
                review = draft.review.model_copy(update={"state": state_of(draft, publish=publish)})
                await self._reviews.lock(connection, review.film, guild_id)  # what is read next stays so
                current = await current_review(connection, review, guild_id)
                fate = fate_of_review(review, current)
                fates.append(fate)
                if fate not in NOT_TAKEN:
                    saved.append(await self._reviews.save_within(connection, review, guild_id))
        await self._reviews.published(*saved)
        return fates


def fate_of_review(review: Review, current: Review | None) -> Fate:
    """What becomes of a review where the library has `current`."""
    if current is None:
        return _FATE_OF_STATE[review.state]
    if current.revision >= review.revision and current == review.model_copy(update={"revision": current.revision}):
        return Fate.UNCHANGED
    if review.state is ReviewState.DRAFT and current.state is not ReviewState.DRAFT:
        return Fate.PASSED_OVER
    if says_less(review, current):
        return Fate.SAYS_LESS
    return Fate.REVISED if review.state is current.state is ReviewState.PUBLISHED else _FATE_OF_STATE[review.state]


async def current_review(connection: AsyncConnection, review: Review, guild_id: int) -> Review | None:
    """What the library has of the film, whatever its state."""
    newest = and_(revisions.c.review_id == reviews.c.id, revisions.c.revision == reviews.c.revision)
    film_id = await identity.find(connection, review.film)
    query = select(revisions.c.document).select_from(reviews).join(revisions, newest)
    document = await connection.scalar(query.where(reviews.c.film_id == film_id, reviews.c.guild_id == guild_id))
    return Review.model_validate(document) if document is not None else None
