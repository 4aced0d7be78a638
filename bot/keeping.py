"""The keeper of backups: while the bot runs it makes one whenever it is time, and deletes the oldest."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.backups import Place, make, place_of
from bot.settings import Settings
from cogs.ui.sentences import plain_sentence
from cogs.ui.worker import Worker
from data.errors import MarqueeError
from data.storage.backups import backups_in, rotate, time_of

log = logging.getLogger(__name__)

_RETRY = dt.timedelta(minutes=15)
_LONGEST_REST = dt.timedelta(hours=1)
"""Between two looks at the clock, which may be set, and at the folder, where backups may be made by hand."""

_FIRST = dt.timedelta(minutes=5)
"""After a start, so that one that fails at once and is begun again and again makes no backup each time."""


class BackupKeeper:
    """One a process. What fails is a line in the log, and is tried again."""

    def __init__(self, settings: Settings, now: Callable[[], dt.datetime]) -> None:
        self._address = settings.database.get_secret_value()
        self._place = place_of(settings, self._address)
        self._every = dt.timedelta(hours=settings.backup_every)
        self._kept = settings.backups_kept
        self._now = now
        self._worker = Worker("backups", self.work, now, _LONGEST_REST)
        self._not_before = now() + _FIRST
        # A server has its own means, and several processes: one that is to make backups is given a folder for them.
        self.is_on = settings.backup_every > 0 and (self._place.is_file or settings.backup_folder is not None)

    def start(self) -> None:
        """Begin, if backups are wanted."""
        if self.is_on:
            self._worker.start(_at_once)

    async def stop(self) -> None:
        """Stop; a backup that is being made leaves nothing."""
        await self._worker.stop()

    async def work(self) -> dt.datetime:
        """Make a backup if it is time; when it will be again."""
        now = self._now()
        due = max(await asyncio.to_thread(_due, self._place, self._every, now), self._not_before)
        if due > now:
            return due
        self._not_before = now + _RETRY
        try:
            held = await make(self._address, self._place.new(now))
            gone = await asyncio.to_thread(rotate, self._place.folder, self._place.stem, self._kept, self._place.suffix)
        except (MarqueeError, OSError) as error:
            said = plain_sentence(error) if isinstance(error, MarqueeError) else str(error)
            log.error("No backup was made, which is tried again in a quarter of an hour: %s", said)
            return self._not_before
        log.info("Backed up into %s (%s rows); %s older ones deleted", held.path, held.rows, len(gone))
        return now + self._every


@asynccontextmanager
async def keeping(settings: Settings, now: Callable[[], dt.datetime]) -> AsyncIterator[None]:
    """Backups are made during the block, as the settings say."""
    keeper = BackupKeeper(settings, now)
    keeper.start()
    try:
        yield
    finally:
        await keeper.stop()


def _due(place: Place, every: dt.timedelta, now: dt.datetime) -> dt.datetime:
    """When the next backup is to be made, by the newest in the folder; one from the future does not count."""
    names = [path.name for path in place.folder.iterdir()] if place.folder.is_dir() else []
    times = [at for name in backups_in(names, place.stem, place.suffix) if (at := time_of(name)) <= now]
    return max(times) + every if times else now


async def _at_once() -> None:
    """Nothing has to be there first: the database is open."""
