"""The base of known films: immutable, one for all servers; found by titles and by other databases' ids."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path

from data.film_keys import are_others, ids_elsewhere, spelling
from data.films.known.arrays import MappedFilms, parts_of
from data.films.known.films import KnownFilm
from data.films.known.folder import Folder
from data.films.known.opening import is_small, opened
from data.films.known.reading import entries, film_of, spellings, title_entry
from data.models import Film
from data.titles import TitleIndex
from data.titles.texts import Arrays

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[2] / "starter" / "known_films"
_NAMESAKES = 64
"""Films of one title that are looked at; nobody could choose among more."""


class KnownFilms:
    """Films by id, by how they are named, by ids of other databases, and the title index over them."""

    def __init__(self) -> None:
        self._films: MappedFilms | None = None
        self.is_open = False
        """Whether it was said which films are known."""

    def use(self, films: MappedFilms | None) -> None:
        """Have these films from now on, or none yet."""
        self._films = films
        self.is_open = True

    def __len__(self) -> int:
        return len(self._films) if self._films else 0

    def __contains__(self, film_id: object) -> bool:
        return bool(self._films and isinstance(film_id, int) and self._films.number(film_id) is not None)

    @property
    def index(self) -> TitleIndex | None:
        """None where no film is known."""
        return self._films.index if self._films else None

    def get(self, film_id: int) -> KnownFilm | None:
        """The film of an id."""
        number = self._films.number(film_id) if self._films else None
        return None if number is None else self._at(number)

    def named(self, title: str, year: int | None = None) -> list[KnownFilm]:
        """The films of just that title or other title, however it is spelt, and of that year or any."""
        spelt = spelling(title)
        films = (film for film in self._with_key(title_entry(spelt), year) if spelt in spellings(film))
        return list(islice(films, _NAMESAKES))

    def with_id(self, database: str, value: str) -> KnownFilm | None:
        """The film that `imdb`, `tmdb`, `wikidata` or `letterboxd` knows by an id."""
        films = self._with_key(f"{database}:{value}")
        return next((film for film in films if (film.ids or {}).get(database) == value), None)

    def _with_key(self, key: str, year: int | None = None) -> Iterator[KnownFilm]:
        """The films of a key, and others by chance."""
        films = self._films
        for number in films.numbers(key) if films else ():
            if films and year in {None, films.year(number)}:
                yield self._at(number)

    def _at(self, number: int) -> KnownFilm:
        assert self._films
        return film_of(self._films.facts(number), self._films.film_id(number))

    def same_as(self, film: Film) -> KnownFilm | None:
        """The known film that a film is: by an id elsewhere, else by title, year and no other director.

        An id beside another title and another director was mistyped.
        """
        elsewhere = ids_elsewhere(film)
        for database, value in elsewhere.items():
            found = self.with_id(database, value)
            if found and (spelling(film.title) in spellings(found) or not are_others(film.directors, found.directors)):
                return found
        for named in self.named(film.title, film.year) if film.year else ():
            ids = named.ids or {}
            same_ids = all(ids.get(database, value) == value for database, value in elsewhere.items())
            if same_ids and not are_others(film.directors, named.directors):
                return named
        return None


_OURS = KnownFilms()


def load() -> KnownFilms:
    """The films that this process knows: those of `kept`, else those that come with Marquee, built now, in memory."""
    if not _OURS.is_open:
        arrays: Arrays = {}
        for part in parts_of(entries(files())):
            arrays |= part
        _OURS.use(MappedFilms(arrays))
    return _OURS


@asynccontextmanager
async def kept(folder: Folder, sources: Sequence[Path] | None = None) -> AsyncIterator[KnownFilms]:
    """The films of these files, or those that come with Marquee, mapped from a folder while the process runs.

    Where others lie there they are built first; where they are many, those that lie there are known meanwhile.

    Raises:
        UnreadableFilms: a file of few films has a line that is none.
    """
    _OURS.use(folder.current())
    sources = files() if sources is None else sources
    renewing = asyncio.create_task(_renew(folder, sources))
    try:
        if is_small(sources):
            await renewing
        yield _OURS
    finally:
        renewing.cancel()
        await asyncio.wait({renewing})


async def _renew(folder: Folder, sources: Sequence[Path]) -> None:
    try:
        _OURS.use(await opened(folder, sources, entries))
    except OSError as error:
        log.warning("known films cannot be read, and stay as they were: %s", error)


def files(folder: Path = FOLDER) -> list[Path]:
    """The files of known films, by decade."""
    return sorted(folder.glob("*.tsv"))
