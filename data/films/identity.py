"""Which film is which: by what other databases call it, else by title, year and director; each with one id for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import NotFound, Reason
from data.film_keys import (
    are_others,
    id_keys,
    ids_elsewhere,
    name_key,
    name_keys,
    namesake_key,
    proposed_id,
    spelling,
    title_key,
    title_keys,
    title_of,
)
from data.films import known
from data.films.known import KnownFilm
from data.films.known.reading import spellings
from data.models import Film
from data.storage.inserts import insert_into, insert_unless_there
from data.storage.tables.drafts import drafts
from data.storage.tables.films import film_keys, films
from data.storage.tables.requests import film_requests
from data.storage.tables.reviews import reviews

_AND = "; "
_TRIES = 5
"""More than others can come in between, who insert the same film."""


async def identify(connection: AsyncConnection, film: Film) -> int:
    """The film's id, given to it now if it is new. Call it inside a writing transaction.

    Two transactions that meet a new film at once get the same id.
    """
    same = known.load().same_as(film)
    for _ in range(_TRIES):
        if found := await find(connection, film):
            break
        if same and not await _is_kept(connection, same.id):
            await _insert(connection, same.facts, same.id)
        else:
            await _insert(connection, film)
    else:
        raise RuntimeError("unfindable")  # no keys say so; at least nobody waits for it
    if same and same.id != found and await _become_known(connection, same):
        found = same.id
    await _note(connection, found, film)
    return found


async def find(connection: AsyncConnection, film: Film) -> int | None:
    """The id of a film that something is kept of; None for any other.

    What the known films say of an id, or a title, goes before what somebody typed beside it once.
    """
    elsewhere, named = id_keys(film), name_key(film.title, film.year)
    same = known.load().same_as(film)
    rows = await _with_keys(connection, film, same, [*elsewhere, named])
    for key in elsewhere:
        if found := next((row.id for row in rows if row.key == key and _may_be(row, key, film, same)), None):
            return int(found)
    directors = film.directors or (same.directors if same else ())
    kept = same.id if same else None
    alike = [row for row in rows if row.id == kept or not are_others(directors, row.directors.split(_AND))]
    if alike and elsewhere:
        others = await _known_otherwise(connection, film, [row.id for row in alike])
        alike = [row for row in alike if row.id not in others]
    key = title_key(film.title)
    alike.sort(key=lambda row: row.title_key != key)  # where several are spelt alike, the one of today's key
    return int(alike[0].id) if alike else None


async def keep(connection: AsyncConnection, film_id: int) -> None:
    """Have a row for a known film of which something is to be kept now: a vote, a request, an answer.

    Raises:
        NotFound: no film has that id.
    """
    if await _is_kept(connection, film_id):
        return
    if (film := known.load().get(film_id)) is None:
        raise NotFound(Reason.NO_FILM)
    if not await _become_known(connection, film):
        await _insert(connection, film.facts, film_id)
    await _note(connection, film_id, film.facts)


async def _is_kept(connection: AsyncConnection, film_id: int) -> bool:
    return await connection.scalar(select(films.c.id).where(films.c.id == film_id)) is not None


async def _become_known(connection: AsyncConnection, film: KnownFilm) -> bool:
    """Have what was asked for and begun of a film before it was known under the id that it has since.

    False where nothing was, or there is a review, which stays where it is.
    """
    before = await find(connection, film.facts)
    reviewed = select(reviews.c.id).where(reviews.c.film_id == before).limit(1)
    if before in {None, film.id} or await connection.scalar(reviewed):
        return False
    if await _insert(connection, film.facts, film.id) is None:
        return True  # another transaction does the same
    for table in (film_requests, drafts):
        await connection.execute(update(table).where(table.c.film_id == before).values(film_id=film.id))
    its_own = select(film_keys.c.key).where(film_keys.c.film_id == film.id).scalar_subquery()
    others = update(film_keys).where(film_keys.c.film_id == before, film_keys.c.key.not_in(its_own))
    await connection.execute(others.values(film_id=film.id))
    await connection.execute(delete(film_keys).where(film_keys.c.film_id == before))
    aside = films.c.title_key + f"\n{film.id}"  # so that nothing is found under it any more
    await connection.execute(update(films).where(films.c.id == before).values(title_key=aside))
    return True


def _may_be(row: Any, key: str, film: Film, same: KnownFilm | None) -> bool:
    """Whether a row that has an id elsewhere is the film, whatever it is called: else the id was mistyped there."""
    titles = {spelling(film.title)} | (spellings(same) if same else set())
    if (same and row.id == same.id) or spelling(title_of(row.title_key)) in titles:
        return True
    if same and key in id_keys(same.facts):
        return False
    return not are_others(film.directors or (same.directors if same else ()), row.directors.split(_AND))


async def _with_keys(connection: AsyncConnection, film: Film, same: KnownFilm | None, keys: list[str]) -> list[Any]:
    """Films that have one of these keys, or title and year as older versions kept them, or are the known film."""
    ways = [
        films.c.id.in_(select(film_keys.c.film_id).where(film_keys.c.key.in_(keys))),
        and_(films.c.title_key.in_(title_keys(film.title)), films.c.year == (film.year or 0)),
    ]
    if same:  # SQLite reads every film to find those whose id is null
        ways.append(films.c.id == same.id)
    query = (
        select(films.c.id, films.c.title_key, films.c.directors, film_keys.c.key)
        .outerjoin(film_keys, and_(film_keys.c.film_id == films.c.id, film_keys.c.key.in_(keys)))
        .where(or_(*ways))
    )
    return list((await connection.execute(query)).all())


async def _known_otherwise(connection: AsyncConnection, film: Film, film_ids: list[int]) -> set[int]:
    """Those of the films of which a database has another id than this film's."""
    rows = await connection.execute(select(film_keys).where(film_keys.c.film_id.in_(film_ids)))
    own = ids_elsewhere(film)
    found = [(row.film_id, *row.key.split(":", 1)) for row in rows]
    return {film_id for film_id, database, value in found if own.get(database, value) != value}


