"""Known films in files of tab-separated columns: their names first, then a film a line, `; ` between several values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from data.film_keys import namesake_key, proposed_id, title_key
from data.films.known.films import KnownFilm

_COLUMNS = (
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
_IDS = _COLUMNS[-4:]
_SEVERAL = "; "


class UnreadableFilms(Exception):
    """A line that is no film; says which, and why."""


def lines_of(paths: Iterable[Path]) -> Iterator[tuple[str, int, str]]:
    """Each film's line as it stands, with the file and the number of the line."""
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
            raise UnreadableFilms(f"{path.name}: the first line has to name the columns {', '.join(_COLUMNS)}")
        for number, line in enumerate(lines[1:], 2):
            yield path.name, number, line


def read(lines: Iterable[tuple[str, int, str]]) -> list[KnownFilm]:
    """The films of such lines.

    The first film of a title and year has the id that a review of it has; the id of a namesake below it is made of its
    director too.

    Raises:
        UnreadableFilms: a line has other columns, or two lines are one film.
    """
    films: dict[int, KnownFilm] = {}
    for name, number, line in lines:
        try:
            film = film_of(line, films)
        except (ValueError, KeyError) as error:
            raise UnreadableFilms(f"{name}, line {number}: {error}") from None
        if film.id in films:
            raise UnreadableFilms(f"{name}, line {number}: {film.label} is there already, with the same director")
        films[film.id] = film
    return list(films.values())


def film_of(line: str, taken: Iterable[int] = ()) -> KnownFilm:
    """The film of one line; `taken` are the ids that other films have."""
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise ValueError(f"{len(_COLUMNS)} columns are expected, not {len(cells)}")
    cell = dict(zip(_COLUMNS, cells, strict=True))
    key, year, directors = title_key(cell["title"]), int(cell["year"]), _several(cell["directors"])
    film_id = proposed_id(key, year)
    if film_id in taken:
        film_id = proposed_id(namesake_key(key, directors), year)
    return KnownFilm(
        film_id,
        cell["title"],
        year,
        directors,
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


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_SEVERAL)) if cell else ()
