"""What is told of the known films that come with Marquee is so."""

import re
from collections import Counter

from data.films.known.base import FOLDER, files
from data.films.known.reading import COLUMNS

_TOLD = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
_ROWS = [
    (file.stem, dict(zip(COLUMNS, line.split("\t"), strict=True)))
    for file in files()
    for line in file.read_text(encoding="utf-8").splitlines()[1:]
]


def test_as_many_are_told_as_there_are() -> None:
    [decades] = re.findall(r"^By decade: (.*)\.$", _TOLD, re.MULTILINE)
    assert decades == ", ".join(f"{decade} {count}" for decade, count in Counter(file for file, _ in _ROWS).items())
    [confirmed] = re.findall(r"^Confirmed by: (.*)\.$", _TOLD, re.MULTILINE)
    assert sum(map(int, re.findall(r" (\d+)(?:,|$)", confirmed))) == len(_ROWS)
    assert f"| together | 8802 | {len(_ROWS)} | {8802 - len(_ROWS)} |" in _TOLD


def test_every_cell_that_is_filled_is_told() -> None:
    counts = {column: sum(bool(row[column]) for _, row in _ROWS) for column in COLUMNS}
    assert ", ".join(f"{column} {count}" for column, count in counts.items()) in _TOLD
    named = Counter[str]()
    for column, _, count in re.findall(r"^\| ([a-z]+) \| ([^|]+) \| (\d+) \|$", _TOLD, re.MULTILINE):
        named[column] += int(count)
    assert dict(named) == {column: counts[column] for column in named}


def test_a_film_stands_in_the_file_of_its_decade() -> None:
    assert [row["title"] for decade, row in _ROWS if f"{row['year'][:3]}0s" != decade] == []


def test_no_id_is_two_films() -> None:
    for database in COLUMNS[-4:]:
        ids = Counter(row[database] for _, row in _ROWS if row[database])
        assert [one for one, count in ids.items() if count > 1] == []
