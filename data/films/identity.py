"""Which film is which: an id for every title and year, the same in every library."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import UNSEEN, Film
from data.storage.inserts import insert_unless_there
from data.storage.tables.films import films

SMALLEST_ID = 10**9
"""Ids have ten digits or more, so that typed text such as `300` or `1917` is a title and never an id."""


def title_key(title: str) -> str:
    """Two titles are the same film's when only case, spacing, the width of letters and what nobody sees differ."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", title)).casefold().split())


def title_keys(title: str) -> tuple[str, ...]:
    """The key of a title, and the one under which earlier versions kept it where that differs."""
    return tuple(dict.fromkeys((title_key(title), " ".join(title.casefold().split()))))


def proposed_id(key: str, year: int, attempt: int = 0) -> int:
    """A 63-bit id made of title and year, so that two installations agree on it."""
    digest = blake2b(f"{key}\0{year}\0{attempt}".encode(), digest_size=8).digest()
    return SMALLEST_ID + int.from_bytes(digest) % (2**63 - SMALLEST_ID)


async def identify(connection: AsyncConnection, film: Film) -> int:
    """The film's id, given to it now if it is new. Call it inside a writing transaction.

    Two transactions that meet a new film at once get the same id.
    """
    key, year = title_key(film.title), film.year or 0
    known = select(films.c.id).where(films.c.title_key.in_(title_keys(film.title)), films.c.year == year)
    known = known.order_by(films.c.title_key != key)  # where both are there, the film of today's key
    if found := await connection.scalar(known):
        return int(found)
    while True:
        film_id = await _free_id(connection, key, year)
        await insert_unless_there(connection, films, id=film_id, title_key=key, year=year)
        if found := await connection.scalar(known):
            return int(found)


async def _free_id(connection: AsyncConnection, key: str, year: int) -> int:
    attempt = 0
    while await connection.scalar(select(films.c.id).where(films.c.id == proposed_id(key, year, attempt))):
        attempt += 1  # taken by a film that was renamed since
    return proposed_id(key, year, attempt)
