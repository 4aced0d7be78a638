"""What one member has in the queue, and all of it dismissed at once, so that nobody has to open what floods it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.drafts.caps import forget_given_up
from data.drafts.models import Draft, DraftState
from data.errors import NotFound, Reason
from data.servers.audit import Audit
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.drafts import drafts
from data.tellings import MOST_TOLD, Event, Tellings


class WaitingDrafts:
    """`waiting.number(draft_id, guild_id)`: of whoever wrote that draft, which waits too."""

    def __init__(self, storage: Storage, audit: Audit, now: Callable[[], dt.datetime], tellings: Tellings) -> None:
        self._storage = storage
        self._tellings = tellings
        self._audit = audit
        self._now = now

    async def tell_writer(self, connection: AsyncConnection, event: Event, draft: Draft) -> None:
        """What became of a draft, if its writer wants to hear of it; `told` after the commit."""
        writer = (draft.guild_id, draft.owner_id)
        await self._tellings.put_within(connection, event, draft.film_id or 0, draft.review.film.label, writer)

    def told(self) -> None:
        """What `tell_writer` noted is committed."""
        self._tellings.put()

    async def number(self, draft_id: int, guild_id: int) -> int:
        """How many drafts of the same writer wait.

        Raises:
            NotFound: that one waits no more.
        """
        async with self._storage.reading() as connection:
            theirs = _theirs(guild_id, await _writer(connection, draft_id, guild_id))
            query = select(func.count()).select_from(drafts).where(*theirs)
            return int(await connection.scalar(query) or 0)

    @repeated
    async def dismiss_all(self, draft_id: int, guild_id: int, actor_id: int) -> int:
        """Give up everything of the same writer that waits, as they could themselves; how many that were.

        Raises:
            NotFound: that one waits no more.
        """
        async with self._storage.writing() as connection:
            owner_id = await _writer(connection, draft_id, guild_id)
            # In one order, so that of two moderators who press at once one waits for the other.
            query = (
                select(drafts.c.id, drafts.c.label, drafts.c.film_id)
                .where(*_theirs(guild_id, owner_id))
                .order_by(drafts.c.id)
            )
            gone = (await connection.execute(query.with_for_update())).all()
            values = {"state": DraftState.DISCARDED, "version": drafts.c.version + 1, "changed_at": self._now()}
            ids = [row.id for row in gone]
            await connection.execute(update(drafts).where(drafts.c.id.in_(ids)).values(**values))
            for row in gone:
                before, after = ({"draft": row.id, "state": state} for state in _MOVE)
                await self._audit.record(
                    connection, guild_id, actor_id, "dismiss", row.label, before=before, after=after
                )
            for row in gone[:MOST_TOLD]:
                writer = (guild_id, owner_id)
                await self._tellings.put_within(connection, Event.DISMISSED, row.film_id or 0, row.label, writer)
            await forget_given_up(connection, guild_id, owner_id)
        self._tellings.put()
        return len(gone)


_MOVE = (DraftState.SUBMITTED, DraftState.DISCARDED)


def _theirs(guild_id: int, owner_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        drafts.c.guild_id == guild_id,
        drafts.c.owner_id == owner_id,
        drafts.c.state == DraftState.SUBMITTED,
    )


async def _writer(connection: AsyncConnection, draft_id: int, guild_id: int) -> int:
    here = (drafts.c.id == draft_id, drafts.c.guild_id == guild_id, drafts.c.state == DraftState.SUBMITTED)
    owner_id = await connection.scalar(select(drafts.c.owner_id).where(*here))
    if owner_id is None:
        raise NotFound(Reason.NO_DRAFT)
    return int(owner_id)
