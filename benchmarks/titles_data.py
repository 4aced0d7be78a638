"""Reads the catalogue and the labelled queries, and inflates a catalogue to any size."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.titles.normalize import fold


@dataclass(frozen=True, slots=True)
class Film:
    """A film of the catalogue."""

    id: str
    title: str
    year: int | None
    alt: list[str]
    directors: list[str]
    cast: list[str]
    popularity: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """A query with the ids that count as right, none for a negative."""

    query: str
    expected: frozenset[str]
    category: str
    half: str


def films(folder: Path) -> list[Film]:
    """The films of `catalogue.jsonl.gz`, most popular first."""
    with gzip.open(folder / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_film(json.loads(line)) for line in lines]


def _film(fields: dict[str, Any]) -> Film:
    return Film(
        fields["id"],
        fields["title"],
        fields["year"],
        fields["alt"] or [],
        fields["directors"] or [],
        fields["cast"] or [],
        fields["popularity"] or 0.0,
    )


def queries(folder: Path, name: str = "queries_dev.jsonl") -> list[Labelled]:
    """The labelled queries of a file."""
    with (folder / name).open(encoding="utf-8") as lines:
        return [
            Labelled(q["query"], frozenset(q["expected"]), q["category"], q["half"]) for q in map(json.loads, lines)
        ]


def inflate(real: list[Film], size: int, seed: int = 20) -> Iterator[Film]:
    """The real films and then made-up ones, up to `size`.

    A made-up title has as many words as a real one drawn at random, each drawn from all words of all titles as often as
    it occurs; a year and a popularity are drawn likewise, the popularity halved: what a catalogue has beyond its first
    36,000 films is what hardly anybody asks for. Titles that a real film has are left out, people and alternatives too.
    """
    yield from real
    r = random.Random(seed)
    words = [word for film in real for word in film.title.split()]
    lengths = [len(film.title.split()) for film in real]
    taken = {fold(title) for film in real for title in (film.title, *film.alt)}
    count = len(real)
    while count < size:
        title = " ".join(r.choices(words, k=r.choice(lengths)))
        if fold(title) not in taken:
            yield Film(f"m{count}", title, r.choice(real).year, [], [], [], r.choice(real).popularity / 2)
            count += 1
