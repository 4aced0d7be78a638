"""Builds the films of some files into a folder, in a process of its own, which holds nobody up.

python -m data.films.known.building MODULE:FUNCTION FOLDER FILE…, where the function reads the files.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from data.films.known.arrays import Entry, MappedFilms, parts_of
from data.films.known.folder import Folder, content_of
from data.titles.texts import Arrays

Read = Callable[[Sequence[Path]], Iterator[Entry]]
"""Reads films out of files, one by one; a function of a module, since another process has to find it."""
_KINDER = 10
"""How far this stands back behind other processes."""


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
    return [sys.executable, "-m", __spec__.name if __spec__ else __name__, function, *paths]


def main(function: str, root: str, *files: str) -> None:
    """Build, and be done; whatever goes wrong is said in the last line of the error output."""
    if hasattr(os, "nice"):
        os.nice(_KINDER)
    gc.disable()  # nothing here goes in circles, and to look for them among so much takes a third of the time
    module, _, name = function.partition(":")
    read: Read = getattr(import_module(module), name)
    sources = [Path(file) for file in files]
    if put(Folder(Path(root)), content_of(sources), lambda: parts_of(read(sources))) is None:
        sys.exit("what was built does not read")


if __name__ == "__main__":
    main(*sys.argv[1:])
