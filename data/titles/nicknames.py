"""Curated names that no rule finds: nicknames, abbreviations and numbers in a series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from data.titles.normalize import fold, squash, strip_article
from data.titles.numerals import digits

Names = dict[str, list[tuple[int, str]]]
"""By squashed title: the year of the film meant, and a name it goes by."""

_LINKS = re.compile(r"^(?:and |the |in |of |a |beyond )+")


def read(text: str) -> Names:
    """Reads `nicknames.txt`, whose head tells the format."""
    found: Names = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        left, _, right = line.partition("=")
        names = [fold(name) for name in left.split("|")]
        titles = [_split(title) for title in right.split(";")]
        for number, (title, year) in enumerate(titles, 1):
            called = names if len(titles) == 1 else [*_numbered(names, number), *_rests(names, title)]
            found.setdefault(squash(title), []).extend((year, name) for name in called)
    return found


def names_of(texts: list[str], year: int, names: Names) -> Iterator[str]:
    """The curated names of a film that goes by these folded texts; a year of 0 fits none."""
    for text in texts:
        for made, name in names.get(squash(text), ()):
            if abs(made - year) <= 1:
                yield name


def _split(title: str) -> tuple[str, int]:
    name, _, year = title.strip().rpartition(" (")
    return digits(strip_article(fold(name))), int(year.rstrip(")"))


def _numbered(names: list[str], number: int) -> Iterator[str]:
    for name in names:
        if number == 1:
            yield name
        yield f"{name} {number}"
        yield f"{name} part {number}"


def _rests(names: list[str], title: str) -> Iterator[str]:
    """`hp goblet of fire` and `goblet of fire` from `harry potter and the goblet of fire`."""
    for long in names:
        if not title.startswith(f"{long} "):
            continue
        rest = title[len(long) + 1 :]
        bare = _LINKS.sub("", rest)
        if bare != rest:
            yield bare
        for name in names:
            if not long.startswith(name):
                yield from (f"{name} {rest}", f"{name} {bare}")


NICKNAMES = read(Path(__file__).with_name("nicknames.txt").read_text("utf-8"))
