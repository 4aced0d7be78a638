"""Tells a wish for some film from a title: `something scary` names a kind, a mood or an audience, and no film. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from data.titles.chatter import FILLER, read_kinds
from data.titles.normalize import fold

_KINDS = read_kinds(Path(__file__).with_name("wishes.txt"))
_THING, _MANY, _GENRE = _KINDS["thing"] | _KINDS["many"], _KINDS["many"], _KINDS["genre"]
_SORT, _AUDIENCE = _KINDS["sort"] | _GENRE, _KINDS["audience"]
_WORDS = _THING | _KINDS["asked"] | _SORT | _AUDIENCE | _KINDS["joint"] | FILLER
_WISHED = _THING | _KINDS["asked"] | ((_SORT | _AUDIENCE) - FILLER)
_FOR = frozenset(["for", "with", "about", "to", "that", "in", "from", "of", "like", "on", "without"])
_TELLS = frozenset(["with", "where", "about", "when", "that", "which", "in", "who", "whose", "set"])
"""Behind `the one` or `a movie` these begin to tell what happens."""
_OF_A_KIND = re.compile(
    rf"\b(?:a|an|any|some|another|good|great)(?: \w+)?? (?:movie|film|flick)s? (?:{'|'.join(sorted(_TELLS))})\b"
)
_CREDITED = frozenset(["starring", "directed"])
_ALIKE = frozenset(["like", "similar"])
_LONGEST = 20
"""Words; whoever writes more tells a story."""


def is_wish(text: str) -> bool:
    """Whether every word of a text is one of wishes, and one of them says what is wished for; a genre does so alone.

    Many titles are made of such words too: ask first whether the text is one.
    """
    words = [word for word in fold(text).split() if not word.isdecimal()]
    if len(words) == 1:
        return words[0] in _GENRE | _MANY
    return 0 < len(words) <= _LONGEST and all(word in _WORDS for word in words) and any(w in _WISHED for w in words)


def is_genre(text: str) -> bool:
    """Whether a text is nothing but the name of a genre."""
    return fold(text) in _GENRE


def is_of_many(text: str) -> bool:
    """Whether a text speaks of several films: `zombie movies`, `films with tom hanks`."""
    return not _MANY.isdisjoint(fold(text).split())


def without_things(text: str) -> str:
    """What is left of a text that speaks of films, as `lotr` of `all the lotr movies`."""
    return " ".join(word for word in fold(text).split() if word not in _THING | _CREDITED | FILLER)


def tells_what_happens(text: str) -> bool:
    """Whether a film is told by what is in it and not by its title: `the one with the shark`."""
    return any(word in _THING and then in _TELLS for word, then in pairwise(fold(text).split()))


def is_of_a_kind(text: str) -> bool:
    """Whether some film is told by what is in it, and it may be any: `a good movie about a robot`."""
    return _OF_A_KIND.search(fold(text)) is not None


def is_plain_wish(text: str) -> bool:
    """Whether a wish says so in so many words that no title in it is meant: in `films for kids` not `Kids`."""
    words = fold(text).split()
    named = [place for place, word in enumerate(words[:-2]) if word in _THING and words[place + 1] in _FOR]
    rest = words[named[0] + 2 :] if named else []
    return is_wish(text) and any(word in _SORT | _AUDIENCE for word in rest)


def asks_for_others(text: str) -> bool:
    """Whether other films are wished for than the one that is named: `movies like up`."""
    return bool(likened(text))


def likened(text: str) -> str:
    """That one, `up`; empty where none is named so."""
    words = ["", *fold(text).split()]
    for place, (word, then) in enumerate(pairwise(words), 2):
        if then in _ALIKE and (word in _THING or (not word and words[place : place + 1] == ["to"])):
            return " ".join(words[place:]).removeprefix("to ")
    return ""
