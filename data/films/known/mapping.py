"""Arrays in a file that any number of processes map into their memory, where it is the same memory."""

from __future__ import annotations

import json
import mmap
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from data.titles.texts import Arrays

FORMAT = 1
"""Of the file and its head; another one does not read."""
_HEAD, _ARRAYS = "head.json", "arrays"
_EDGE = 64
"""Where arrays begin, a multiple of so many bytes, whatever is in them."""


class Unreadable(Exception):
    """A folder that has no arrays, or only a part of them, or those of another format or machine."""


def write(folder: Path, parts: Iterable[Arrays]) -> None:
    """Write arrays into an empty folder, each part as it comes. Until the head is there, last, nothing reads.

    Raises:
        OSError: there is no room, or the folder may not be written.
    """
    places: dict[str, tuple[str, int, int]] = {}
    with (folder / _ARRAYS).open("wb") as file:
        for name, array in ((name, array) for part in parts for name, array in part.items()):
            file.write(b"\0" * (-file.tell() % _EDGE))
            places[name] = array.dtype.str, file.tell(), len(array)
            file.write(np.ascontiguousarray(array).data.cast("B") if len(array) else b"")
        size = _kept(file)
    head = {"format": FORMAT, "order": sys.byteorder, "size": size, "arrays": places}
    with (folder / _HEAD).open("w", encoding="utf-8") as file:
        json.dump(head, file)
        _kept(file)


def _kept(file: Any) -> int:
    """Have the file on the disk, whatever happens next; how long it is."""
    file.flush()
    os.fsync(file.fileno())
    return int(file.tell())


def mapped(folder: Path) -> Arrays:
    """The arrays of a folder, to be read only: mapped, so that they take no memory before they are looked at.

    Raises:
        Unreadable: the folder is not there, or was not written to its end, or by another version of this.
    """
    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        with (folder / _ARRAYS).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if (head["format"], head["order"], head["size"]) != (FORMAT, sys.byteorder, size):
                raise Unreadable(folder)
            room = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        return {
            name: np.frombuffer(room, dtype, count, start) if count else np.zeros(0, dtype)
            for name, (dtype, start, count) in head["arrays"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(folder) from error
