"""Files and folders of reviews: what `python -m bot import` and `export` do, one file at a time."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import FileNotWritten, FolderNotEmpty, Reason, expected
from data.formats import FORMATS, read_bytes, write
from data.formats.reading import MOST_BYTES, MOST_REVIEWS, Reading, refused
from data.formats.refusals import too_large
from data.models import Review

_SUFFIXES = frozenset(suffix for one in FORMATS.values() for suffix in one.suffixes)
_LONGEST_NAME = 100
_NAMES_OF_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Windows keeps these to itself, with any suffix."""


@dataclass(frozen=True)
class FileReading:
    """What one file gave."""

    path: Path
    reading: Reading


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Every file among `paths` as it is, and every file in the folders among them that may hold reviews, by name.

    Hidden files and folders are passed over, and so are links in folders: what they lead to was not meant.
    Use its length for a progress bar.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _files_in(path) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            if file.suffix.lower() in _SUFFIXES and not name.startswith(".") and not file.is_symlink():
                yield file


def import_paths(paths: Iterable[Path], format: str | None = None) -> Iterator[FileReading]:  # noqa: A002
    """Read every file that `find_files` names, one a step. A file that cannot be opened is a problem like any other.

    Raises:
        UnsupportedFormat: there is no format of that name.
    """
    for path in find_files(paths):
        yield FileReading(path, _read(path, format))


def _read(path: Path, format: str | None) -> Reading:  # noqa: A002
    try:
        if not path.is_file() and path.exists():
            return refused(str(path), expected("a file or a folder"))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return refused(str(path), expected("a file that can be opened ({reason})", reason=reason))
    if size > MOST_BYTES:
        return refused(str(path), too_large(size))
    return read_bytes(data, str(path), format)


def export_folder(reviews: Sequence[Review], folder: Path, format: str = "markdown") -> Iterator[Path]:  # noqa: A002
    """Write all reviews into a new or empty folder, and tell each file when it is complete.

    A format that holds one review gets a file for each, named by title and year; the others get one file, `reviews`,
    or several, as an import reads no file that is larger than 5 MB.

    Raises:
        FileNotWritten: the folder cannot be made, or a file in it not be written; those before it are complete.
        FolderNotEmpty: there are files in it already, which an import would read as part of this export.
        UnsupportedFormat: the format does not exist or is only read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWritten(Reason.FILE_NOT_WRITTEN, file=str(folder), why=error.strerror) from error
    if any(folder.iterdir()):
        raise FolderNotEmpty(Reason.FOLDER_NOT_EMPTY, folder=str(folder))
    chosen = FORMATS.get(format)
    suffix = chosen.suffixes[0] if chosen else ""
    if chosen is None or chosen.holds_many:
        files = list(_portions(reviews, format))
        for number, data in enumerate(files, 1):
            name = f"reviews-{number:03}" if len(files) > 1 else "reviews"
            yield _write(folder / f"{name}{suffix}", data)
        return
    taken: set[str] = set()
    for review in reviews:
        yield _write(folder / f"{_file_name(review, taken)}{suffix}", write([review], format))


def _portions(reviews: Sequence[Review], format: str) -> Iterator[bytes]:  # noqa: A002
    """The reviews in their order, in as many files as an import needs them to be in."""
    data = write(reviews, format)
    if len(reviews) > 1 and (len(data) > MOST_BYTES or len(reviews) > MOST_REVIEWS):
        middle = len(reviews) // 2
        yield from _portions(reviews[:middle], format)
        yield from _portions(reviews[middle:], format)
    else:
        yield data


def _write(path: Path, data: bytes) -> Path:
    """All of it or nothing: a crash leaves no half file under that name."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise FileNotWritten(Reason.FILE_NOT_WRITTEN, file=str(path), why=error.strerror) from error
    return path


def _file_name(review: Review, taken: set[str]) -> str:
    """`the-northman-2022`, as every file system takes it; a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", review.film.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME].strip("-") or "film"
    name = f"{words}-{review.film.year}" if review.film.year else words
    if name in _NAMES_OF_DEVICES:
        name = f"{name}-film"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
