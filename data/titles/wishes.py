"""Tells a wish for some film from a title: `something scary` names a kind, a mood or an audience, and no film. Pure."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from data.titles.chatter import FILLER, read_kinds
from data.titles.normalize import fold

_KINDS = read_kinds(Path(__file__).with_name("wishes.txt"))
_WISHED = _KINDS["thing"] | _KINDS["asked"] | _KINDS["sort"] | _KINDS["audience"]
_WORDS = _WISHED | _KINDS["joint"] | FILLER
_FOR = frozenset(["for", "with", "about", "to", "that", "in", "from", "of", "like", "on", "without"])
_ALIKE = frozenset(["like", "similar"])
_LONGEST = 20
"""Words; whoever writes more tells a story."""


def is_wish(text: str) -> bool:
    """Whether every word of a text is one of wishes, and one of them says what is wished for.

    Many titles are made of such words too: ask first whether the text is one.
    """
    words = [word for word in fold(text).split() if not word.isdecimal()]
    return 2 <= len(words) <= _LONGEST and all(word in _WORDS for word in words) and any(w in _WISHED for w in words)


def is_plain_wish(text: str) -> bool:
    """Whether a wish says so in so many words that no title in it is meant: in `films for kids` not `Kids`."""
    words = fold(text).split()
    named = [place for place, word in enumerate(words[:-2]) if word in _KINDS["thing"] and words[place + 1] in _FOR]
    rest = words[named[0] + 2 :] if named else []
    return is_wish(text) and any(word in _KINDS["sort"] | _KINDS["audience"] for word in rest)


def asks_for_others(text: str) -> bool:
    """Whether other films are wished for than the one that is named: `movies like up`."""
    words = fold(text).split()
    return any(word in _KINDS["thing"] and then in _ALIKE for word, then in pairwise(words))
