"""The base of known films: immutable, one for all servers; found by titles and by other databases' ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from data.film_keys import are_others, ids_elsewhere, spelling
from data.films.known.films import KnownFilm
from data.films.known.reading import lines_of, read
from data.models import Film
from data.titles import TitleIndex

FOLDER = Path(__file__).parents[2] / "starter" / "known_films"


class KnownFilms:
    """Films by id, by how they are named, by ids of other databases, and the title index over them."""

    def __init__(self, films: Sequence[KnownFilm] = ()) -> None:
        self.films = {film.id: film for film in films}
        self._named: dict[str, list[KnownFilm]] = {}
        self._by_id: dict[tuple[str, str], KnownFilm] = {}
        self._index: TitleIndex | None = None
        for film in films:
            for name in dict.fromkeys(map(spelling, (film.title, *film.alt))):
                self._named.setdefault(name, []).append(film)
            for database, value in (film.ids or {}).items():
                self._by_id[database, value] = film

    def __len__(self) -> int:
        return len(self.films)

    def get(self, film_id: int) -> KnownFilm | None:
        """The film of an id."""
        return self.films.get(film_id)

    def named(self, title: str, year: int | None = None) -> list[KnownFilm]:
        """The films of just that title or other title, however it is spelt, and of that year or any."""
        return [film for film in self._named.get(spelling(title), ()) if year in {None, film.year}]

    def with_id(self, database: str, value: str) -> KnownFilm | None:
        """The film that `imdb`, `tmdb`, `wikidata` or `letterboxd` knows by an id."""
        return self._by_id.get((database, value))

    def same_as(self, film: Film) -> KnownFilm | None:
        """The known film that a film is: by an id elsewhere, else by title, year and no other director."""
        elsewhere = ids_elsewhere(film)
        for database, value in elsewhere.items():
            if found := self.with_id(database, value):
                return found
        for found in self.named(film.title, film.year) if film.year else ():
            ids = found.ids or {}
            same_ids = all(ids.get(database, value) == value for database, value in elsewhere.items())
            if same_ids and not are_others(film.directors, found.directors):
                return found
        return None

    @property
    def index(self) -> TitleIndex | None:
        """None where no film is known, and before `build`."""
        return self._index

    def build(self) -> Iterator[None]:
        """Make the index, in steps of some milliseconds; nothing is found by its title before."""
        if self._index is None and self.films:
            for index in TitleIndex.build_in_chunks(self.films.values()):
                self._index = index  # None until the last
                yield


@cache
def load(folder: Path = FOLDER) -> KnownFilms:
    """The films that come with Marquee, read once a process: some hundredths of a second."""
    return KnownFilms(read(lines_of(files(folder))))


def files(folder: Path = FOLDER) -> Iterable[Path]:
    """The files of known films, by decade."""
    return sorted(folder.glob("*.tsv"))
