"""Putting a backup back in a SQLite database's place: prepared beside it, only then exchanged with what is there."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from data.errors import CannotRestore, Reason, StorageDamaged, StorageFault, StorageUnavailable
from data.storage import backups, erasures, migrations, sqlite
from data.storage.door import LONG_SECONDS, START_SECONDS, Door
from data.storage.engines import Storage
from data.storage.erasures import Erasure, Replayed
from data.storage.faults import reason_of
from data.storage.files import DatabaseFile
from data.storage.leases import Lease

log = logging.getLogger(__name__)

_LOCK_WAIT_SECONDS = 5.0
_A_LIBRARY_HAS = {"alembic_version", "films", "reviews"}
_PERHAPS_POSTED = """
UPDATE outbox SET tried_at = COALESCE(tried_at, queued_at), attempts = max(attempts, 1) WHERE next_try_at IS NOT NULL
"""
"""What was in line may have been posted since, so it is looked for before it is posted."""


Redo = Callable[[Storage, Sequence[Erasure]], Awaitable[None]]
"""Erases from an open library what was erased from another, where that lies in many tables."""


@dataclass(frozen=True)
class Restored:
    """What became of it."""

    rows: int
    kept: Path | None
    """Where that lies which was replaced; None if there was nothing."""
    erasures: int | None
    """How many that were done since the backup were done again; None if that which was replaced could not tell."""


async def restore(backup: Path, database: Path, at: dt.datetime, redo: Redo) -> Restored:
    """Put a backup in the database's place, migrated; nobody may have the database open.

    `redo` is done before the two are exchanged: if it fails, all is as it was.

    Raises:
        CannotRestore: the file is no backup that this Marquee can read, or there is no room.
        StorageUnavailable: somebody has the database open, or the backup is of a newer Marquee.
    """
    backup, database = await asyncio.to_thread(_inspect, backup, database)
    try:
        async with _held(database) as file:
            with _scratch(database) as fresh:
                rows = await asyncio.to_thread(_copy, backup, fresh)
                await (await Storage.open(f"sqlite:///{fresh}")).close()  # which migrates it
                done = await asyncio.to_thread(_bring_up, database, fresh)
                if done and done.left:
                    await _redo(fresh, redo, done.left)
                await asyncio.to_thread(_fold, fresh)
                kept = await asyncio.to_thread(_exchange, database, fresh, at)
            file.remember()
    except (sqlite3.Error, OSError) as error:
        raise CannotRestore(Reason.RESTORE_FAILED, path=str(backup), why=reason_of(error)) from error
    return Restored(rows, kept, done.number if done else None)


def _inspect(backup: Path, database: Path) -> tuple[Path, Path]:
    """Refuse whatever is no sound library of this or an earlier Marquee; where the two really lie."""
    backup, database = backup.resolve(), database.resolve()
    if backup == database:
        raise CannotRestore(Reason.FILE_IS_THE_DATABASE, path=str(backup))
    if not backup.is_file():
        raise CannotRestore(Reason.NO_FILE, path=str(backup))
    try:
        with closing(backups.reading(backup)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= _A_LIBRARY_HAS:
                raise CannotRestore(Reason.NO_LIBRARY_IN_FILE, path=str(backup))
            if wrong := backups.damage(connection):
                raise CannotRestore(Reason.FILE_DAMAGED, path=str(backup), why=wrong)
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        known = getattr(error, "sqlite_errorcode", None)
        if known == sqlite3.SQLITE_NOTADB:
            raise CannotRestore(Reason.NO_LIBRARY_IN_FILE, path=str(backup)) from error
        raise CannotRestore(Reason.FILE_DAMAGED, path=str(backup), why=reason_of(error)) from error
    if migrations.pending(revision) is None:
        raise StorageUnavailable(Reason.DATABASE_OF_A_NEWER_ONE, why=revision)
    return backup, database


@asynccontextmanager
async def _held(database: Path) -> AsyncIterator[DatabaseFile]:
    """The database, for this process alone, whatever state it is in."""
    was_there = await asyncio.to_thread(database.exists)
    file = await asyncio.to_thread(DatabaseFile.claim, database, _LOCK_WAIT_SECONDS, lost=True)
    try:
        if await asyncio.to_thread(_has_anything, database):
            await _refuse_if_leased(file)
        yield file
    finally:
        if not was_there:
            await asyncio.to_thread(_unmake, database)
        file.release()


def _has_anything(database: Path) -> bool:
    return database.exists() and database.stat().st_size > 0


def _unmake(database: Path) -> None:
    """Take away an empty file that was made only to be locked."""
    if not _has_anything(database):
        database.unlink(missing_ok=True)


async def _refuse_if_leased(file: DatabaseFile) -> None:
    """Take the lease for a moment, which finds a bot in another container; its log is folded into the file by that."""
    engines = sqlite.Engines(URL.create("sqlite", database=str(file.path)), file.path, file.check)
    lease = Lease()
    try:
        other = await lease.take(lambda: Door().transaction(engines.writer, writing=True, seconds=START_SECONDS))
        if other:
            values = {"path": str(file.path), "process": other.pid, "host": other.host}
            raise StorageUnavailable(Reason.DATABASE_IN_USE_BY, **values)
        async with Door().transaction(engines.writer, writing=True, seconds=START_SECONDS) as connection:
            await lease.give_back(connection)
    except (StorageDamaged, DBAPIError) as error:  # it is replaced because of that, or has no leases yet
        log.info("The lease in %s cannot be read: %s", file.path, reason_of(error))
    except StorageFault as error:
        why = reason_of(error.__cause__ or error)
        raise CannotRestore(Reason.RESTORE_FAILED, path=str(file.path), why=why) from error
    finally:
        await engines.dispose(LONG_SECONDS)


@contextmanager
def _scratch(database: Path) -> Iterator[Path]:
    """A place on the same disk for what is being prepared; gone afterwards, with what is left there."""
    folder = Path(tempfile.mkdtemp(prefix=".restoring-", dir=database.parent))
    try:
        yield folder / database.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(backup: Path, fresh: Path) -> int:
    counts = backups.copy(backup, fresh)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        if "leases" in counts:
            connection.execute("DELETE FROM leases")  # of a process that had it when the backup was made
    return sum(counts.values()) - counts.get("leases", 0)


def _bring_up(database: Path, fresh: Path) -> Replayed | None:
    """Do what was done since and must not be undone; None if it cannot be told what that is."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as new:
        new.execute(_PERHAPS_POSTED)
        done: Replayed | None = None
        if _has_anything(database):
            try:
                with closing(backups.reading(database)) as old:
                    done = erasures.replay(old, new)
            except sqlite3.Error as error:
                log.warning("What was erased since cannot be read in %s: %s", database, reason_of(error))
                if new.in_transaction:
                    new.execute("ROLLBACK")
    return done


