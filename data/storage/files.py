"""A SQLite file: found, locked for one process, and watched, but never opened here.

Whoever opens a database's file and closes it again drops the locks that SQLite holds on it in the same process.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import Reason, StorageGone, StorageUnavailable

_NOTE = """\
Marquee keeps its library in {name}. This file remembers that, so that an empty {name} is taken
for what it is: a library that was lost. To begin a new library there, remove this file.
"""


class DatabaseFile:
    """One database's file, in use by this process from `claim` to `release`.

    The lock is another file, beside it and named by the database's device and inode: whichever way a second process
    came to the same database, by a link or another name of its folder, it comes to the same lock.
    """

    def __init__(self, path: Path, identity: tuple[int, int], lock: FileLock) -> None:
        self.path = path
        self._identity = identity
        self._lock = lock

    @classmethod
    def claim(cls, path: Path, patience: float, *, lost: bool = False) -> DatabaseFile:
        """Take the file, made now if there is none, waiting `patience` seconds for who has it; `lost` if it may have
        lost its library, because another is about to be put there.

        Raises:
            StorageUnavailable: another process has it, it has a second name, or it lost the library that was in it.
            OSError, sqlite3.Error: it cannot be made.
        """
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not lost:
            refuse_an_empty_one(path)
        if not path.exists():
            sqlite3.connect(path).close()  # SQLite makes it, so that nobody else need open it
        device, inode = identity = _identity(path)
        if path.stat().st_nlink > 1:
            raise StorageUnavailable(Reason.SECOND_NAME, path=str(path))
        # Opening happens in a thread, closing in another.
        lock = FileLock(path.with_name(f"{path.name}.{device:x}-{inode:x}.lock"), thread_local=False)
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise StorageUnavailable(Reason.DATABASE_IN_USE, path=str(path)) from None
        return cls(path, identity, lock)

    def check(self) -> None:
        """Look whether the file is still where it was: it costs some microseconds.

        Raises:
            StorageGone: it was deleted or replaced, so that whatever is written now would be lost.
        """
        if not self.is_there():
            raise StorageGone(Reason.FILE_LOST)

    def is_there(self) -> bool:
        """Whether the file that was claimed still has its name."""
        try:
            return _identity(self.path) == self._identity
        except OSError:
            return False

    def remember(self) -> None:
        """Note, in a file beside it, that there is a library in it now."""
        note = _note_of(self.path)
        if not note.exists():
            note.write_text(_NOTE.format(name=self.path.name), encoding="utf-8")

    def release(self) -> None:
        """Let others have it. Close every connection before."""
        self._lock.release()


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.note")


def refuse_an_empty_one(path: Path) -> None:
    """Refuse a file that had a library and has none any more.

    Raises:
        StorageUnavailable: it is one.
    """
    note = _note_of(path)
    if not note.exists() or (path.exists() and path.stat().st_size):
        return
    reason = Reason.LIBRARY_EMPTY if path.exists() else Reason.LIBRARY_MISSING
    raise StorageUnavailable(reason, path=str(path), note=str(note))
