"""What waits for a server's moderators: warnings that members contradict, and warnings that they propose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidChange, NotFound, Reason
from data.models import ContentWarning, Review, ReviewState, Severity, StoredReview
from data.reviews import revisions
from data.reviews.collection import Reviews
from data.servers.audit import Audit
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold, insert_unless_there, lock_row
from data.storage.tables.warnings import warning_queue
from data.tellings import MOST_TOLD, Event, Tellings
from data.warnings.crowd import Voices
from data.warnings.listing import key_of
from data.warnings.placement import by_topic, topics_of
from data.warnings.voices import Kind, State, count_voices, warning_of

MOST_PROPOSALS = 10
"""Open proposals of one member in one server."""

MOST_PROPOSALS_HERE = 500
"""Open proposals of all members of a server."""

MOST_MENTIONS = 40
"""What moderators are told of one film's text in one server."""

MOST_WARNINGS = 80
"""As many as a review holds."""


@dataclass(frozen=True)
class Queued:
    """One thing for moderators to decide. Who proposed it is kept, but is not part of it."""

    id: int
    guild_id: int
    film_id: int
    kind: str
    warning: ContentWarning
    voices: Voices


@dataclass(frozen=True)
class Waiting:
    """One of the things that wait, at its place from 0, and how many there are; nothing if none waits."""

    item: Queued | None = None
    position: int = 0
    total: int = 0


