"""Drafts as lists show them: the first of many, without their texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from data.drafts.models import OPEN_STATES, DraftState
from data.storage import Storage
from data.storage.tables.drafts import drafts


@dataclass(frozen=True)
class DraftLine:
    """A draft in a line of a list. `label` is its film's."""

    id: int
    owner_id: int
    label: str
    state: DraftState
    suggested: bool
    changed_at: dt.datetime


@dataclass(frozen=True)
class DraftList:
    """The first of some drafts, and how many there are in all."""

    lines: tuple[DraftLine, ...] = ()
    total: int = 0


class DraftLists:
    """Reads lists: one statement each, and no more rows than are shown."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def queue(self, guild_id: int, limit: int) -> DraftList:
        """What waits for a moderator, the longest waiting first."""
        waiting = (drafts.c.guild_id == guild_id, drafts.c.state == DraftState.SUBMITTED)
        return await self._first(limit, drafts.c.changed_at, *waiting)

    async def of_owner(
        self, guild_id: int, owner_id: int, limit: int, states: Collection[DraftState] = OPEN_STATES
    ) -> DraftList:
        """Somebody's drafts in a server, the last changed first: the open ones, or those in such a state."""
        mine = (drafts.c.guild_id == guild_id, drafts.c.owner_id == owner_id, drafts.c.state.in_(states))
        return await self._first(limit, drafts.c.changed_at.desc(), *mine)

    async def _first(self, limit: int, order: Any, *conditions: ColumnElement[bool]) -> DraftList:
        shown = (drafts.c.id, drafts.c.owner_id, drafts.c.label, drafts.c.state, drafts.c.suggested)
        total = select(func.count()).select_from(drafts).where(*conditions).correlate(None).scalar_subquery()
        query = select(*shown, drafts.c.changed_at, total.label("total")).where(*conditions)
        async with self._storage.reading() as connection:
            rows = (await connection.execute(query.order_by(order, drafts.c.id).limit(limit))).all()
        lines = (
            DraftLine(row.id, row.owner_id, row.label, DraftState(row.state), bool(row.suggested), row.changed_at)
            for row in rows
        )
        return DraftList(tuple(lines), rows[0].total if rows else 0)
