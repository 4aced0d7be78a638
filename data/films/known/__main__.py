"""Builds known films in a process of its own: python -m data.films.known MODULE:FUNCTION FOLDER FILE…

The function reads the files.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

from data.films.known.arrays import parts_of
from data.films.known.building import Read, put
from data.films.known.folder import Folder, content_of

_KINDER = 10
"""How far this stands back behind other processes."""


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
