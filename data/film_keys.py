"""By what a film is known again: the id made of its title and year, its titles, its ids elsewhere. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from data.models import UNSEEN, Film
from data.titles.normalize import fold, squash

SMALLEST_ID = 10**9
"""Ids have ten digits or more, so that typed text such as `300` or `1917` is a title and never an id."""
_SHORT = 2
"""Words of so many letters, as `de` and `J`, make nobody the same person."""


def title_key(title: str) -> str:
    """A title without what nobody sees in it: case, spacing, the width of letters. A film's id is made of it."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", title)).casefold().split())


def title_keys(title: str) -> tuple[str, ...]:
    """The key of a title, and the one under which earlier versions kept it where that differs."""
    return tuple(dict.fromkeys((title_key(title), " ".join(title.casefold().split()))))


def namesake_key(key: str, told_by: Iterable[str]) -> str:
    """The key of a film whose title and year another film has too: with its director, or else an id of it."""
    return "\n".join((key, *map(fold, sorted(told_by)[:1])))


def title_of(key: str) -> str:
    """The title of a key, without what tells it from namesakes."""
    return key.partition("\n")[0]


def proposed_id(key: str, year: int, attempt: int = 0) -> int:
    """A 63-bit id made of title and year, so that two installations agree on it."""
    digest = blake2b(f"{key}\0{year}\0{attempt}".encode(), digest_size=8).digest()
    return SMALLEST_ID + int.from_bytes(digest) % (2**63 - SMALLEST_ID)


def spelling(title: str) -> str:
    """What is left of a title when spelling, accents, signs and spaces do not count: `WALL·E` is `wall-e`."""
    return squash(fold(title)) or title_key(title)


def ids_elsewhere(film: Film) -> dict[str, str]:
    """What other databases call the film, by `imdb`, `tmdb` and `wikidata`."""
    ids = {"imdb": film.imdb_id, "tmdb": film.tmdb_id, "wikidata": film.wikidata_id}
    return {database: str(value) for database, value in ids.items() if value}


def id_keys(film: Film) -> list[str]:
    """`imdb:tt0073195` and the like."""
    return [f"{database}:{value}" for database, value in ids_elsewhere(film).items()]


def name_key(title: str, year: int | None) -> str:
    """`title:1975:jaws`; of a film without a year `title:0:jaws`."""
    return f"title:{year or 0}:{spelling(title)}"


def name_keys(film: Film) -> list[str]:
    """The keys of its title and its original title."""
    return list(dict.fromkeys(name_key(title, film.year) for title in (film.title, film.original_title) if title))


def are_others(directors: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two films' directors are known and have no word of a name in common."""
    some, more = _words(directors), _words(others)
    return bool(some and more) and not some & more


def _words(names: Iterable[str]) -> set[str]:
    return {word for word in fold(" ".join(names)).split() if len(word) > _SHORT}
