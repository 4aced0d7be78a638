"""The audit: who did what, when, and what was there before and after. It is written with the deed or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.servers import audit_entries


@dataclass(frozen=True)
class AuditEntry:
    """One thing a moderator or reviewer did in a server. `subject` is in words: mostly a film's label."""

    id: int
    guild_id: int
    actor_id: int
    action: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    made_at: dt.datetime


class Audit:
    """The collection of what was done; there is no way to change or delete an entry."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    async def record(
        self,
        connection: AsyncConnection,
        guild_id: int,
        actor_id: int,
        action: str,
        subject: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Write an entry in the transaction of what it is about. `before` and `after` are plain JSON."""
        row = {"guild_id": guild_id, "actor_id": actor_id, "action": action, "subject": subject}
        await connection.execute(insert(audit_entries).values(**row, before=before, after=after, made_at=self._now()))

    @repeated
    async def note(
        self, guild_id: int, actor_id: int, action: str, subject: str, *, after: dict[str, Any] | None = None
    ) -> None:
        """`record` for what was done in a transaction of its own."""
        async with self._storage.writing() as connection:
            await self.record(connection, guild_id, actor_id, action, subject, after=after)

    async def entries(self, guild_id: int, limit: int = 20, before_id: int | None = None) -> list[AuditEntry]:
        """What was done in a server, the last first; with `before_id` what was done before that entry."""
        query = select(audit_entries).where(audit_entries.c.guild_id == guild_id)
        if before_id is not None:
            query = query.where(audit_entries.c.id < before_id)
        query = query.order_by(audit_entries.c.id.desc()).limit(limit)
        async with self._storage.reading() as connection:
            return [AuditEntry(**row._mapping) for row in await connection.execute(query)]
