"""What is a wish for some film, and what may be a title."""

import pytest

from data.films.seen import are_like
from data.titles.wishes import (
    asks_for_others,
    is_of_many,
    is_plain_wish,
    is_wish,
    likened,
    tells_what_happens,
    without_things,
)

WISHES = [
    "something scary",
    "good films for kids",
    "a sad Korean drama",
    "What should I watch tonight?",
    "best horror movies of the 80s",
    "christmas movie for the whole family",
    "movie with no violence",
    "top 10 movies",
    "new releases",
    "oscar winners",
    "surprise me",
    "romcom",
    "Horror",
]


@pytest.mark.parametrize("typed", WISHES)
def test_kinds_moods_and_audiences_are_wishes(typed: str) -> None:
    assert is_wish(typed)


@pytest.mark.parametrize(
    "typed", ["jaws", "scary", "something like jaws", "minecraft mods", "", "!!!", "2001", "film", "i love it"]
)
def test_a_word_of_its_own_or_a_single_one_is_none(typed: str) -> None:
    assert not is_wish(typed)


def test_a_title_made_of_such_words_is_known_again() -> None:
    assert is_wish("scary movies")
    assert are_like("scary movies", "Scary Movie (2000)")
    assert not are_like("good films for kids", "Kids (1995)")


@pytest.mark.parametrize("typed", ["good films for kids", "a movie for date night", "something with no violence"])
def test_what_is_wished_for_in_so_many_words_is_no_title(typed: str) -> None:
    assert is_plain_wish(typed)


@pytest.mark.parametrize("typed", ["lets watch scary movie tonight", "the movie about time", "love actually film"])
def test_a_title_among_such_words_may_be_meant(typed: str) -> None:
    assert not is_plain_wish(typed)


@pytest.mark.parametrize(
    ("typed", "others"),
    [("movies like up", True), ("anything similar to jaws", True), ("a film I like", False), ("jaws", False)],
)
def test_others_than_the_one_that_is_named(typed: str, *, others: bool) -> None:
    assert asks_for_others(typed) == others


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("movies like The Matrix", "the matrix"),
        ("similar to up", "up"),
        ("something similar to it", "it"),
        ("like up", ""),
    ],
)
def test_the_one_that_others_are_likened_to(typed: str, named: str) -> None:
    assert likened(typed) == named


def test_several_films_are_told_from_one() -> None:
    assert is_of_many("all the lotr movies")
    assert without_things("all the lotr movies") == "lotr"
    assert not is_of_many("the lotr movie")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("the one with the shark", True), ("A movie where everyone dies", True), ("the one i love", False)],
)
def test_a_film_is_told_by_what_happens(typed: str, *, told: bool) -> None:
    assert tells_what_happens(typed) == told
