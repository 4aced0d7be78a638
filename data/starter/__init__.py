"""The reviews that a new installation opens with, one readable file each."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from sqlalchemy import insert, select

from data.films.known import load
from data.formats import markdown
from data.models import SHARED_LIBRARY, Review
from data.reviews.collection import Reviews
from data.storage import LONG_SECONDS, Storage
from data.storage.tables.process import starter_imports

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    """The review files, by name."""
    return sorted(FOLDER.glob("*.md"))


def read(paths: Iterable[Path]) -> dict[str, Review]:
    """Each file's review by the file's name."""
    return {path.name: _review(path) for path in paths}


@cache
def _review(path: Path) -> Review:
    """Read once a process: a fiftieth of a second each, and no file of these changes while it runs."""
    return markdown.loads(path.read_text(encoding="utf-8"), path.name)


async def import_once(storage: Storage, reviews: Reviews, now: Callable[[], dt.datetime]) -> int:
    """Put the starter reviews that were never imported into the shared library; how many those were.

    What was imported once is left alone: a moderator may have changed or withdrawn it since.
    """
    async with storage.reading() as connection:
        known = set(await connection.scalars(select(starter_imports.c.name)))
    new = [path for path in files() if path.name not in known]
    if not new:
        return 0
    read_reviews = await asyncio.to_thread(read, new)
    await asyncio.to_thread(load)  # what films are known again by: not while nobody else can write
    async with storage.writing(LONG_SECONDS) as connection:
        await storage.alone(connection)
        known = set(await connection.scalars(select(starter_imports.c.name)))  # another process may have been faster
        for name, review in read_reviews.items():
            if name not in known:
                await reviews.save_within(connection, review, SHARED_LIBRARY)
                await connection.execute(insert(starter_imports).values(name=name, imported_at=now()))
    return len(read_reviews)