async def _insert(connection: AsyncConnection, film: Film, film_id: int | None = None) -> int | None:
    """Make the row of a film that was not found; its id, or None if another transaction made it just now."""
    key, year = await _free_key(connection, film, is_known=film_id is not None), film.year or 0
    film_id = film_id or await _free_id(connection, key, year)
    row = {"id": film_id, "title_key": key, "year": year, "directors": _AND.join(film.directors)}
    if not await insert_unless_there(connection, films, **row):
        return None
    await _note_keys(connection, film_id, film)
    return film_id


async def _free_key(connection: AsyncConnection, film: Film, *, is_known: bool) -> str:
    """Its title; with its director, or else an id of it, or with both, where other films of its year have that."""
    plain, year = title_key(film.title), film.year or 0
    keys = [plain, namesake_key(plain, film.directors or id_keys(film))]
    keys.append(namesake_key(namesake_key(plain, film.directors), id_keys(film)))
    here = select(films.c.title_key).where(films.c.title_key.in_(keys), films.c.year == year)
    taken = set(await connection.scalars(here))
    if not is_known and known.load().get(proposed_id(plain, year)):
        taken.add(plain)
    return next((key for key in keys if key not in taken), keys[-1])


async def _note(connection: AsyncConnection, film_id: int, film: Film) -> None:
    """Keep by what the film can be known again; what is there stays, so a film is found by its former title too."""
    await _note_keys(connection, film_id, film)
    if film.directors:
        unknown = (films.c.id == film_id, films.c.directors == "")
        await connection.execute(update(films).where(*unknown).values(directors=_AND.join(film.directors)))


async def _note_keys(connection: AsyncConnection, film_id: int, film: Film) -> None:
    rows = [{"key": key, "film_id": film_id} for key in (*id_keys(film), *name_keys(film))]
    await connection.execute(insert_into(connection.dialect, film_keys).values(rows).on_conflict_do_nothing())


async def _free_id(connection: AsyncConnection, key: str, year: int) -> int:
    attempt = 0
    while await connection.scalar(select(films.c.id).where(films.c.id == proposed_id(key, year, attempt))):
        attempt += 1  # taken by a film that was renamed since
    return proposed_id(key, year, attempt)