class WarningQueue:
    """The collection of what waits. Accepting makes a new revision, in the server's own library."""

    def __init__(
        self, storage: Storage, reviews: Reviews, audit: Audit, now: Callable[[], dt.datetime], tellings: Tellings
    ) -> None:
        self._storage = storage
        self._tellings = tellings
        self._reviews = reviews
        self._audit = audit
        self._now = now

    @repeated
    async def propose(
        self, guild_id: int, stored: StoredReview, warnings: Sequence[ContentWarning], member_id: int
    ) -> list[ContentWarning]:
        """Put warnings that a review lacks in the queue; those that were not there yet.

        Raises:
            MarqueeError: the review speaks of all of them, or the member has proposed too much.
        """
        known = by_topic(stored.review.warnings)
        labels = {warning.topic.casefold() for warning in stored.review.warnings}
        missing = [
            w for w in warnings if w.topic.casefold() not in labels and not any(p.topic in known for p in topics_of(w))
        ]
        if not missing:
            raise InvalidChange(Reason.SPOKEN_OF_ALREADY)
        async with self._storage.writing() as connection:
            await hold(connection, "proposals", guild_id)  # so that what is counted stays so
            mine = warning_queue.c.proposed_by == member_id
            query = select(func.count(), func.count().filter(mine)).where(*_proposed(guild_id))
            here, theirs = (await connection.execute(query)).one()
            if theirs + len(missing) > MOST_PROPOSALS:
                raise InvalidChange(Reason.TOO_MANY_PROPOSALS)
            if here + len(missing) > MOST_PROPOSALS_HERE:
                raise InvalidChange(Reason.WARNING_QUEUE_FULL, most=MOST_PROPOSALS_HERE)
            return [w for w in missing if await self._add(connection, guild_id, stored.film_id, w, member_id)]

    async def _add(
        self, connection: AsyncConnection, guild_id: int, film_id: int, warning: ContentWarning, member_id: int
    ) -> bool:
        place = {"guild_id": guild_id, "film_id": film_id, "kind": Kind.PROPOSED, "warning": key_of(warning)}
        document = warning.model_dump(mode="json", exclude_defaults=True)
        values = {"document": document, "state": State.OPEN, "proposed_by": member_id, "contradictions": 0}
        values["queued_at"] = self._now()
        if await insert_unless_there(connection, warning_queue, **place, **values):
            return True
        row = await lock_row(connection, warning_queue, place, **values)
        if row.state == State.OPEN:
            return False
        await connection.execute(update(warning_queue).where(warning_queue.c.id == row.id).values(**values))
        return True

    async def mention(self, guild_id: int, stored: StoredReview, warnings: Sequence[ContentWarning]) -> None:
        """Tell moderators, once, what a review's text speaks of and its warnings do not. Who asked is not kept."""
        here = (warning_queue.c.guild_id == guild_id, warning_queue.c.film_id == stored.film_id)
        query = select(warning_queue.c.warning).where(*here, warning_queue.c.kind == Kind.MENTIONED)
        async with self._storage.reading() as connection:
            told = set((await connection.execute(query)).scalars())
        new = [warning for warning in warnings if key_of(warning) not in told]
        if new and len(told) < MOST_MENTIONS:
            await self._tell(guild_id, stored.film_id, new)

    @repeated
    async def _tell(self, guild_id: int, film_id: int, warnings: Sequence[ContentWarning]) -> None:
        async with self._storage.writing() as connection:
            for warning in warnings:
                place = {"guild_id": guild_id, "film_id": film_id, "kind": Kind.MENTIONED, "warning": key_of(warning)}
                document = warning.model_dump(mode="json", exclude_defaults=True)
                values = {"document": document, "state": State.OPEN, "contradictions": 0, "queued_at": self._now()}
                await insert_unless_there(connection, warning_queue, **place, **values)

    async def waiting(self, guild_id: int, position: int = 0) -> Waiting:
        """What waits in a server, the longest waiting first: what is at that place, or at the last one before it."""
        mine = (warning_queue.c.guild_id == guild_id, warning_queue.c.state == State.OPEN)
        count = select(func.count()).select_from(warning_queue).where(*mine)
        query = select(warning_queue).where(*mine).order_by(warning_queue.c.queued_at, warning_queue.c.id)
        async with self._storage.reading() as connection:
            total = int(await connection.scalar(count) or 0)
            position = max(0, min(position, total - 1))
            row = (await connection.execute(query.offset(position).limit(1))).first()
            return Waiting(await _queued(connection, row), position, total) if row else Waiting()

    @repeated
    async def dismiss(self, item_id: int, guild_id: int, moderator_id: int) -> None:
        """Leave the review as it is.

        Raises:
            NotFound: it is settled already, or not this server's.
        """
        async with self._storage.writing() as connection:
            row = await self._settle(connection, item_id, guild_id, moderator_id, State.DISMISSED)
            subject = str(row.document.get("topic", "a warning"))
            await self._audit.record(connection, guild_id, moderator_id, "dismiss warning", subject)
            await self._tell_proposer(connection, Event.DECLINED, row)
        self._tellings.put()

    async def number_of_theirs(self, item_id: int, guild_id: int) -> int:
        """How many proposals wait of the member whose proposal this is, who stays unknown.

        Raises:
            NotFound: it is settled already, or not this server's.
        """
        async with self._storage.reading() as connection:
            theirs = await _same_member(connection, item_id, guild_id)
            return int(await connection.scalar(select(func.count()).select_from(warning_queue).where(*theirs)) or 0)

    @repeated
    async def dismiss_theirs(self, item_id: int, guild_id: int, moderator_id: int) -> int:
        """Dismiss all open proposals of the member whose proposal this is; how many that were.

        Raises:
            NotFound: it is settled already, or not this server's.
        """
        async with self._storage.writing() as connection:
            theirs = await _same_member(connection, item_id, guild_id)
            values = {"state": State.DISMISSED, "settled_by": moderator_id, "settled_at": self._now()}
            dismissing = update(warning_queue).where(*theirs).values(**values).returning(warning_queue)
            gone = sorted((await connection.execute(dismissing)).all(), key=lambda row: row.id)
            for row in gone[:MOST_TOLD]:
                await self._tell_proposer(connection, Event.DECLINED, row)
            after = {"proposals": len(gone)}
            await self._audit.record(
                connection, guild_id, moderator_id, "dismiss warning", "all of one member", after=after
            )
        self._tellings.put()
        return len(gone)

    @repeated
    async def accept(
        self, item_id: int, guild_id: int, moderator_id: int, severity: Severity | None = None
    ) -> StoredReview:
        """Make a new revision: the proposed warning added, or the contradicted one with another severity.

        A review of the shared library stays as it is; the server gets a copy of its own.

        Raises:
            NotFound: it is settled already, not this server's, or the review has changed.
        """
        async with self._storage.writing() as connection:
            row = await self._settle(connection, item_id, guild_id, moderator_id, State.ACCEPTED)
            # Locked before it is read, so that what others save meanwhile is neither lost nor overlooked.
            await revisions.lock_seat(connection, row.film_id, guild_id, self._now())
            stored = await revisions.newest(connection, row.film_id, guild_id, revisions.COUNTING)
            if stored is None or stored.review.state is not ReviewState.PUBLISHED:
                raise NotFound(Reason.NO_REVIEW_ANY_MORE)
            saved = await self._reviews.revise_within(
                connection,
                _revised(stored, row, severity),
                guild_id,
                moderator_id,
                stored.review.revision,
                film_id=row.film_id,
                action="accept warning",
            )
            await self._tell_proposer(connection, Event.ACCEPTED, row)
        await self._reviews.published(saved)
        return saved

    async def _tell_proposer(self, connection: AsyncConnection, event: Event, row: Row[Any]) -> None:
        """Whoever proposed the warning, if they want to hear of it."""
        if row.proposed_by:
            subject = str(row.document.get("topic", "a warning"))
            member = (row.guild_id, row.proposed_by)
            await self._tellings.put_within(connection, event, row.film_id, subject, member)

    async def _settle(
        self, connection: AsyncConnection, item_id: int, guild_id: int, moderator_id: int, state: str
    ) -> Row[Any]:
        """Of two moderators who press at once, one settles it and the other is told."""
        row = (await connection.execute(select(warning_queue).where(_item(item_id, guild_id)))).first()
        still = update(warning_queue).where(_item(item_id, guild_id), warning_queue.c.state == State.OPEN)
        values = {"state": state, "settled_by": moderator_id, "settled_at": self._now()}
        if row is None or not (await connection.execute(still.values(**values))).rowcount:
            raise NotFound(Reason.SETTLED_ALREADY)
        return row


