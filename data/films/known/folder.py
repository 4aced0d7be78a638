"""Where mapped films are kept: a folder for each content, which is never changed, and a pointer to the one in use.

A mapped file cannot be replaced on every system, so only the pointer is, and old folders go at the next start.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock, Timeout

from data import titles
from data.films.known import mapping
from data.films.known.arrays import MappedFilms
from data.titles.texts import Arrays

_POINTER, _LOCK = "current", "building.lock"
_NAME = re.compile(r"[0-9a-f]{20}-\w+")
_MAKERS = [Path(__file__).parent, Path(__file__).parents[1], Path(titles.__file__).parent]
"""The rooms of what makes the arrays out of the files: another version of it may make others."""
_READ_AT_ONCE = 1 << 20
_WAIT_SECONDS = 600.0
"""For who builds already: a million films take half a minute, or some minutes on a slow machine."""


def content_of(sources: Iterable[Path]) -> str:
    """A name for what is made of these files by this version of Marquee; reads all of them.

    Raises:
        OSError: one cannot be read.
    """
    digest = blake2b(f"{mapping.FORMAT}\0".encode(), digest_size=10)
    makers = sorted(path for room in _MAKERS for path in room.iterdir() if path.suffix in {".py", ".txt"})
    for path in (*makers, *sources):
        digest.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while piece := file.read(_READ_AT_ONCE):
                digest.update(piece)
    return digest.hexdigest()


class Folder:
    """One folder with the folders in it; many processes may have it in use."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def content(self) -> str:
        """The content in use; nothing if there is none."""
        return self._pointed_to().partition("-")[0]

    def current(self) -> MappedFilms | None:
        """The films in use, in some milliseconds however many they are; None if there are none that read."""
        for _ in range(2):  # another process may put new ones there and drop those just when they are to be opened
            if not (name := self._pointed_to()):
                return None
            with suppress(mapping.Unreadable):
                return MappedFilms(mapping.mapped(self.root / name))
        return None

    def _pointed_to(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            name = (self.root / _POINTER).read_text(encoding="ascii").strip()
            return name if _NAME.fullmatch(name) else ""
        return ""

    def put(self, content: str, parts: Iterable[Arrays]) -> None:
        """Write films and have them in use from now on; whoever has others goes on with those.

        Raises:
            OSError: there is no room, or it may not be written there.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{content}-", dir=self.root))
        try:
            mapping.write(folder, parts)
            pointer = folder / _POINTER
            pointer.write_text(f"{folder.name}\n", encoding="ascii")
            os.replace(pointer, self.root / _POINTER)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @contextmanager
    def building(self, wait: float = _WAIT_SECONDS) -> Iterator[None]:
        """While nobody else builds; where files cannot be locked, or after a long wait, all the same: both are right.

        Raises:
            OSError: it may not be written there.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / _LOCK, thread_local=False)
        with suppress(Timeout, NotImplementedError):
            lock.acquire(timeout=wait)
        try:
            yield
        finally:
            lock.release()

    def tidy(self) -> None:
        """Remove what is not in use: old films and what was not finished. Does nothing while somebody builds."""
        try:
            with FileLock(self.root / _LOCK, timeout=0):
                used = self._pointed_to()
                for folder in self.root.iterdir():
                    if _NAME.fullmatch(folder.name) and folder.name != used:
                        shutil.rmtree(folder, ignore_errors=True)  # where it is mapped it may have to stay
        except (OSError, NotImplementedError):  # Timeout is an OSError
            return
