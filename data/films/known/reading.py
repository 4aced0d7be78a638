"""Known films in files of tab-separated columns: their names first, then a film a line, `; ` between several values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from data.film_keys import namesake_key, proposed_id, spelling, title_key
from data.films.known.arrays import Entry
from data.films.known.films import KnownFilm

COLUMNS = (
    "title",
    "year",
    "directors",
    "cast",
    "original_title",
    "other_titles",
    "genres",
    "languages",
    "countries",
    "minutes",
    "rating",
    "rank",
    "imdb",
    "tmdb",
    "wikidata",
    "letterboxd",
)
_IDS = COLUMNS[-4:]
_SEVERAL = "; "
_REMEMBERED = 1024
"""Films that were read lately, of any number of them."""


class UnreadableFilms(Exception):
    """A line that is no film; says which, and why."""


def entries(paths: Sequence[Path]) -> Iterator[Entry]:
    """The films of such files, as they are kept.

    The first film of a title and year has the id that a review of it has; the id of a namesake below it is made of its
    director too.

    Raises:
        UnreadableFilms: a line has other columns, or two lines are one film.
    """
    taken: set[int] = set()
    for name, number, line in _lines(paths):
        try:
            film = _film_of(line, taken)
        except (ValueError, KeyError) as error:
            raise UnreadableFilms(f"{name}, line {number}: {error}") from None
        if film.id in taken:
            raise UnreadableFilms(f"{name}, line {number}: {film.label} is there already, with the same director")
        taken.add(film.id)
        yield Entry(film, line, (*map(":".join, (film.ids or {}).items()), *map(title_entry, spellings(film))))


def _lines(paths: Iterable[Path]) -> Iterator[tuple[str, int, str]]:
    """Each film's line as it stands, with the file and the number of the line."""
    for path in paths:
        with path.open(encoding="utf-8", newline="\n") as file:
            if tuple(file.readline().rstrip("\r\n").split("\t")) != COLUMNS:
                raise UnreadableFilms(f"{path.name}: the first line has to name the columns {', '.join(COLUMNS)}")
            for number, line in enumerate(file, 2):
                yield path.name, number, line.rstrip("\r\n")


def spellings(film: KnownFilm) -> set[str]:
    """Its titles, without what does not count in them."""
    return set(map(spelling, (film.title, *film.alt)))


def title_entry(spelt: str) -> str:
    """The key of films of a title that is spelt so."""
    return f"title:{spelt}"


def _film_of(line: str, taken: Container[int]) -> KnownFilm:
    """The film of a line; `taken` are the ids that other films have."""
    cell = _cells(line)
    key, year = title_key(cell["title"]), int(cell["year"])
    film_id = proposed_id(key, year)
    if film_id in taken:
        film_id = proposed_id(namesake_key(key, _several(cell["directors"])), year)
    return film_of(line, film_id)


@lru_cache(_REMEMBERED)
def film_of(line: str, film_id: int) -> KnownFilm:
    """The film of a line, under the id that it was given.

    Raises:
        ValueError, KeyError: the line is no film's.
    """
    cell = _cells(line)
    return KnownFilm(
        film_id,
        cell["title"],
        int(cell["year"]),
        _several(cell["directors"]),
        _several(cell["cast"]),
        cell["original_title"],
        _several(cell["other_titles"]),
        _several(cell["genres"]),
        _several(cell["languages"]),
        _several(cell["countries"]),
        int(cell["minutes"]) if cell["minutes"] else None,
        cell["rating"],
        int(cell["rank"]),
        {database: cell[database] for database in _IDS if cell[database]},
    )


def _cells(line: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(COLUMNS)} columns are expected, not {len(cells)}")
    return dict(zip(COLUMNS, cells, strict=True))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_SEVERAL)) if cell else ()
