"""Watching over a SQLite file while it is open: that it is where it was, and that no other process took it over."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy.exc import DBAPIError

from data.errors import Reason, StorageFault, StorageGone
from data.storage.faults import reason_of
from data.storage.files import DatabaseFile
from data.storage.leases import RENEWED_EVERY_SECONDS, Lease, Writing

log = logging.getLogger(__name__)

_FAILED = (StorageFault, DBAPIError)
"""What may become of the lease: the table itself is gone while a migration is taken back."""


class Watch:
    """Looks every few seconds from its making to `close`, and whenever `check` is called."""

    def __init__(self, file: DatabaseFile, lease: Lease, writing: Writing) -> None:
        self._file = file
        self._lease = lease
        self._writing = writing
        self._taken_over = False
        self._was_there = True
        self._looking = asyncio.create_task(self._look_on(), name="database file")

    def check(self) -> None:
        """Look now.

        Raises:
            StorageGone: the file was moved or replaced, or another process writes it.
        """
        self._note_absence()
        if self._taken_over:
            raise StorageGone(Reason.TAKEN_OVER)
        self._file.check()

    async def close(self) -> None:
        """Look no more, and let the next process have the file at once."""
        self._looking.cancel()
        await asyncio.wait({self._looking})
        if self._file.is_there() and not self._taken_over:
            try:
                async with self._writing() as connection:
                    await self._lease.give_back(connection)
            except _FAILED as error:
                log.info("The lease was not given back and runs out by itself: %s", reason_of(error))
        self._lease.forget()

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY_SECONDS)
            self._note_absence()
            if self._was_there and not self._taken_over:
                await self._renew()

    async def _renew(self) -> None:
        try:
            async with self._writing() as connection:
                self._taken_over = not await self._lease.renew(connection)
        except _FAILED as error:
            log.info("The lease was not renewed, which is tried again: %s", reason_of(error))
            return
        if self._taken_over:
            log.error("Another Marquee has taken %s over; nothing is written from here any more", self._file.path)

    def _note_absence(self) -> None:
        """Put it in the log once, when the file goes or comes back."""
        is_there = self._file.is_there()
        if is_there is not self._was_there:
            self._was_there = is_there
            say = log.warning if is_there else log.error
            say(
                "%s %s",
                self._file.path,
                "is back" if is_there else "was moved or replaced; nothing is written any more",
            )
