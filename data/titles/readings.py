"""What a query says besides a title, by rules: letter for letter a title, an edition, a person, a place in a series.

Each rule is a few lookups of whole texts; none goes through films. What a rule finds goes before what is only like.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from data.titles.catalogue import Catalogue
from data.titles.chatter import FILLER
from data.titles.models import Match, Outcome
from data.titles.normalize import fold, front_article, squash, strip_article
from data.titles.numerals import ORDINALS, digits
from data.titles.queries import Query
from data.titles.stores import Stores
from data.titles.surfaces import Kind
from data.titles.wishes import is_wish

Numbers = NDArray[np.int32]

_WHOLE, _BEGINNING = int(Kind.ALTERNATIVE), int(Kind.HEAD)
_NAMESAKES = 24
"""Of more films of one title only the most popular are meant."""
_FIRST_OF_ITS_NAME = frozenset({"original", "originals", "old", "older", "oldest", "first"})
_LAST_OF_ITS_NAME = frozenset({"remake", "remade", "reboot", "new", "newer", "newest", "recent", "latest"})
LATEST = frozenset({"last", "latest", "newest", "final"})
_LONGEST_SERIES = 30
_EDITIONS = _FIRST_OF_ITS_NAME | _LAST_OF_ITS_NAME
_AROUND_AN_EDITION = frozenset({"the", "one", "ones", "version", "film", "movie", "of", "a"})
JOINS = frozenset({"by", "from", "with", "starring", "directed", "the", "of", "film", "movie", "s"})
"""Words between a title and a person."""
_NOUNS = frozenset({"movie", "film", "review", "reviews"})
_MOST_WORDS = 12
_MOST_OF_A_NAME = 4
_TOLD_BY = 3
"""Letters of the shortest name that is told from chatter."""
_AS_KNOWN = 0.5
"""Namesakes less popular than that part of the most popular one are not meant by their edition."""
_BETTER_KNOWN = 0.15
"""By so much in popularity: one rank below the first."""
_SURELY = 0.95
"""The score of a film that a rule is sure of."""
_POSSIBLY = 0.2
"""The least score of a film that a rule finds."""
_IS_THE_TITLE = 85.0
"""A row so like the query is what was typed, whatever ordinals are in it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Films by number that a rule finds in a query, and whether it is sure of the first."""

    films: tuple[int, ...]
    sure: bool = False


def ordered(listed: list[Match], query: Query, best: str, stores: Stores) -> list[Match]:
    """The matches with what a rule finds before them. What the rule is sure of leaves the others unsure.

    `best` is the likeliest text: where it is all that was typed, as `first contact`, no word of it is read otherwise.
    """
    exact = literal(query, stores)
    said = Reading(exact) if exact else None if _is_all(query, best) else read(query, stores)
    if said is None and not (listed and listed[0].outcome is Outcome.SURE):
        said = _behind_chatter(query, best, stores)
    if said is None:
        return listed
    found = {match.film_id: match for match in listed}
    catalogue = stores.catalogue
    score = max(listed[0].score if listed else 0.0, _POSSIBLY)
    outcome = listed[0].outcome if listed else Outcome.UNSURE
    if exact and _names_a_better_known(query, exact, stores):
        outcome = Outcome.UNSURE
    if said.sure:
        score, outcome = max(score, _SURELY), Outcome.SURE
    first: list[Match] = []
    for film in _in_order(said, found, catalogue):
        film_id = catalogue.ids[film]
        known = found.pop(film_id, None)
        match = known or Match(film_id, 0.0, catalogue.title(film), Outcome.UNSURE)
        if not first:
            first.append(replace(match, score=score, outcome=outcome))
        else:
            first.append(replace(match, outcome=Outcome.UNSURE) if said.sure else match)
    return [*first, *(replace(match, outcome=Outcome.UNSURE) for match in found.values())]


def _names_a_better_known(query: Query, exact: Sequence[int], stores: Stores) -> bool:
    """Whether a much better known film is called the same, spaces apart: `castaway`, `lord of the rings`."""
    kinds, known = stores.catalogue.kind.values, stores.catalogue.popularity.values
    rows, films = _rows_of(squash(query.whole), int(Kind.NICKNAME), stores)
    others = films[kinds[rows] != int(Kind.INITIALS)]
    return bool(len(others)) and bool(known[others].max() - known[list(exact)].max() >= _BETTER_KNOWN)


def _in_order(said: Reading, found: Mapping[Hashable, Match], catalogue: Catalogue) -> list[int]:
    """As they were said to be, or those that were found in the order of their likelihood."""
    if said.sure:
        return list(said.films)
    place = {film_id: at for at, film_id in enumerate(found)}
    return sorted(said.films, key=lambda film: place.get(catalogue.ids[film], len(place)))


def literal(query: Query, stores: Stores) -> tuple[int, ...]:
    """The films of which a title or an alternative is letter for letter what was typed, case and accents apart."""
    typed = fold(front_article(query.raw)) or query.raw.strip().casefold()
    return _titled(typed, stores)


def bare(query: Query, stores: Stores) -> str:
    """`dune` for `the dune movie`, where that is a title and all of it is none; else empty."""
    words = strip_article(fold(query.raw)).split(" ")
    rest = " ".join(words[words[0] in _NOUNS : len(words) - (words[-1] in _NOUNS)])
    if len(rest) == len(" ".join(words)) or rest in FILLER or is_wish(query.raw) or literal(query, stores):
        return ""
    return rest if _titled(rest, stores) else ""


def read(query: Query, stores: Stores) -> Reading | None:
    """What the words around a title say; None where no rule applies, as where all that was typed is a title."""
    words = fold(front_article(query.raw)).split(" ")[:_MOST_WORDS]
    if len(words) < 2:
        return None
    return (
        _of_a_series(query, stores)
        or _of_an_edition(words, stores)
        or _of_a_person(words, stores)
        or _by_somebody(words, stores)
        or _in_talk(words, stores)
    )


def in_series(query: Query, best: str, stores: Stores) -> str:
    """`lotr 3` for `the 3rd lotr`; empty where no ordinal stands before a name, or the likeliest text has it."""
    number, name = _place_in_series(query)
    is_named = number > 0 and stores.lexicon.has(squash(digits(name))) and not _is_all(query, best)
    return f"{name} {number}" if is_named else ""


def _is_all(query: Query, best: str) -> bool:
    """Whether a text is like all that was typed, the words that rules read included."""
    said = {word for word in query.whole.split(" ") if word in _EDITIONS or word in ORDINALS}
    return said <= set(best.split(" ")) and fuzz.ratio(query.whole, best) >= _IS_THE_TITLE


def _place_in_series(query: Query) -> tuple[int, str]:
    """3 and `lotr` of `the 3rd lotr`, -1 of `the last lotr`; 0 and nothing where no ordinal was typed."""
    words = strip_article(fold(query.raw)).split(" ")
    number = -1 if words[0] in LATEST else ORDINALS.get(words[0], 0)
    rest = " ".join(word for word in words[1:] if word not in _AROUND_AN_EDITION)
    return (number, strip_article(rest)) if number and rest else (0, "")


def _titled(folded: str, stores: Stores, names: Sequence[str] = ()) -> tuple[int, ...]:
    """The films of just that title or alternative on which those of these names worked; those with the article that
    was typed, if there are any, and of very many the most popular.
    """
    catalogue = stores.catalogue
    rows, films = _rows_of(squash(strip_article(folded)), _WHOLE, stores)
    if names and len(films):
        kept = worked_on(names, films, stores)
        rows, films = rows[kept], films[kept]
    if len(rows) > _NAMESAKES:
        popular = np.argsort(-catalogue.popularity.values[films], kind="stable")[:_NAMESAKES]
        rows, films = rows[popular], films[popular]
    found: dict[int, str] = {}
    for film, source in zip(films.tolist(), catalogue.source.values[rows].tolist(), strict=True):
        title = catalogue.title(film, source)
        found.setdefault(film, fold(front_article(title)) or title.strip().casefold())
    same = tuple(film for film, title in found.items() if title == folded)
    return same or tuple(film for film, title in found.items() if strip_article(title) == strip_article(folded))


def _rows_of(squashed: str, most: int, stores: Stores) -> tuple[Numbers, Numbers]:
    """The rows of a text, up to this kind of form, and the film of each."""
    catalogue = stores.catalogue
    rows = np.array(stores.lexicon.exact(squashed), np.int32)
    if not len(rows):
        return rows, rows
    films = catalogue.film.values[rows]
    kept = (catalogue.kind.values[rows] <= most) & catalogue.alive.values[films]
    return rows[kept], films[kept]


def _of_an_edition(words: list[str], stores: Stores) -> Reading | None:
    """`suspiria original`, `the new it`: of several films of that name the first or the last."""
    said = [word for word in words if word in _EDITIONS]
    if len(said) != 1 or not (
        words[-1] in _EDITIONS | _AROUND_AN_EDITION or words[0] in _EDITIONS | _AROUND_AN_EDITION
    ):
        return None
    for rest in _without_edition(words):
        films = _well_known(_titled(" ".join(rest), stores), stores.catalogue)
        years = {film: int(stores.catalogue.year.values[film]) for film in films}
        if len(set(years.values())) > 1:
            wanted = min if said[0] in _FIRST_OF_ITS_NAME else max
            first = wanted(films, key=lambda film: years[film] or 9999)
            return Reading((first, *(film for film in films if film != first)), sure=True)
    return None


def _of_a_series(query: Query, stores: Stores) -> Reading | None:
    """`the second hunger games`: of the films that begin with that name, in the order they came out; never surely."""
    number, name = _place_in_series(query)
    if not name:
        return None
    every = {int(film) for film in _rows_of(squash(digits(name)), _BEGINNING, stores)[1]}
    if number < 0:  # a name alone is not what all of a series begin with
        every |= {int(film) for place in range(2, _LONGEST_SERIES) for film in _called(f"{name} {place}", stores)}
    films = sorted(_well_known(every, stores.catalogue), key=lambda film: int(stores.catalogue.year.values[film]))
    if not films or number > len(films) or (number < 0 and len(films) == 1):
        return None
    return Reading((films[number - 1 if number > 0 else -1],))


def _called(name: str, stores: Stores) -> Numbers:
    """The films of a name, by whatever form."""
    return _rows_of(squash(digits(name)), int(Kind.NICKNAME), stores)[1]


def _without_edition(words: list[str]) -> list[list[str]]:
    """What is left of the words without the edition at either end and what stands around it; a person behind it too."""
    place = next(at for at, word in enumerate(words) if word in _EDITIONS)
    before, after = list(words[:place]), list(words[place + 1 :])
    while before and before[-1] in _AROUND_AN_EDITION:
        before.pop()
    while after and after[0] in _AROUND_AN_EDITION:
        after.pop(0)
    if before and after:
        return []
    rest = before or after
    told = [rest[: rest.index("by")]] if "by" in rest[1:] else []
    return [one for one in (rest, *told) if one]


def _of_a_person(words: list[str], stores: Stores) -> Reading | None:
    """`crash cronenberg`: a title, and nothing else but who worked on it."""
    for size in range(len(words) - 1, max(0, len(words) - 1 - _MOST_OF_A_NAME), -1):
        for title, rest in ((words[:size], words[size:]), (words[len(words) - size :], words[: len(words) - size])):
            names = [word for word in rest if word not in JOINS]
            if not names or any(len(word) < 3 for word in names):
                continue
            if films := _titled(" ".join(title), stores, names):
                return Reading(films, sure=len(films) == 1)
    return None


def _by_somebody(words: list[str], stores: Stores) -> Reading | None:
    """`it by stephen king`, of whom no list of people tells: the films of that title."""
    if "by" not in words[1:-1]:
        return None
    films = _well_known(_titled(" ".join(words[: words.index("by", 1)]), stores), stores.catalogue)
    return Reading(films) if films else None


def worked_on(names: Sequence[str], films: Numbers, stores: Stores) -> NDArray[np.bool_]:
    """On which of the films all of these names worked."""
    kept = np.ones(len(films), np.bool_)
    for name in names:
        found = stores.people.among(name, films)
        kept &= False if found is None else found
    return kept


def _in_talk(words: list[str], stores: Stores) -> Reading | None:
    """`what did u think of nope`: a title that is a word of chatter itself, behind nothing but chatter."""
    if len(words) < 3 or words[-1] not in FILLER or words[-2] not in {"of", "about", "watch", "watched", "seen", "saw"}:
        return None
    if not all(word in FILLER or len(word) == 1 for word in words[:-1]):
        return None
    films = _well_known(_titled(words[-1], stores), stores.catalogue)
    return Reading(films) if films else None


def _behind_chatter(query: Query, best: str, stores: Stores) -> Reading | None:
    """`what about lotr`: behind chatter just what a film is called, where the likeliest text was not said whole."""
    is_said = set(best.split(" ")) <= set(query.whole.split(" "))
    if is_said or not query.dropped or len(query.core) < _TOLD_BY or query.core in FILLER:
        return None
    known = _well_known(set(_called(query.core, stores).tolist()), stores.catalogue)
    return Reading(known) if known else None


def _well_known(films: Collection[int], catalogue: Catalogue) -> tuple[int, ...]:
    """Those films that are nearly as popular as the most popular of them, which comes first."""
    popularity = dict(zip(films, catalogue.popularity.values[np.array([*films], np.int32)].tolist(), strict=True))
    least = _AS_KNOWN * max(popularity.values(), default=0.0)
    return tuple(sorted((film for film in films if popularity[film] >= least), key=lambda film: -popularity[film]))
