"""The collection of drafts. Every change is on disk before it is confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.drafts import rows
from data.drafts.caps import MOST_OPEN, forget_given_up, require_room, require_room_in_queue
from data.drafts.completeness import missing
from data.drafts.entries import followed
from data.drafts.inputs import Typed
from data.drafts.lists import DraftLists
from data.drafts.models import EDITABLE_STATES, OPEN_STATES, Draft, DraftState
from data.drafts.waiting import WaitingDrafts
from data.errors import IncompleteReview, InvalidChange, NotFound, Reason
from data.films import identity
from data.models import Film, Review, ReviewState, StoredReview
from data.parts import Part
from data.reviews import revisions
from data.reviews.collection import Reviews
from data.servers.audit import Audit
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.drafts import drafts
from data.storage.tables.films import films as film_table
from data.tellings import Event, Tellings


class Drafts:
    """Drafts by owner and server. Who may do what by role is for the caller to check; whose draft it is, is checked."""

    def __init__(
        self, storage: Storage, reviews: Reviews, audit: Audit, now: Callable[[], dt.datetime], tellings: Tellings
    ) -> None:
        self._storage = storage
        self._reviews = reviews
        self._audit = audit
        self._now = now
        self.lists = DraftLists(storage)
        self.waiting = WaitingDrafts(storage, audit, now, tellings)

    @repeated
    async def start(
        self,
        guild_id: int,
        owner_id: int,
        review: Review,
        *,
        film_id: int | None = None,
        suggested: bool = False,
        resume: bool = True,
        from_current: bool = False,
    ) -> Draft:
        """Begin a draft with what is known, as a change of the film's review if the server sees one.

        With `resume`, an open draft of the same writer and film is gone on with instead, as it is. With `from_current`
        it begins with that review's text where there is one; whoever may only suggest does not see a withdrawn one.

        Raises:
            InvalidChange: the writer, or the server, has as many open ones as there can be.
        """
        async with self._storage.writing() as connection:
            film_id = film_id or await identity.identify(connection, review.film)
            await connection.execute(select(film_table.c.id).where(film_table.c.id == film_id).with_for_update())
            mine = (drafts.c.guild_id == guild_id, drafts.c.owner_id == owner_id, drafts.c.film_id == film_id)
            open_one = await rows.read(connection, *mine, drafts.c.state.in_(OPEN_STATES))
            if open_one and resume:
                return open_one
            await require_room(connection, guild_id, owner_id)
            current = await revisions.newest(connection, film_id, guild_id, revisions.COUNTING)
            if current and from_current and not (suggested and current.review.state is ReviewState.WITHDRAWN):
                review = current.review
            row = {
                "guild_id": guild_id,
                "owner_id": owner_id,
                "film_id": film_id,
                "base_revision": current.review.revision if current else 0,
                "suggested": int(suggested),
                "state": DraftState.WRITING,
                "version": 1,
                "part": Part.FACTS,
                **rows.text_of(review),
                "pending": {},
                "created_at": self._now(),
                "changed_at": self._now(),
            }
            inserted = await connection.execute(insert(drafts).values(**row))
            draft = await rows.read(connection, drafts.c.id == (inserted.inserted_primary_key or (0,))[0])
        assert draft
        return draft

    async def begin(self, guild_id: int, owner_id: int, film: Film, *, suggested: bool = False) -> Draft:
        """Begin, or go on with, a draft of a film: a change if there is a review, else a new one with these facts."""
        return await self.start(guild_id, owner_id, Review(film=film), suggested=suggested, from_current=True)

    async def get(self, draft_id: int, guild_id: int) -> Draft:
        """A draft of a server, whoever's it is.

        Raises:
            NotFound: the server has no such draft.
        """
        async with self._storage.reading() as connection:
            draft = await rows.read(connection, drafts.c.id == draft_id, drafts.c.guild_id == guild_id)
        if draft is None:
            raise NotFound(Reason.NO_DRAFT)
        return draft

    async def own(self, draft_id: int, guild_id: int, owner_id: int) -> Draft:
        """A draft, if it is that person's."""
        draft = await self.get(draft_id, guild_id)
        if draft.owner_id != owner_id:
            raise NotFound(Reason.NO_DRAFT)
        return draft

    async def of_owner(self, guild_id: int, owner_id: int, states: Collection[DraftState] = OPEN_STATES) -> list[Draft]:
        """Somebody's whole drafts in a server, the last changed first: the open ones, or those in such a state."""
        mine = (drafts.c.guild_id == guild_id, drafts.c.owner_id == owner_id, drafts.c.state.in_(states))
        query = select(drafts).where(*mine).order_by(drafts.c.changed_at.desc(), drafts.c.id).limit(MOST_OPEN)
        async with self._storage.reading() as connection:
            return [rows.draft_of(row) for row in await connection.execute(query)]

    @repeated
    async def change(
        self,
        draft_id: int,
        guild_id: int,
        owner_id: int,
        change: Callable[[Review], Review],
        *,
        part: str,
        form: str | None = None,
    ) -> Draft:
        """Apply a change to a draft as it is now, so that two devices never undo each other's parts.

        `form` names the form it came from: what could not be taken of it before is forgotten.
        """
        async with self._locked(draft_id, guild_id, owner_id) as (connection, draft):
            after = change(draft.review)
            pending = {name: typed for name, typed in draft.pending.items() if name != form}
            pending = followed(pending, draft.review, after)
            return await self._write(connection, draft, **rows.text_of(after), part=part, pending=pending)

    @repeated
    async def keep_typed(
        self, draft_id: int, guild_id: int, owner_id: int, *, part: str, form: str, typed: Typed, over: bool = True
    ) -> Draft:
        """Keep what was typed into a form and could not be taken, to be mended there; not `over` other such text."""
        async with self._locked(draft_id, guild_id, owner_id) as (connection, draft):
            if not over and draft.pending.get(form, typed) != typed:
                raise InvalidChange(Reason.TYPED_IS_KEPT)
            return await self._write(connection, draft, part=part, pending=draft.pending | {form: typed})

    @repeated
    async def rebase(
        self, draft_id: int, guild_id: int, owner_id: int, review: Review, *, onto_revision: int, film_id: int
    ) -> Draft:
        """Make a draft a change of a newer revision, with the text chosen from both."""
        async with self._locked(draft_id, guild_id, owner_id) as (connection, draft):
            values = {**rows.text_of(review), "base_revision": onto_revision, "film_id": film_id}
            pending = followed(draft.pending, draft.review, review)
            return await self._write(connection, draft, **values, pending=pending)

    async def base(self, draft: Draft) -> Review | None:
        """The text that a draft began with; None for a new review."""
        place = (draft.film_id or 0, draft.guild_id, draft.base_revision)
        found = await self._reviews.revision(*place) if all(place) else None
        return found.revision.review if found else None

    @repeated
    async def film_id(self, draft: Draft) -> int:
        """The film of a draft's title and year as they are now."""
        async with self._storage.writing() as connection:
            return await identity.identify(connection, draft.review.film)

    @repeated
    async def submit(self, draft_id: int, guild_id: int, owner_id: int) -> Draft:
        """Put a draft into the queue, if there is room in it."""
        async with self._locked(draft_id, guild_id, owner_id) as (connection, draft):
            await require_room_in_queue(connection, draft)
            return await self._move(connection, draft, DraftState.SUBMITTED, action="submit", actor_id=owner_id)

    @repeated
    async def take_back(self, draft_id: int, guild_id: int, owner_id: int) -> Draft:
        """Take one's draft out of the queue to go on with it."""
        async with self._locked(draft_id, guild_id, owner_id, DraftState.SUBMITTED) as (connection, draft):
            return await self._move(connection, draft, DraftState.WRITING, action="take back", actor_id=owner_id)

    @repeated
    async def send_back(self, draft_id: int, guild_id: int, actor_id: int, note: str) -> Draft:
        """Give a submitted draft back to its writer with a note."""
        async with self._locked(draft_id, guild_id, None, DraftState.SUBMITTED) as (connection, draft):
            await self.waiting.tell_writer(connection, Event.RETURNED, draft)
            moved = await self._move(
                connection, draft, DraftState.RETURNED, action="send back", actor_id=actor_id, note=note
            )
        self.waiting.told()
        return moved

    @repeated
    async def discard(self, draft_id: int, guild_id: int, owner_id: int) -> Draft:
        """Give a draft up; it can be reopened until many others were given up."""
        async with self._locked(draft_id, guild_id, owner_id) as (connection, draft):
            moved = await self._move(connection, draft, DraftState.DISCARDED, action="discard", actor_id=owner_id)
            await forget_given_up(connection, guild_id, owner_id)
            return moved

    @repeated
    async def reopen(self, draft_id: int, guild_id: int, owner_id: int) -> Draft:
        """Go on with a draft that was given up."""
        async with self._locked(draft_id, guild_id, owner_id, DraftState.DISCARDED) as (connection, draft):
            await require_room(connection, guild_id, owner_id)
            return await self._move(connection, draft, DraftState.WRITING, action="reopen", actor_id=owner_id)

    @repeated
    async def publish(
        self,
        draft_id: int,
        guild_id: int,
        actor_id: int,
        *,
        version: int | None = None,
        note: str | None = None,
        although_incomplete: bool = False,
    ) -> StoredReview:
        """Make a draft the film's review: one's own, or one that was submitted. All of it in one transaction.

        Raises:
            IncompleteReview: something is missing, with all of it in one list.
            EditConflict: somebody else saved the review since the draft was begun.
            InvalidChange: the draft is not as it was seen, in its `version`.
        """
        async with self._locked(draft_id, guild_id, None, *OPEN_STATES) as (connection, draft):
            if draft.owner_id != actor_id and draft.state is not DraftState.SUBMITTED:
                raise NotFound(Reason.NO_DRAFT)
            if version is not None and version != draft.version:
                raise InvalidChange(Reason.DRAFT_CHANGED)
            lacking = missing(draft.review)
            if lacking and not although_incomplete:
                raise IncompleteReview(lacking)
            stored = await self._reviews.revise_within(
                connection,
                draft.review.model_copy(update={"state": ReviewState.PUBLISHED}),
                guild_id,
                actor_id,
                draft.base_revision,
                note=note,
                film_id=draft.film_id if draft.base_revision else None,
                action="publish" if actor_id == draft.owner_id else "approve",
                written_by=draft.owner_id,
            )
            await self._write(connection, draft, state=DraftState.PUBLISHED, film_id=stored.film_id, note=note)
            if draft.owner_id != actor_id:
                await self.waiting.tell_writer(connection, Event.PUBLISHED, draft)
        await self._reviews.published(stored)
        return stored

    @asynccontextmanager
    async def _locked(
        self, draft_id: int, guild_id: int, owner_id: int | None, *states: DraftState
    ) -> AsyncIterator[tuple[AsyncConnection, Draft]]:
        """A draft in a transaction that others wait for, if it is in such a state and, unless None, that owner's."""
        async with self._storage.writing() as connection:
            draft = await rows.read(connection, drafts.c.id == draft_id, drafts.c.guild_id == guild_id)
            if draft is None or (owner_id is not None and draft.owner_id != owner_id):
                raise NotFound(Reason.NO_DRAFT)
            if draft.state not in (states or EDITABLE_STATES):
                raise InvalidChange(
                    Reason.DRAFT_IN_QUEUE if draft.state is DraftState.SUBMITTED else Reason.DRAFT_FINISHED
                )
            yield connection, draft

    async def _write(self, connection: AsyncConnection, draft: Draft, **values: Any) -> Draft:
        changed = {"version": draft.version + 1, "changed_at": self._now(), **values}
        await connection.execute(update(drafts).where(drafts.c.id == draft.id).values(**changed))
        written = await rows.read(connection, drafts.c.id == draft.id)
        assert written
        return written

    async def _move(
        self,
        connection: AsyncConnection,
        draft: Draft,
        state: DraftState,
        *,
        action: str,
        actor_id: int,
        note: str | None = None,
    ) -> Draft:
        moved = await self._write(connection, draft, state=state, note=note)
        before, after = {"draft": draft.id, "state": draft.state}, {"draft": draft.id, "state": state, "note": note}
        await self._audit.record(
            connection, draft.guild_id, actor_id, action, draft.review.film.label, before=before, after=after
        )
        return moved