async def _redo(fresh: Path, redo: Redo, left: Sequence[Erasure]) -> None:
    storage = await Storage.open(f"sqlite:///{fresh}")
    try:
        await redo(storage, left)
    finally:
        await storage.close()


def _fold(fresh: Path) -> None:
    """Have all of it in the one file that is moved."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()


def _exchange(database: Path, fresh: Path, at: dt.datetime) -> Path | None:
    """Put `fresh` in the database's place; where that lies now which was there."""
    backups.make_durable(fresh)
    shutil.copymode(database, fresh)
    kept = None
    if _has_anything(database):
        kept = database.with_name(f"{database.name}.replaced-{at.astimezone(dt.UTC):%Y-%m-%d-%H%M%S}")
        _move(database, kept)
    try:
        for beside in backups.BESIDE:  # which SQLite would take for the new file's
            database.with_name(database.name + beside).unlink(missing_ok=True)
        fresh.replace(database)
    except OSError:
        if kept:
            _move(kept, database)
        raise
    backups.make_durable(database.parent)
    return kept


def _move(database: Path, to: Path) -> None:
    """Rename a database with what its log still holds: the log first, which must not lie beside another file."""
    log_file = database.with_name(f"{database.name}-wal")
    if log_file.exists() and log_file.stat().st_size:
        log_file.rename(to.with_name(f"{to.name}-wal"))
    database.rename(to)
