"""What the words around a title say: letter for letter, editions, people, places in a series, and what is no title."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from data.titles import Outcome, TitleIndex
from tests.data.titles.films import FILMS


@dataclass(frozen=True)
class Other:
    id: str
    title: str
    year: int
    alt: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    popularity: float = 0.9


MORE = [
    Other("10", "10", 1979, directors=("Blake Edwards",), popularity=0.7),
    Other("$", "$", 1971, directors=("Richard Brooks",), popularity=0.6),
    Other("jj", "Josie and Jack", 2019, alt=("Siblings",)),
    Other("jj2", "The Siblings of Ruin", 2015),
    Other("lantern", "The Lantern", 1958, directors=("Ada Lovel",)),
    Other("lantern2", "The Lantern", 1999, directors=("Bo Ruud",)),
    Other("lantern3", "The Lantern", 2021, directors=("Cy Wren",)),
    Other("harbour", "Harbour", 2001, cast=("Ida Blom",)),
    Other("harbour2", "Harbour", 2011, cast=("Per Lind",)),
    Other("salt", "The Salt Clock", 2010),
    Other("salt2", "The Salt Clock: Ebb", 2012),
    Other("salt3", "The Salt Clock: Flood", 2015),
    Other("well", "The Third Well", 1961),
    Other("mill", "A Millhouse Film", 2025),
    Other("moon", "MOONBASE 9", 1971),
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex([*FILMS, *MORE])


@pytest.mark.parametrize(
    ("typed", "film"),
    [
        ("10", "10"),
        ("x", "X"),
        ("siblings", "jj"),
        ("$", "$"),
        ("the third well", "well"),
        ("third well", "well"),
        ("lantern original", "lantern"),
        ("the original lantern", "lantern"),
        ("the lantern (the remake)", "lantern3"),
        ("the lantern by somebody new one", "lantern3"),
        ("harbour blom", "harbour"),
        ("per lind harbour", "harbour2"),
        ("lantern bo ruud", "lantern2"),
        ("the second salt clock", "salt2"),
        ("the 3rd salt clock", "salt3"),
        ("the 2nd rocky", "Rocky II"),
        ("the last rocky", "Rocky IV"),
        ("the latest salt clock", "salt3"),
        ("harbour by a stranger", "harbour2"),
    ],
)
def test_the_film_that_is_told_comes_first(index: TitleIndex, typed: str, film: str) -> None:
    best = index.search(typed)[0]
    assert film in {best.film_id, best.title}


@pytest.mark.parametrize("typed", ["lantern original", "lantern remake", "harbour blom", "per lind harbour"])
def test_of_what_is_told_apart_one_is_sure(index: TitleIndex, typed: str) -> None:
    best, *others = index.search(typed)
    assert best.outcome is Outcome.SURE
    assert Outcome.SURE not in {other.outcome for other in others if other.title == best.title}


@pytest.mark.parametrize(
    "typed",
    [
        "thx",
        "ok thanks",
        "good films for kids",
        "something scary",
        "movies like up",
        "millhouse mods",
        "moonbase cheats",
        "the fourth salt clock",
    ],
)
def test_of_what_is_no_title_nothing_is_sure(index: TitleIndex, typed: str) -> None:
    assert Outcome.SURE not in {match.outcome for match in index.search(typed)}


def test_a_title_of_chatter_is_found_behind_chatter_and_never_surely(index: TitleIndex) -> None:
    best = index.search("what did u think of nope")[0]
    assert (best.title, best.outcome) == ("Nope", Outcome.UNSURE)


def test_what_is_typed_as_it_is_spelt_goes_before_what_is_more_popular(index: TitleIndex) -> None:
    first, second = index.search("10")[:2]
    assert (first.film_id, second.title) == ("10", "X")
    assert first.score >= second.score
    assert second.outcome is Outcome.UNSURE
