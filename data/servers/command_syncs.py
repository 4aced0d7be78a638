"""Which set of commands Discord was last told of, so that it is told again only when they changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import select

from data.storage import Storage
from data.storage.tables.process import command_syncs


class CommandSyncs:
    """Remembers the digest of the synced commands per application."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    @asynccontextmanager
    async def due(self, application_id: int, digest: str) -> AsyncIterator[bool]:
        """Whether these commands have to be synced; recorded as done when the block ends without an error.

        Two processes that start at once may both be told yes, which is harmless: a sync replaces the whole set.
        """
        async with self._storage.reading() as connection:
            query = select(command_syncs.c.digest).where(command_syncs.c.application_id == application_id)
            known = await connection.scalar(query)
        yield known != digest
        if known != digest:
            keys, values = {"application_id": application_id}, {"digest": digest, "synced_at": self._now()}
            async with self._storage.writing() as connection:
                await connection.execute(self._storage.upsert(command_syncs, keys, values))
