"""What nothing is sure of, however near it comes: another number, another word, a person; and who else is called so."""

from __future__ import annotations

import pytest

from data.titles import Outcome, TitleIndex
from tests.data.titles.films import FILMS
from tests.data.titles.test_readings import MORE, Other

NEAR = [
    Other("footnote", "Footnote", 2011),
    Other("benefits", "Friends with Benefits", 2011),
    Other("house", "Animal House", 1978),
    Other("portrait", "Portrait of Jennie", 1948),
    Other("banks", "Saving Mr. Banks", 2013, cast=("Tom Hanks",)),
    Other("bakshi", "The Lord of the Rings", 1978, popularity=0.8),
    Other("castaway", "Castaway", 1986, popularity=0.59),
    Other("bob", "What About Bob?", 1991),
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex([*FILMS, *MORE, *NEAR])


@pytest.mark.parametrize(
    "typed",
    [
        "inception 2",
        "whiplash ii",
        "13 monkeys",
        "1971",
        "fortnite",
        "friends",
        "anime",
        "the odyssey",
        "porn",
        "tom hanks",
        "tom hanks movies",
        "lord of the rings",
        "castaway",
        "what about lotr",
        "the last rocky",
        "jaws remake",
        "aaaaaa",
    ],
)
def test_what_only_comes_near_is_asked(index: TitleIndex, typed: str) -> None:
    assert Outcome.SURE not in {match.outcome for match in index.search(typed)}


@pytest.mark.parametrize(
    "typed",
    [
        "inception 1",
        "rocky 2",
        "12 monkeys",
        "1917",
        "footnoot",
        "friends with benifits",
        "i'd like to watch the shining at 6 pm",
        "theshining",
        "opennheimmer",
        "the shining by kubrick",
        "cast away",
        "lord of the rings 1978",
    ],
)
def test_what_is_a_slip_or_says_more_is_not(index: TitleIndex, typed: str) -> None:
    assert index.search(typed)[0].outcome is Outcome.SURE


@pytest.mark.parametrize(("typed", "title"), [("what about lotr", "Ring"), ("how about tdk", "The Dark Knight")])
def test_a_name_behind_chatter_goes_before_a_title_of_chatter(index: TitleIndex, typed: str, title: str) -> None:
    assert index.search(typed)[0].title.endswith(title)
    assert index.search("what about bob")[0].film_id == "bob"


def test_those_of_one_name_are_all_offered(index: TitleIndex) -> None:
    assert {match.film_id for match in index.search("castaway", 2)} == {"castaway", FILMS_ID}


FILMS_ID = next(film.id for film in FILMS if film.title == "Cast Away")


def test_a_title_of_signs_is_told_from_its_year(index: TitleIndex) -> None:
    assert index.search("$ 1971")[0].film_id == "$"
    assert index.search("(1917)")[0].title == "1917"
    assert TitleIndex(FILMS).search("$ 1971") == []
