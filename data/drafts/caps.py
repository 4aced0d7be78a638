"""How many drafts there can be, each checked in the transaction that would add one: nobody fills a server, or a queue.

What a member gave up is kept as far as their list shows it; what they gave up before that is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.drafts.models import OPEN_STATES, Draft, DraftState
from data.errors import InvalidChange, Reason
from data.storage.inserts import hold
from data.storage.tables.drafts import drafts

MOST_OPEN = 25
"""Open drafts of one member in one server: as many as a menu shows."""

MOST_OPEN_HERE = 1_000
"""Open drafts of all members of a server: forty who write as many as they can."""

MOST_WAITING = 10
"""Suggestions of one member that wait for a server's moderators."""

MOST_WAITING_HERE = 500
"""Drafts and suggestions that wait in one server: more than a month's work."""

MOST_GIVEN_UP = 25
"""Given up drafts of one member in one server that are kept: as many as the menu to reopen them shows."""


async def require_room(connection: AsyncConnection, guild_id: int, owner_id: int) -> None:
    """Let nobody else add a draft here until the transaction ends, which is about to add one to the open ones.

    Raises:
        InvalidChange: the member, or the server, has as many as there can be.
    """
    await hold(connection, "drafts", guild_id)
    opened = (drafts.c.guild_id == guild_id, drafts.c.state.in_(OPEN_STATES))
    mine, here = await _count(connection, (*opened, drafts.c.owner_id == owner_id), opened)
    if mine >= MOST_OPEN:
        raise InvalidChange(Reason.TOO_MANY_DRAFTS, most=MOST_OPEN)
    if here >= MOST_OPEN_HERE:
        raise InvalidChange(Reason.TOO_MANY_DRAFTS_HERE, most=MOST_OPEN_HERE)


async def require_room_in_queue(connection: AsyncConnection, draft: Draft) -> None:
    """The same of the queue, into which this draft is about to be put.

    Raises:
        InvalidChange: too many suggestions of that member wait, or too much in the server.
    """
    await hold(connection, "draft-queue", draft.guild_id)
    waiting = (drafts.c.guild_id == draft.guild_id, drafts.c.state == DraftState.SUBMITTED)
    mine, here = await _count(connection, (*waiting, drafts.c.owner_id == draft.owner_id), waiting)
    if draft.suggested and mine >= MOST_WAITING:
        raise InvalidChange(Reason.TOO_MANY_SUGGESTIONS, most=MOST_WAITING)
    if here >= MOST_WAITING_HERE:
        raise InvalidChange(Reason.QUEUE_FULL, most=MOST_WAITING_HERE)


async def forget_given_up(connection: AsyncConnection, guild_id: int, owner_id: int) -> None:
    """Delete what a member gave up so long ago that their list shows it no more."""
    given_up = (drafts.c.guild_id == guild_id, drafts.c.owner_id == owner_id, drafts.c.state == DraftState.DISCARDED)
    newest_first = (drafts.c.changed_at.desc(), drafts.c.id.desc())
    too_many = select(drafts.c.id).where(*given_up).order_by(*newest_first).offset(MOST_GIVEN_UP)
    await connection.execute(delete(drafts).where(drafts.c.id.in_(too_many)))


async def _count(connection: AsyncConnection, *conditions: Iterable[ColumnElement[bool]]) -> tuple[int, ...]:
    counts = [select(func.count()).select_from(drafts).where(*each).scalar_subquery() for each in conditions]
    return tuple((await connection.execute(select(*counts))).one())
