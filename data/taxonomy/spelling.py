"""Names of topics that are misspelt: "vomitting", "jump scars". Only what names nothing as it stands is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import prod
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.taxonomy.topics import Taxonomy, Topic, load

FILE = Path(__file__).with_name("ordinary_words.txt")
"""Words that are near a name and mean something else, "boots" and "boobs": they are never taken for misspelt."""

_CHOICE = re.compile(r"\(([^()]*)\)(\?)?")
_OPTIONAL = re.compile(r"(\w)\?")
_LITERAL = re.compile(r"[a-z][a-z ]+\*?")
_ENDINGS = ("", "s", "e", "es", "ed", "ing", "y", "ion", "er", "ers", "ic", "ia", "ism")
_LONG = 8
"""A name of so many letters may have two that are wrong; a shorter one has one."""
_SHORTEST = 4
_MOST_WORDS = 3
_MOST_TEXTS = 500
"""A phrase with more texts than this describes, it does not name; most of a phrase's choices double them."""


def nearest(said: str) -> str | None:
    """The one name that is meant by a few misspelt words, in plain form; None where none is near, or another word is.

    In four letters only an exchanged pair is put right.
    """
    if len(said) < _SHORTEST or len(said.split()) > _MOST_WORDS or said in ordinary():
        return None
    most = 2 if len(said) >= _LONG else 1
    among = _likely().get(said[0], _likely()[""])
    near = process.extract(said, among, scorer=OSA.distance, score_cutoff=most, processor=None, limit=10)
    likely = [(name, distance) for name, distance, _ in near if distance and _alike(said, name)]
    return min(likely, key=lambda found: found[1])[0] if likely else None


def _alike(said: str, name: str) -> bool:
    """Word by word, since few mistake a first letter, and a name of two words is not meant by one of three."""
    if len(name) <= _SHORTEST:
        return sorted(said) == sorted(name)
    if said.replace(" ", "") == name.replace(" ", ""):
        return True
    pairs = list(zip(said.split(), name.split(), strict=False))
    return len(said.split()) == len(name.split()) and all(one[0] == other[0] for one, other in pairs)


@lru_cache(maxsize=1)
def _likely() -> dict[str, list[str]]:
    """The names that may be meant by words, by their first letter, which few mistake; "" holds the shortest alone."""
    letters = {"", *(name[0] for name in names())}
    return {one: [name for name in names() if name[0] == one or len(name) <= _SHORTEST] for one in letters}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """What topics are called, written out: labels, and synonyms without their choices and endings."""
    return tuple(sorted(set(_of_all(load()))))


def _of_all(taxonomy: Taxonomy) -> Iterator[str]:
    for topic in taxonomy.topics:
        for phrase in filter(lambda phrase: _texts(phrase) <= _MOST_TEXTS, _named(topic)):
            yield from filter(_may_be_meant, literals(phrase))


def _may_be_meant(name: str) -> bool:
    return len(name) >= _SHORTEST and name.count(" ") < _MOST_WORDS


def _texts(phrase: str) -> int:
    """About how many texts a phrase has, without writing them out."""
    choices = (len(found[1].split("|")) + bool(found[2]) for found in _CHOICE.finditer(phrase))
    return prod(choices) << len(_OPTIONAL.findall(phrase))


def _named(topic: Topic) -> Iterator[str]:
    yield from (*topic.synonyms, *topic.generic, *topic.alone)
    for phrases in (*topic.reads.values(), *topic.reads_alone.values()):
        yield from phrases


def literals(phrase: str) -> Iterator[str]:
    """A phrase's texts, one for each choice in it; none of a phrase that describes more than it writes out."""
    if choice := _CHOICE.search(phrase):
        for taken in [*choice[1].split("|"), *([""] if choice[2] else [])]:
            yield from literals(f"{phrase[: choice.start()]}{taken}{phrase[choice.end() :]}")
    elif optional := _OPTIONAL.search(phrase):
        for taken in (optional[1], ""):
            yield from literals(f"{phrase[: optional.start()]}{taken}{phrase[optional.end() :]}")
    elif _LITERAL.fullmatch(phrase):
        stem = " ".join(phrase.removesuffix("*").split())
        yield from (stem + ending for ending in (_ENDINGS if phrase.endswith("*") else ("",)))


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Words that mean something else than the name that they are near."""
    return frozenset(FILE.read_text(encoding="utf-8").split())
