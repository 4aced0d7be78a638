"""Backups of a SQLite file: copied by SQLite beside whoever writes it, opened, counted, and only then given their name.

The connection that reads cannot write, so it neither checkpoints nor needs the lease, and it closes only its own.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.errors import BackupFailed, Reason
from data.storage.faults import reason_of

BESIDE = ("-journal", "-wal", "-shm")
"""The ends of the names of what SQLite keeps beside a file."""

PARTIAL = ".marquee-partial"
"""The end of the name of what is not a backup yet."""

_PAGES_AT_ONCE = 1024
_BUSY_SECONDS = 10.0
_STEPS_BETWEEN_LOOKS = 100_000
_INTERRUPTED = "interrupted"  # what SQLite itself says of a statement that was stopped
_FORGOTTEN_SECONDS = 3_600.0
"""After so long without a change nobody is writing a partial file any more: its process was killed."""


@dataclass(frozen=True)
class Held:
    """A backup and what it holds."""

    path: Path
    rows: int
    tables: int
    size: int
    """In bytes."""


def name_of(stem: str, at: dt.datetime, suffix: str = ".db") -> str:
    """How a backup of that moment is called: in the order of time, and without what file systems do not take."""
    return f"{stem}-{at.astimezone(dt.UTC):%Y-%m-%d-%H%M%S}{suffix}"


def backups_in(names: Sequence[str], stem: str, suffix: str = ".db") -> list[str]:
    """Those names that `name_of` gave, the oldest first."""
    pattern = re.compile(re.escape(stem) + r"-\d{4}-\d\d-\d\d-\d{6}" + re.escape(suffix))
    return sorted(name for name in names if pattern.fullmatch(name))


def time_of(name: str) -> dt.datetime:
    """The moment in a name that `name_of` gave."""
    found = re.search(r"\d{4}-\d\d-\d\d-\d{6}", name)
    assert found
    return dt.datetime.strptime(found[0], "%Y-%m-%d-%H%M%S").replace(tzinfo=dt.UTC)


def rotate(folder: Path, stem: str, keep: int, suffix: str = ".db") -> list[Path]:
    """Delete all but the newest `keep` backups of a folder; those that were deleted."""
    names = backups_in([path.name for path in folder.iterdir()], stem, suffix)
    surplus = [folder / name for name in names[: max(len(names) - keep, 0)]]
    for path in surplus:
        path.unlink(missing_ok=True)
    return surplus


def back_up(database: Path, target: Path, stopped: Callable[[], bool] = lambda: False) -> Held:
    """Copy a database that may be in use, as it is at one moment, into a new file; whatever was confirmed is in it.

    It takes a thread, which gives up when `stopped` says so.

    Raises:
        BackupFailed: with the reason; nothing is left of it then.
    """
    if not database.exists() or not database.stat().st_size:
        raise BackupFailed(Reason.NOTHING_TO_BACK_UP, path=str(database))
    with new_file(target) as partial:
        partial.touch(mode=0o600)  # nobody else's to read, at no moment
        counts = copy(database, partial, stopped)
        shutil.copymode(database, partial)
        verify(partial, counts, target, stopped)
    return held(target, counts)


def held(path: Path, counts: Mapping[str, int]) -> Held:
    """What there is to say of a backup that is done."""
    return Held(path, sum(counts.values()), len(counts), path.stat().st_size)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A name to write to, which becomes `target` at the block's end, or is gone with all that was written there.

    Raises:
        BackupFailed: there is such a file, the folder cannot be written, or the block failed.
    """
    if target.exists():
        raise BackupFailed(Reason.FILE_EXISTS, path=str(target))
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        try:
            yield partial
            make_durable(partial)
            partial.replace(target)
            make_durable(target.parent)
        finally:
            for beside in ("", *BESIDE):
                partial.with_name(partial.name + beside).unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(Reason.BACKUP_FAILED, path=str(target), why=reason_of(error)) from error


def copy(source: Path, target: Path, stopped: Callable[[], bool] = lambda: False) -> Mapping[str, int]:
    """Copy a database by SQLite's own means into one plain file without a log; rows by table, of the same moment."""

    def go_on(_status: int, _left: int, _pages: int) -> None:
        if stopped():
            raise sqlite3.OperationalError(_INTERRUPTED)

    with closing(reading(source, stopped)) as old, closing(sqlite3.connect(target, isolation_level=None)) as new:
        new.execute("PRAGMA journal_mode=MEMORY").fetchone()  # there is nothing to go back to
        old.execute("BEGIN")  # one snapshot for all of it: without, each write of others would start the copy anew
        counts = count(old)
        old.backup(new, pages=_PAGES_AT_ONCE, progress=go_on)
        new.execute("PRAGMA journal_mode=DELETE").fetchone()
    return counts


def reading(path: Path, stopped: Callable[[], bool] = lambda: False) -> sqlite3.Connection:
    """A connection that can only read, also beside a process that writes."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
    connection.set_progress_handler(stopped, _STEPS_BETWEEN_LOOKS)
    return connection


def count(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Rows by table."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = sorted(name for (name,) in names)
    counts = {table: connection.execute(f'SELECT count(*) FROM "{table}"') for table in tables}  # noqa: S608 -- SQLite's
    return {table: cursor.fetchone()[0] for table, cursor in counts.items()}


def damage(connection: sqlite3.Connection) -> str | None:
    """What SQLite finds wrong with a database, in one line."""
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if found == "ok" else str(found)


def verify(path: Path, counts: Mapping[str, int], shown: Path, stopped: Callable[[], bool] = lambda: False) -> None:
    """Open a copy and look whether all of it is well and there.

    Raises:
        BackupFailed: it is not.
    """
    with closing(reading(path, stopped)) as connection:
        wrong = damage(connection)
        there = count(connection) if wrong is None else {}
    differing = wrong or next((table for table in counts if counts[table] != there.get(table)), None)
    if differing:
        raise BackupFailed(Reason.BACKUP_DIFFERS, path=str(shown), table=differing)


def make_durable(path: Path) -> None:
    """Have a file or a folder on the disk before going on; none of a database that is in use."""
    if os.name != "posix" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Delete what a process that was killed left half written."""
    for path in folder.glob(f".*{PARTIAL}*"):
        if time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS:
            path.unlink(missing_ok=True)
