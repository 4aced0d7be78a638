"""A server that is forgotten: every row of it goes, whatever table it is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, Table, delete, func, select, update

from data.films.catalogue import Catalogue
from data.models import SHARED_LIBRARY
from data.rights.batches import delete_all
from data.storage import Storage, erasures, generations
from data.storage.collisions import repeated
from data.storage.tables import metadata
from data.storage.tables.libraries import libraries
from data.storage.tables.outbox import outbox
from data.storage.tables.polls import poll_keys, poll_tallies, polls
from data.storage.tables.servers import server_presences


def rows_of(server_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every table that holds something of a server and which of its rows do; what depends on others comes first.

    A server's rows name it, or belong to one that does: a revision to its review, a ballot to its poll.
    """
    for table in reversed(metadata.sorted_tables):
        if "guild_id" in table.c:
            yield table, table.c.guild_id == server_id
            continue
        for key in table.foreign_keys:
            owner = key.column.table
            if "guild_id" in owner.c:
                yield table, key.parent.in_(select(key.column).where(owner.c.guild_id == server_id))


class Servers:
    """Forgets servers. Each step is a short transaction, so that others wait for none; begun again, it goes on."""

    def __init__(self, storage: Storage, catalogue: Catalogue, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._catalogue = catalogue
        self._now = now

    async def count(self, server_id: int) -> dict[str, int]:
        """How many rows are a server's, by table, of those tables that have any."""
        async with self._storage.reading() as connection:
            counts = {
                table.name: int(await connection.scalar(select(func.count()).select_from(table).where(mine)) or 0)
                for table, mine in rows_of(server_id)
            }
        return {name: number for name, number in counts.items() if number}

    async def forget(self, server_id: int, at: dt.datetime | None = None) -> dict[str, int]:
        """Delete everything of a server, for good, and note it, so that no backup brings it back; how much it was.

        What speaks goes first: nothing of it is posted, polled or voted on while the rest is going.
        """
        if server_id == SHARED_LIBRARY:
            raise ValueError("the shared library is no server's")
        gone = await self.count(server_id)
        await self._silence(server_id, at or self._now())
        for table, mine in rows_of(server_id):
            if table not in (libraries, server_presences):  # by that mark what was not ended is found again
                await delete_all(self._storage, table, mine)
        await self._leave_the_shelf(server_id)
        await delete_all(self._storage, server_presences, server_presences.c.guild_id == server_id)
        await self._storage.erase_deleted(poll_keys, poll_tallies)
        return gone

    @repeated
    async def _silence(self, server_id: int, at: dt.datetime) -> None:
        """With the keys of its polls their ballots are random bytes, whatever comes in between."""
        its_polls = select(polls.c.id).where(polls.c.guild_id == server_id)
        async with self._storage.writing() as connection:
            await erasures.record(connection, erasures.SERVER, server_id, at)
            await connection.execute(delete(outbox).where(outbox.c.guild_id == server_id))
            still_open = (polls.c.guild_id == server_id, polls.c.is_open)
            await connection.execute(update(polls).where(*still_open).values(is_open=False, ends_at=at))
            for table in (poll_keys, poll_tallies):
                await connection.execute(delete(table).where(table.c.poll_id.in_(its_polls)))

    @repeated
    async def _leave_the_shelf(self, server_id: int) -> None:
        """Without a generation the library is as one that never was: other processes read it anew, and find nothing."""
        async with self._storage.writing() as connection:
            await generations.raise_within(connection, server_id)
            await connection.execute(delete(libraries).where(libraries.c.guild_id == server_id))
        await self._catalogue.forget(server_id)
