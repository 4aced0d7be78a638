"""Where the known films of this machine lie, mapped by every process that uses the folder."""

from __future__ import annotations

from pathlib import Path

from data.films.known import Folder
from data.storage.addresses import file_of, url_of

_SERVERS_FOLDER = Path("var")
"""For a database that has no folder of its own."""


def folder_of(address: str, chosen: Path | None = None) -> Folder:
    """Where they lie for the database at `address`: in the `chosen` folder, else beside its file.

    Raises:
        StorageUnavailable: the address cannot be read.
    """
    file = file_of(url_of(address))
    return Folder(chosen or (file.resolve().parent if file else _SERVERS_FOLDER) / "known_films")
