"""Reviews. A server sees the shared library and its own reviews; its own covers the shared one, published or withdrawn.

Moderators write into their server's own library only: changing a shared review makes the server a copy of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements.collection import Announcements
from data.errors import EditConflict, InvalidChange, NotFound, Reason
from data.films.catalogue import Catalogue
from data.films.shelves import FilmChoice
from data.models import SHARED_LIBRARY, Film, Review, ReviewState, StoredReview
from data.requests.collection import Requests
from data.reviews import history, revisions
from data.reviews.history import FoundRevision, History
from data.reviews.revisions import BACK_TO
from data.servers.audit import Audit
from data.storage import LONG_SECONDS, Storage
from data.storage.collisions import repeated

MOST_BYTES = 250 * 10**6
"""All revisions of a server's own reviews: ten thousand and more. What its operator imports is not held to it."""


class Reviews:
    """The collection of reviews; keeps the catalogue of titles in step with what is published."""

    def __init__(
        self,
        storage: Storage,
        catalogue: Catalogue,
        audit: Audit,
        *,
        requests: Requests,
        announcements: Announcements,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._storage = storage
        self._catalogue = catalogue
        self._audit = audit
        self._requests = requests
        self._announcements = announcements
        self._now = now

    async def get(self, film_id: int, guild_id: int) -> StoredReview:
        """The published review of a film that a server sees.

        Raises:
            NotFound: there is none, or not any more.
        """
        stored = await self.current(film_id, guild_id)
        if stored is None or stored.review.state is not ReviewState.PUBLISHED:
            raise NotFound(Reason.NO_REVIEW)
        return stored

    async def current(self, film_id: int, guild_id: int) -> StoredReview | None:
        """What moderators change: the review that counts in a server, be it published or withdrawn; None if none is."""
        async with self._storage.reading() as connection:
            return await revisions.newest(connection, film_id, guild_id, revisions.COUNTING)

    async def withdrawn_in(self, guild_id: int, limit: int = 25, named: str | None = None) -> list[FilmChoice]:
        """Films whose review a server withdrew, to be restored, or those of that title; at most `limit` of them."""
        async with self._storage.reading() as connection:
            return await revisions.withdrawn(connection, guild_id, limit, named)

    async def history(self, film_id: int, guild_id: int, limit: int) -> History:
        """The newest revisions of what a server sees: its own, before them those of the shared review it began with.

        Raises:
            NotFound: there never was a review of the film here.
        """
        async with self._storage.reading() as connection:
            newest = await history.newest_of(connection, film_id, guild_id, limit)
        if newest is None:
            raise NotFound(Reason.NO_REVIEW)
        return newest

    async def revision(self, film_id: int, guild_id: int, number: int) -> FoundRevision | None:
        """A revision in that history by its number, with its text and that of the one before; None if it has none.

        Raises:
            NotFound: there never was a review of the film here.
        """
        async with self._storage.reading() as connection:
            numbers = await history.numbers_of(connection, film_id, guild_id)
            if not numbers:
                raise NotFound(Reason.NO_REVIEW)
            return await history.find(connection, numbers, number)

    async def every(self, guild_id: int = SHARED_LIBRARY) -> list[StoredReview]:
        """Every review of one library as it is now, whatever its state, in the order in which they came."""
        async with self._storage.reading(LONG_SECONDS) as connection:
            return await revisions.library_of(connection, guild_id)

    @repeated
    async def save(self, review: Review, guild_id: int = SHARED_LIBRARY) -> StoredReview:
        """Keep a review from a file as the newest revision of its film's review in that library."""
        async with self._storage.writing() as connection:
            stored = await self.save_within(connection, review, guild_id)
        await self.published(stored)
        return stored

    async def lock(self, connection: AsyncConnection, film: Film, guild_id: int) -> None:
        """Have others who write a film's review in this library wait until the transaction ends."""
        await revisions.lock_seat(connection, film, guild_id, self._now())

    async def save_within(self, connection: AsyncConnection, review: Review, guild_id: int) -> StoredReview:
        """`save` as part of a larger transaction; the caller calls `published` after its commit."""
        seat = await revisions.lock_seat(connection, review.film, guild_id, self._now())
        before = await revisions.newest(connection, seat.film_id, guild_id, revisions.COUNTING)
        number = max(seat.revision + 1, review.revision)
        review = review.model_copy(update={"revision": number})
        stored = await revisions.append(connection, seat, review, self._now())
        await self._tell(connection, stored, is_new=before is None)
        return stored

    @repeated
    async def revise(
        self,
        review: Review,
        guild_id: int,
        actor_id: int,
        expected_revision: int,
        note: str | None = None,
        *,
        film_id: int | None = None,
    ) -> StoredReview:
        """Keep what somebody wrote as the newest revision, if nobody was faster.

        `expected_revision` is the revision the writing began with, 0 for a new review. `film_id` keeps a review with
        its film although its title or year was changed; without it the film is the one of that title and year.

        Raises:
            EditConflict: the review has changed since then; nothing is written.
            InvalidChange: the server's reviews take too much room already.
        """
        async with self._storage.writing() as connection:
            stored = await self.revise_within(
                connection, review, guild_id, actor_id, expected_revision, note=note, film_id=film_id
            )
        await self.published(stored)
        return stored

    async def revise_within(
        self,
        connection: AsyncConnection,
        review: Review,
        guild_id: int,
        actor_id: int,
        expected_revision: int,
        *,
        note: str | None = None,
        film_id: int | None = None,
        action: str = "publish",
        written_by: int | None = None,
    ) -> StoredReview:
        """`revise` as part of a larger transaction; the caller calls `published` after its commit.

        `written_by` is who wrote what `actor_id` publishes, where that is somebody else.
        """
        seat = await revisions.lock_seat(connection, film_id or review.film, guild_id, self._now())
        before = await revisions.newest(connection, seat.film_id, guild_id, revisions.COUNTING)
        if before and before.review.revision != expected_revision:
            numbers = await history.numbers_of(connection, seat.film_id, guild_id)
            base = await history.find(connection, numbers, expected_revision)
            raise EditConflict(before, base.revision.review if base else None)
        number = max(seat.revision, before.review.revision if before else 0) + 1
        review = review.model_copy(update={"revision": number})
        stored = await revisions.append(
            connection,
            seat,
            review,
            self._now(),
            actor_id=written_by or actor_id,
            note=note,
            most_bytes=None if review.state is ReviewState.WITHDRAWN else MOST_BYTES,  # which is always possible
        )
        await self._tell(connection, stored, is_new=before is None, is_back=action == "restore")
        await self._audit.record(
            connection, guild_id, actor_id, action, review.film.label, before=_brief(before), after=_brief(stored, note)
        )
        return stored

    async def _tell(
        self, connection: AsyncConnection, stored: StoredReview, *, is_new: bool, is_back: bool = False
    ) -> None:
        """Answer those who asked for the film, and put the revision in line to be announced.

        What comes back after it was withdrawn is news only to those who asked for it meanwhile.
        """
        if stored.review.state is not ReviewState.PUBLISHED:
            return
        answered = await self._requests.answer(connection, stored)
        if answered or not is_back:
            await self._announcements.queue_within(connection, stored, is_new=is_new or is_back)

    async def published(self, *stored: StoredReview) -> None:
        """Let titles be found anew, and reviews be announced, after what saved them was committed."""
        self._announcements.queued()
        await self._catalogue.put(*stored)

    async def withdraw(
        self, film_id: int, guild_id: int = SHARED_LIBRARY, actor_id: int = 0, note: str | None = None
    ) -> StoredReview:
        """Take a review out of a server's sight, the shared one too; it keeps its revisions.

        Raises:
            NotFound: the server sees no published review of the film.
        """
        current = await self.current(film_id, guild_id)
        if current is None or current.review.state is not ReviewState.PUBLISHED:
            raise NotFound(Reason.NOTHING_TO_WITHDRAW)
        withdrawn = current.review.model_copy(update={"state": ReviewState.WITHDRAWN})
        return await self._change("withdraw", current, withdrawn, guild_id=guild_id, actor_id=actor_id, note=note)

    async def restore(self, film_id: int, guild_id: int, actor_id: int, note: str | None = None) -> StoredReview:
        """Show a withdrawn review again.

        Raises:
            NotFound: none was withdrawn here.
        """
        current = await self.current(film_id, guild_id)
        if current is None or current.review.state is not ReviewState.WITHDRAWN:
            raise NotFound(Reason.NOTHING_TO_RESTORE)
        restored = current.review.model_copy(update={"state": ReviewState.PUBLISHED})
        return await self._change("restore", current, restored, guild_id=guild_id, actor_id=actor_id, note=note)

    async def revert(self, film_id: int, guild_id: int, number: int, actor_id: int) -> StoredReview:
        """Make an earlier revision's text the newest again; a withdrawn review stays withdrawn.

        Raises:
            NotFound: there is no such revision.
            InvalidChange: it is the newest already.
        """
        wanted = await self.revision(film_id, guild_id, number)
        current = await self.current(film_id, guild_id)
        if wanted is None or current is None:
            raise NotFound(Reason.NO_REVISION, number=number)
        if number == current.review.revision:
            raise InvalidChange(Reason.NEWEST_REVISION, number=number)
        review = wanted.revision.review.model_copy(update={"state": current.review.state})
        note = BACK_TO.format(number=number)
        return await self._change("revert", current, review, guild_id=guild_id, actor_id=actor_id, note=note)

    @repeated
    async def _change(
        self, action: str, current: StoredReview, review: Review, *, guild_id: int, actor_id: int, note: str | None
    ) -> StoredReview:
        async with self._storage.writing() as connection:
            stored = await self.revise_within(
                connection,
                review,
                guild_id,
                actor_id,
                current.review.revision,
                note=note,
                film_id=current.film_id,
                action=action,
            )
        await self.published(stored)
        return stored


def _brief(stored: StoredReview | None, note: str | None = None) -> dict[str, object] | None:
    """What the audit keeps of a review: the revision has the rest."""
    if stored is None:
        return None
    brief: dict[str, object] = {"revision": stored.review.revision, "state": str(stored.review.state)}
    return brief | ({"note": note} if note else {})