def _item(item_id: int, guild_id: int) -> Any:
    return (warning_queue.c.id == item_id) & (warning_queue.c.guild_id == guild_id)


def _proposed(guild_id: int) -> tuple[ColumnElement[bool], ...]:
    """What waits in a server and somebody proposed."""
    here = (warning_queue.c.guild_id == guild_id, warning_queue.c.state == State.OPEN)
    return (*here, warning_queue.c.kind == Kind.PROPOSED)


async def _same_member(connection: AsyncConnection, item_id: int, guild_id: int) -> tuple[ColumnElement[bool], ...]:
    """What waits and was proposed by whoever proposed this."""
    query = select(warning_queue.c.proposed_by).where(warning_queue.c.id == item_id, *_proposed(guild_id))
    member_id = await connection.scalar(query)
    if member_id is None:
        raise NotFound(Reason.SETTLED_ALREADY)
    return (*_proposed(guild_id), warning_queue.c.proposed_by == member_id)


async def _queued(connection: AsyncConnection, row: Row[Any]) -> Queued:
    voices = (await count_voices(connection, row.guild_id, row.film_id)).get(row.warning, Voices())
    warning = ContentWarning.model_validate(row.document)
    return Queued(row.id, row.guild_id, row.film_id, row.kind, warning, voices)


def _revised(stored: StoredReview, row: Row[Any], severity: Severity | None) -> Review:
    review = stored.review
    if row.kind in (Kind.PROPOSED, Kind.MENTIONED):
        if len(review.warnings) >= MOST_WARNINGS:
            raise InvalidChange(Reason.TOO_MANY_WARNINGS, most=MOST_WARNINGS)
        proposed = ContentWarning.model_validate(row.document)
        warnings = [*review.warnings, proposed]
    else:
        old = warning_of(stored, row.warning)
        if severity is None or severity is old.severity:
            raise InvalidChange(Reason.SAME_SEVERITY)
        changed = old.model_copy(update={"severity": severity})
        warnings = [changed if key_of(warning) == row.warning else warning for warning in review.warnings]
    return Review.model_validate(review.model_dump() | {"warnings": [w.model_dump() for w in warnings]})
