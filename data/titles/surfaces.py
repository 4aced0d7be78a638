"""The surface forms of a film: every text by which people may call it."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from data.titles.models import Film
from data.titles.nicknames import Names, names_of
from data.titles.normalize import fold, front_article, strip_article
from data.titles.numerals import digits

_PART = re.compile(r"\s*[:：–—]\s*|\s+[-/|~]\s+|\.\s+(?=[A-Z])")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?\s*")
_ARTICLES = ("the ", "an ", "a ")
INITIALS_FROM = 0.6
"""Least popularity at which a film gets initials: those of the unknown would only collide."""


class Kind(IntEnum):
    """Where a surface form comes from."""

    TITLE = 0
    ALTERNATIVE = 1
    HEAD = 2
    TAIL = 3
    INITIALS = 4
    NICKNAME = 5


class Surface(NamedTuple):
    """`text` is folded, without a leading English article; `article` tells whether it had one."""

    text: str
    kind: Kind
    article: bool
    source: int
    """Which of the film's titles it was made from: 0 the title, 1.. the alternatives."""


def titles_of(film: Film) -> list[str]:
    """The title and then the alternatives."""
    return [film.title or "", *(getattr(film, "alt", None) or ())]


def surfaces(film: Film, nicknames: Names) -> list[Surface]:
    """Every distinct surface form of a film, the title first; none if it has no title to fold."""
    found: dict[str, Surface] = {}
    titles = titles_of(film)
    whole = [fold(front_article(title)) or title.strip().casefold() for title in titles]  # `$` is a title of signs
    for source, folded in enumerate(whole):
        _spell(found, folded, Kind.ALTERNATIVE if source else Kind.TITLE, source)
    for name in names_of(list(found), getattr(film, "year", None) or 0, nicknames):
        _spell(found, name, Kind.NICKNAME, 0)
    popularity = getattr(film, "popularity", None)
    known = popularity is None or popularity >= INITIALS_FROM
    for source, title in enumerate(titles):
        parts = _parts(found, title, source)
        if known:
            _initials(found, whole[source], source)
            if parts:
                _initials(found, parts, source)
    found.pop("", None)
    return list(found.values())


def _spell(found: dict[str, Surface], folded: str, kind: Kind, source: int) -> None:
    bare = strip_article(folded) if folded.startswith(_ARTICLES) else folded
    if bare not in found:
        found[bare] = Surface(bare, kind, bare != folded, source)
    number = digits(bare)
    if number not in found:
        found[number] = Surface(number, kind, bare != folded, source)


def _parts(found: dict[str, Surface], title: str, source: int) -> str:
    """Adds the pieces of a title; gives the first one, folded, or nothing if it is of one piece."""
    if "(" in title or "[" in title:
        _spell(found, fold(_BRACKETS.sub(" ", title)), Kind.HEAD, source)
    parts = _PART.split(title)
    if len(parts) < 2:
        return ""
    head = fold(parts[0])
    _spell(found, head, Kind.HEAD, source)
    for start in range(1, len(parts)):
        _spell(found, fold(" ".join(parts[start:])), Kind.TAIL, source)
    return head


def _initials(found: dict[str, Surface], folded: str, source: int) -> None:
    words = folded.split(" ")
    if len(words) < 3:
        return
    letters = "".join([word if word.isdecimal() else word[0] for word in words])
    for text in (letters, letters[1:]) if folded.startswith(_ARTICLES) and len(words) > 3 else (letters,):
        if text not in found:
            found[text] = Surface(text, Kind.INITIALS, False, source)
