"""Follows what other processes change in the libraries, where the database is shared: within a second."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from data.errors import StorageFault
from data.films.catalogue import Catalogue
from data.storage import Storage, generations

if TYPE_CHECKING:
    from data.storage.listening import Notices

log = logging.getLogger(__name__)

_REST_SECONDS = 15.0
"""Between two comparisons of generations while notices are heard: one may have been lost all the same."""
_DEAF_REST_SECONDS = 0.5
"""While they are not, as behind a pooler that lends a connection to whoever comes, or without the connection."""
_DOWN_REST_SECONDS = 3.0
"""While nothing can be compared either: a database that is away changes nothing."""


class Following:
    """Keeps the catalogue in step from `start` to `stop`. On SQLite there is nobody to follow."""

    def __init__(self, storage: Storage, catalogue: Catalogue) -> None:
        self._storage = storage
        self._catalogue = catalogue
        self._running: asyncio.Task[None] | None = None
        self._troubled = False

    def start(self) -> None:
        """Begin to listen."""
        if self._storage.listening:
            self._running = asyncio.create_task(self._follow(), name="following other processes")

    async def stop(self) -> None:
        """Listen no more."""
        if self._running:
            self._running.cancel()
            await asyncio.wait({self._running})

    async def _follow(self) -> None:
        """Listen, and listen again when that fails, for whatever reason; compare meanwhile."""
        assert self._storage.listening
        while True:
            try:
                async with self._storage.listening(generations.CHANNEL) as notices:
                    await self._keep_up(notices)
            except (StorageFault, OSError) as error:
                self._note(error)
            except Exception:  # it would be deaf for ever
                log.exception("Following other processes failed; trying again")
            await asyncio.sleep(_DEAF_REST_SECONDS)
            try:
                await self._catalogue.compare()
            except StorageFault:  # which is in the log
                await asyncio.sleep(_DOWN_REST_SECONDS)
            except Exception:
                log.exception("Comparing generations failed; trying again")

    async def _keep_up(self, notices: Notices) -> None:
        while True:
            hears = await notices.echo()
            await self._catalogue.compare()
            self._troubled = False
            loop = asyncio.get_running_loop()
            until = loop.time() + (_REST_SECONDS if hears else _DEAF_REST_SECONDS)
            while said := await notices.wait(until - loop.time()):
                await self._catalogue.catch_up(*(int(one) for one in said if one.isdecimal()))

    def _note(self, error: Exception) -> None:
        """Put it in the log once, until it is heard again."""
        if not self._troubled:
            log.warning("Other processes are not heard (%s); comparing every %s s", error, _DEAF_REST_SECONDS)
        self._troubled = True
