"""`python -m bot export`: the library as files that `import` reads back."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from cogs.ui.language import _, counted
from data.errors import FileNotWritten
from data.formats import FORMATS
from data.formats.folders import export_folder
from data.library import Library


async def export_library(address: str, folder: Path, guild_id: int, format: str = "markdown") -> None:  # noqa: A002
    """Write the newest revision of every review of one library, withdrawn ones too, and say how many there were.

    Raises:
        FolderNotEmpty, UnsupportedFormat, StorageUnavailable: with the reason; nothing is written then.
        FileNotWritten: which file; those before it are complete, and how many they are is printed.
    """
    async with Library.open(address) as library:
        reviews = [stored.review for stored in await library.reviews.every(guild_id)]
    one_file_each = format in FORMATS and not FORMATS[format].holds_many
    writing = export_folder(reviews, folder, format)
    length = len(reviews) if one_file_each else None
    number = 0
    try:
        with typer.progressbar(writing, length=length, label=_("Writing"), file=sys.stderr) as progress:
            for _file in progress:
                number += 1
    except FileNotWritten:
        print(counted(number, "{count} file is complete.", "{count} files are complete."))
        raise
    files = counted(number, "{count} file", "{count} files")
    print(counted(len(reviews), "{count} review in {files}.", "{count} reviews in {files}.", files=files))
