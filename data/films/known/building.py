"""Builds the films of some files into a folder, here or in a process of its own, which holds nobody up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from data.films.known.arrays import Entry, MappedFilms
from data.films.known.folder import Folder
from data.titles.texts import Arrays

Read = Callable[[Sequence[Path]], Iterator[Entry]]
"""Reads films out of files, one by one; a function of a module, since another process has to find it."""


def put(folder: Folder, content: str, parts: Callable[[], Iterator[Arrays]]) -> MappedFilms | None:
    """Have the films of this content in use, unless another process just put them there; None if they do not read.

    Raises:
        OSError: there is no room, or it may not be written there.
    """
    with folder.building():
        if folder.content() != content or folder.current() is None:
            folder.put(content, parts())
    return folder.current()


def command(read: Read, folder: Folder, sources: Sequence[Path]) -> list[str]:
    """What starts the process, in the folder in which `data` lies."""
    function = f"{read.__module__}:{getattr(read, '__name__', '')}"
    paths = [str(path.absolute()) for path in (folder.root, *sources)]
    return [sys.executable, "-m", __package__ or "", function, *paths]
