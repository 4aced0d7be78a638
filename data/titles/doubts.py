"""Why the likeliest film is not surely what was meant: rules beside the learnt confidence, a kind of slip each."""

from __future__ import annotations

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from data.titles.chatter import FILLER, WEAK
from data.titles.english import COMMON
from data.titles.normalize import fold, squash
from data.titles.numerals import digits
from data.titles.queries import Query
from data.titles.readings import JOINS, LATEST, literal, worked_on
from data.titles.stores import Stores
from data.titles.wishes import asks_for_others, is_plain_wish, is_wish

_IS_LIKE = 50.0
_FEW_WORDS = 3
"""Of a longer query, or where so many words are the title's, one word that is not may be anything."""
_TELLING = 3
"""Shorter words are slips or chatter."""
_NEARLY = 82.0
"""A single word less like a title than that is another word."""
_NEARLY_LONG, _LONG = 77.0, 8
_REMADE = frozenset({"remake", "remade", "reboot"})
_MOST_WORDS = 5
"""Whoever writes more tells a story."""
_FIRST = "1"
"""The first of a series is mostly called without its number."""


def is_doubtful(query: Query, best: str, film: int, stores: Stores) -> bool:
    """Whether the film of the likeliest text may well not be what was typed."""
    return (
        is_no_title(query, best, stores)
        or leaves_over(query, best, film, stores)
        or is_another_number(query, best)
        or is_another_word(query, best)
        or is_another_edition(query, best)
        or is_a_person(query, best, film, stores)
    )


def is_no_title(query: Query, best: str, stores: Stores) -> bool:
    """Whether all that was typed is chatter, or asks for films of a kind: `thx`, `good films for kids`."""
    if is_plain_wish(query.raw) or asks_for_others(query.raw):
        return True
    typed = fold(query.raw)
    is_talk = set(typed.split(" ")) <= FILLER or is_wish(query.raw)
    return is_talk and f" {best} " not in f" {typed} " and not literal(query, stores)


def leaves_over(query: Query, best: str, film: int, stores: Stores) -> bool:
    """Whether both the query and the likeliest text have words that nothing of the other is like: `minecraft mods`."""
    typed, title = query.core.split(" "), best.split(" ")
    if len(typed) > _FEW_WORDS or not 0 < len(set(typed) & set(title)) < _FEW_WORDS:
        return False
    others = [word for word in title if word not in typed]
    lone = [word for word in typed if word not in title and word not in FILLER and len(word) >= _TELLING]
    left = [
        word for word in lone if not any(fuzz.ratio(word, one) >= _IS_LIKE or one.startswith(word) for one in others)
    ]
    return bool(others) and any(not _worked_on(word, film, stores) for word in left)


def is_another_number(query: Query, best: str) -> bool:
    """Whether a number was typed that the likeliest text lacks: `gladiator 2` is no `Gladiator`, 1971 no `1917`."""
    words, title = query.core.split(" "), digits(best)
    first, last, rest = words[0], words[-1], words[:-1]
    there = "".join(filter(str.isdecimal, title))
    if first.isdecimal() and title[0].isdecimal():
        return first not in there
    if not last.isdecimal() or last == _FIRST or last in there or not rest or rest[-1] in WEAK:
        return False  # behind `at` stands a time
    return fuzz.ratio("".join(rest), squash(title)) >= _NEARLY


def is_another_word(query: Query, best: str) -> bool:
    """Whether the one word that was typed is neither a slip nor the telling beginning of a title.

    `fortnite` is no `Footnote`; `friends`, a word of every day, need not be `Friends with Benefits`, nor `the
    odyssey` one in space.
    """
    word, title = query.core, digits(best)
    if " " in word:
        return False
    whole, words, said = squash(title), title.split(" "), query.whole.split(" ")
    if whole.startswith(word):
        return word != whole and word in COMMON and not query.dropped
    left = "".join(one for one in words if one not in said and one not in WEAK)
    if not left or word in words:
        return bool(left) and query.article and f"the {word}" not in title
    if len(set(word)) == 1 and word != whole:
        return True  # `aaaaaa`
    typed = (word, squash(query.plain))
    titles = (left, whole, squash(best), f"the{whole}")
    if any(_is_nearly(one, text) or OSA.distance(one, text) == 1 for one in typed for text in titles):
        return False
    return not _is_nearly(word, whole[: len(word)])


def is_another_edition(query: Query, best: str) -> bool:
    """Whether an edition was typed of which the likeliest text has nothing: `the last john wick`, `suspiria remake`."""
    words, title = query.whole.split(" "), squash(best)
    if len(words) > _MOST_WORDS:
        return False
    return words[0] in LATEST - set(best.split(" ")) or (words[-1] in _REMADE and words[-1] not in title)


def _is_nearly(word: str, text: str) -> bool:
    """Whether the two are mostly the same letters; long words as the ear has them may differ more."""
    return fuzz.ratio(word, text) >= (_NEARLY_LONG if len(word) >= _LONG else _NEARLY)


def is_a_person(query: Query, best: str, film: int, stores: Stores) -> bool:
    """Whether only somebody who worked on the film was named: `tom hanks` is no film."""
    words = [word for word in query.core.split(" ") if word not in JOINS]
    if len(words) < 2 or not set(words).isdisjoint(best.split(" ")):
        return False
    return all(_worked_on(word, film, stores) for word in words)


def _worked_on(name: str, film: int, stores: Stores) -> bool:
    return bool(worked_on([name], np.array([film], np.int32), stores)[0])
