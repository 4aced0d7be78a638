"""Films in plain files, `id|title|year|imdb|popularity` a line, for what keeps films and reads no file itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from data.films.known.arrays import Entry
from tests.data.titles.films import FILMS, Film


def write(path: Path, films: Sequence[Film] = FILMS) -> list[Path]:
    """The files, of which there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{film.id}|{film.title}|{film.year}|tt{film.id:07d}|{film.popularity}" for film in films]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [path]


def read(paths: Sequence[Path]) -> Iterator[Entry]:
    """The films of the files."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            number, title, year, imdb, popularity = line.split("|")
            yield Entry(Film(int(number), title, int(year), popularity=float(popularity)), line, (f"imdb:{imdb}",))
