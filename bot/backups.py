"""Where backups go and how they are called, for the shell and for the keeper that makes them while the bot runs."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, surroundings
from data.errors import BackupFailed, Reason
from data.storage.addresses import file_of, url_of
from data.storage.backups import Held, back_up, name_of
from data.storage.dumps import dump

_SERVERS_FOLDER = Path("var/backups")
"""For a database that has no folder of its own."""


@dataclass(frozen=True)
class Place:
    """Where one database's backups lie."""

    folder: Path
    stem: str
    suffix: str
    is_file: bool
    """Whether the database is a file; else it is a server's."""

    def new(self, at: dt.datetime) -> Path:
        """The file for a backup of that moment."""
        return self.folder / name_of(self.stem, at, self.suffix)


def place_of(settings: Settings, address: str) -> Place:
    """Where the backups of the database at `address` lie.

    Raises:
        StorageUnavailable: the address cannot be read.
    """
    url = url_of(address)
    if file := file_of(url):
        return Place(settings.backup_folder or file.resolve().parent / "backups", file.stem, ".db", is_file=True)
    return Place(settings.backup_folder or _SERVERS_FOLDER, url.database or "marquee", ".dump", is_file=False)


async def make(address: str, target: Path) -> Held:
    """Back a database up into a new file, beside whoever uses it. Cancelled, it leaves nothing.

    Raises:
        BackupFailed, StorageUnavailable: with the reason.
    """
    url = url_of(address)
    file = file_of(url)
    if file is None:
        return await dump(url, target, surroundings())
    cancelled = False
    copying = asyncio.ensure_future(asyncio.to_thread(back_up, file, target, lambda: cancelled))
    try:
        return await asyncio.shield(copying)
    except asyncio.CancelledError:
        cancelled = True
        await asyncio.gather(copying, return_exceptions=True)  # which fails now, as it is to
        raise


def target_of(place: Place, named: Path | None, at: dt.datetime) -> Path:
    """The file that somebody named, or one in the folder that was named.

    Raises:
        BackupFailed: there is such a file.
    """
    if named is None:
        return place.new(at)
    target = named / place.new(at).name if named.is_dir() else named
    if target.exists():
        raise BackupFailed(Reason.FILE_EXISTS, path=str(target))
    return target
