"""Words that name a topic only where nothing else stands: abbreviations, emoji, "puppy", "any … in it?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from data.taxonomy.matching import Force, Match, matches
from data.taxonomy.spelling import nearest
from data.taxonomy.topics import Taxonomy, load

_JOINTS = re.compile(r" (?:and|or|nor|/) |[,;/] ?")
_WORD = re.compile(r"[^\s,:;()?!.]+")
_PICTURE = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff](?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff])*")
_MOST_WORDS = 3
"""What is named alone has no more."""

_MOST_PARTS = 6
"""More are a sentence, or a list whose entries stand alone."""

_DYING = frozenset({"dog", "cat", "horse", "animal-death", "child-death"})
"""What dies: a picture of a skull beside it tells no other death."""

_Meaning = tuple[str, str | None]
"""A topic, and the wider one that was named."""


def lone(words: str) -> list[Match]:
    """The topics that stand alone in an entry, in plain form, between words that ask or qualify."""
    found: list[Match] = []
    for first, last, named in _listed(words):
        pictures = [m.span() for m in _PICTURE.finditer(words, first, last)]
        for start, end in pictures:
            found += _named(words[start:end], start, end)
        if not pictures:
            found += _named(named, first, last)
    dies = any(match.topic in _DYING for match in found)
    return [match for match in found if not (dies and match.topic == "death" and is_picture(match, words))]


def is_picture(match: Match, words: str) -> bool:
    """Whether a topic is named by an emoji."""
    return _PICTURE.fullmatch(words[match.start : match.end]) is not None


def misspelt(words: str) -> list[Match]:
    """The topics whose names are misspelt in an entry."""
    found: list[Match] = []
    for first, last, named in _listed(words):
        if name := nearest(named):
            found += [replace(match, start=first, end=last) for match in (lone(name) or matches(name))]
    return found


def _listed(words: str) -> list[tuple[int, int, str]]:
    """The parts of an entry that is a list or a question; none of a sentence, where "killed" is not all."""
    parts = list(_parts(words))
    sentence = len(parts) > _MOST_PARTS or any(_PICTURE.sub("", named).split()[_MOST_WORDS:] for _, _, named in parts)
    return [] if sentence else parts


def _parts(words: str) -> Iterator[tuple[int, int, str]]:
    """What "and", "or" and commas separate: where it begins and ends, and what is named in it."""
    start = 0
    for joint in [*_JOINTS.finditer(words), None]:
        end = joint.start() if joint else len(words)
        if tokens := _stripped([m.span() for m in _WORD.finditer(words, start, end)], words):
            yield tokens[0][0], tokens[-1][1], " ".join(words[a:b] for a, b in tokens)
        start = joint.end() if joint else end


def _named(word: str, start: int, end: int) -> Iterator[Match]:
    for topic, wider in _meanings().get(word, ()):
        yield Match(topic, start, end, Force.SYNONYM, wider=wider)


def _stripped(tokens: list[tuple[int, int]], words: str) -> list[tuple[int, int]]:
    around = load().around
    before, after = around.get("before", ()), around.get("after", ())
    while len(tokens) > 1 and words[slice(*tokens[0])] in before:
        tokens = tokens[1:]
    while len(tokens) > 1 and words[slice(*tokens[-1])] in after:
        tokens = tokens[:-1]
    return tokens


@lru_cache(maxsize=1)
def _meanings() -> dict[str, list[_Meaning]]:
    return _collected(load())


def _collected(taxonomy: Taxonomy) -> dict[str, list[_Meaning]]:
    meanings: dict[str, list[_Meaning]] = {}
    for topic in taxonomy.topics:
        for word in topic.alone:
            meanings.setdefault(word, []).append((topic.id, None))
        for read_as, words in topic.reads_alone.items():
            for word in words:
                meanings.setdefault(word, []).append((read_as, topic.id))
    return meanings
