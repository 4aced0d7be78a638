"""After the end of a secret poll: the key leaves the files at once, its ballots, which nobody can read, in batches."""

from __future__ import annotations

import time

from sqlalchemy import delete, select

from data.storage import LONG_SECONDS, Storage
from data.storage.collisions import repeated
from data.storage.tables.polls import ballots, ended_secret_polls, poll_keys, poll_tallies
from data.storage.tables.warnings import list_keys

MOST_DELETED = 500
"""Ballots of one transaction: some milliseconds, for which votes and ballots wait."""


class Erasing:
    """Forgets what ended polls leave. Several processes may do it at once."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._keys_due = True  # a process before this one may have died between closing and erasing
        self._freeing_due = False
        self.was_busy = False
        """Whether others were in the way when the files were to be rid of keys."""
        self.is_more = False
        """Whether there is something to be done at once."""
        self._reached = (0, b"")
        """Poll and code up to which ballots are deleted: what was deleted need not be looked through again."""

    def ended(self) -> None:
        """A poll's key was deleted."""
        self._keys_due = self.is_more = True

    def left(self) -> None:
        """A key was destroyed, of whatever it was, and others were in the way when the files were to be rid of it."""
        self._keys_due = self.was_busy = True

    async def keys(self, seconds: float) -> None:
        """Rid the database's files of destroyed keys and of counts, if that is still to be done, in so long.

        Of lists' keys too: a process before this one may have died in between, or others may have been in the way.
        """
        if self._keys_due:
            self._keys_due = False  # first, so that a poll closed meanwhile sets it again
            erased = await self._storage.erase_deleted(poll_keys, poll_tallies, list_keys, seconds=seconds)
            self.was_busy = not erased
            self._keys_due = self.was_busy or self._keys_due

    async def ballots(self, seconds: float = 0.0) -> None:
        """Delete ballots of ended polls, one batch and then others for so long; `is_more` says if some are left."""
        until = time.monotonic() + seconds
        self.is_more = await self._is_left()  # a look costs no lock
        while self.is_more:
            self.is_more = await self._delete_some()
            if time.monotonic() >= until:
                return

    async def _is_left(self) -> bool:
        async with self._storage.reading() as connection:
            return await connection.scalar(select(ended_secret_polls.c.poll_id).limit(1)) is not None

    async def free(self) -> None:
        """Give the room of deleted ballots back; on PostgreSQL that takes a look at the whole table."""
        if self._freeing_due and not self.is_more:
            self._freeing_due = not await self._storage.free_deleted(ballots, LONG_SECONDS)

    @repeated
    async def _delete_some(self) -> bool:
        """Whether there may be more."""
        first = select(ended_secret_polls.c.poll_id).order_by(ended_secret_polls.c.poll_id).limit(1)
        async with self._storage.writing() as connection:
            poll_id = await connection.scalar(first.with_for_update(skip_locked=True))
            if poll_id is None:
                return False
            reached = self._reached[1] if self._reached[0] == poll_id else b""
            left = (ballots.c.poll_id == poll_id, ballots.c.voter > reached)
            codes = select(ballots.c.voter).where(*left).order_by(ballots.c.voter).offset(MOST_DELETED - 1).limit(1)
            last = await connection.scalar(codes)
            batch = left if last is None else (*left, ballots.c.voter <= last)
            await connection.execute(delete(ballots).where(*batch))
            if last is None:
                mine = ended_secret_polls.c.poll_id == poll_id
                await connection.execute(delete(ended_secret_polls).where(mine))
        self._freeing_due = True
        self._reached = (poll_id, last or b"")
        return True
