"""Titles in running text, and the same words when they are only words."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise

import pytest

from data.titles import TitleIndex, spotting
from data.titles.spotting_weights import WEIGHTS, Weights
from tests.data.titles.films import FILMS, named


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(FILMS)


def spotted(index: TitleIndex, text: str) -> list[tuple[str, object]]:
    return [(text[span.start : span.end], span.film_id) for span in index.spot(text)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("watched nobody and the northman last night", ["Nobody", "The Northman"]),
        ("I finally saw Her. What a film", ["Her"]),
        ('"Up" made me cry', ["Up"]),
        ("*It* scared me", ["It"]),
        ("Up (2009) is the best", ["Up"]),
        (
            "The Lord of the Rings: The Two Towers beats Inception",
            ["The Lord of the Rings: The Two Towers", "Inception"],
        ),
        ("i rewatched everything everywhere all at once", ["Everything Everywhere All at Once"]),
        ("Have you seen Nobody?", ["Nobody"]),
        ("the movie us was great", ["Us"]),
        ("Spider-Man 2 or Batman Begins?", ["Spider-Man 2", "Batman Begins"]),
        ("we saw amelie in paris", ["Amélie"]),
        ("parasite > oldboy", ["Parasite", "Oldboy"]),
        ("It Chapter 2", ["It Chapter Two"]),
        ("I watched Blade Runner 2049 again", ["Blade Runner 2049"]),
        ("Blade Runner twenty forty nine", ["Blade Runner"]),
        ("Mad Max fury road tonight?", ["Mad Max: Fury Road"]),
        ("Dune part two, then Dune", ["Dune: Part Two", "Dune"]),
        ("The Dark Knight rises or The Dark Knight", ["The Dark Knight Rises", "The Dark Knight"]),
    ],
)
def test_spots_titles(index: TitleIndex, text: str, titles: list[str]) -> None:
    found = [span.title for span in index.spot(text)]
    assert found == titles


@pytest.mark.parametrize(
    "text",
    [
        "nobody knows what it is",
        "Nobody knows, it is up to us",
        "we looked up and saw her",
        "I told her about it",
        "let us go, i love it",
        "Up to you",
        "Her dog is cute",
        "it was love at first sight",
        "see you yesterday or tomorrow",
        "what speed does it have",
        "",
    ],
)
def test_leaves_words_alone(index: TitleIndex, text: str) -> None:
    assert spotted(index, text) == []


def test_a_year_behind_the_title_chooses_the_film(index: TitleIndex) -> None:
    assert spotted(index, "Dune (1984) is weird") == [("Dune", named("Dune", 1984))]
    assert spotted(index, "Dune is great") == [("Dune", named("Dune", 2021))]


def test_spans_do_not_overlap_and_come_in_order(index: TitleIndex) -> None:
    spans = index.spot("Batman, Batman Begins, The Dark Knight Rises, The Dark Knight and Dune: Part Two")
    assert [span.title for span in spans] == [
        "Batman",
        "Batman Begins",
        "The Dark Knight Rises",
        "The Dark Knight",
        "Dune: Part Two",
    ]
    assert all(one.end <= two.start for one, two in pairwise(spans))


RINGS = "The Lord of the Rings"


WITHOUT = [
    ("least", "we loved nobody", [], ["Nobody"]),
    ("most", "Inception", ["Inception"], []),
    ("year", "Dune (1984) is weird", ["Dune"], []),
    ("linked", "parasite, Little Women", ["Parasite", "Little Women"], ["Little Women"]),
    (
        "letter",
        "so across the spider-verse then",
        ["Spider-Man: Across the Spider-Verse"],
        ["Spider-Man: Into the Spider-Verse"],
    ),
    ("common_word", "I saw the thing", [], ["The Thing"]),
    ("known_word", "so the two towers then", [], [f"{RINGS}: The Two Towers"]),
    ("several", "i rewatched everything everywhere all at once", ["Everything Everywhere All at Once"], []),
    ("several_plain", "we should get out now", [], ["Get Out"]),
    ("several_more", "the return of the king", [f"{RINGS}: The Return of the King"], []),
    ("single", "watched nobody", ["Nobody"], []),
    ("single_plain", "Her dog is cute", [], ["Her"]),
    ("nickname", "lotr", [], [f"{RINGS}: The Fellowship of the Ring"]),
    ("number", "I read all 300 pages and saw 300", [], ["300"]),
    ("piece_single", "we saw mission", [], ["Mission: Impossible - Fallout"]),
    ("piece_tail", "we read vol 1 Friday", [], ["Kill Bill: Vol. 1"]),
    (
        "piece_head",
        "then from the world of john wick again",
        ["John Wick"],
        ["From the World of John Wick: Ballerina"],
    ),
    ("popularity_unknown", "Up to you", [], ["Up"]),
    ("several_popularity", "it was pulp fiction", ["Pulp Fiction"], []),
    ("several_unpopular", "so the two towers then", [], [f"{RINGS}: The Two Towers"]),
    ("single_popularity", "nobody movie", ["Nobody"], []),
    ("article", "We loved northman", [], ["The Northman"]),
    ("shouting", "I finally saw Her", ["Her"], []),
    ("no_case_rare", "northman", ["The Northman"], []),
    ("several_capital", "We liked Get Out", ["Get Out"], []),
    ("several_small", "I saw the thing", [], ["The Thing"]),
    ("single_small", "I read all 300 pages and saw 300", [], ["300"]),
    ("single_small_plain", "I saw aliens with her", [], ["Aliens"]),
    ("single_opening", "Tenenbaums and Inception", ["The Royal Tenenbaums", "Inception"], ["Inception"]),
    ("single_capital", "Then Nobody came", ["Nobody"], []),
    ("single_capital_plain", "I finally saw Her", ["Her"], []),
    ("name_goes_on", "Pearl Harbor was bombed", [], ["Pearl"]),
    ("quoted", '"Up" made me cry', ["Up"], []),
    ("noun", "the movie us was great", ["Us"], []),
    ("watching", "watched nobody", ["Nobody"], []),
    ("watching_everyday", "I finally saw Her", ["Her"], []),
    ("liking", "I like t2", ["Terminator 2: Judgment Day"], []),
    ("liking_everyday", 'I loved "her"', ["Her"], []),
    ("noun_after", "nobody movie", ["Nobody"], []),
    ("person", "up for the thing at 9? the carpenter one", ["The Thing"], []),
    ("time", "see you in 28 days", [], ["28 Days"]),
    ("speaking", "Then Nobody said it", [], ["Nobody"]),
]
"""A weight, a sentence, the titles it names, and those it would name if the weight were 0."""


@pytest.mark.parametrize(("weight", "text", "titles", "without"), WITHOUT)
def test_without_a_weight_a_sentence_reads_otherwise(
    index: TitleIndex, monkeypatch: pytest.MonkeyPatch, *, weight: str, text: str, titles: list[str], without: list[str]
) -> None:
    assert [span.title for span in index.spot(text)] == titles
    monkeypatch.setattr(spotting, "WEIGHTS", replace(WEIGHTS, **{weight: 0.0}))
    assert [span.title for span in index.spot(text)] == without


def test_watching_moves_the_score_of_a_quoted_word_of_chatter(
    index: TitleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = index.spot('watched "her" again')
    monkeypatch.setattr(spotting, "WEIGHTS", replace(WEIGHTS, watching_everyday_no_case=0.0))
    (less,) = index.spot('watched "her" again')
    assert told.score - less.score == pytest.approx(0.1)


def test_no_weight_stands_for_nothing() -> None:
    told = {weight for weight, *_ in WITHOUT} | {"watching_everyday_no_case"}
    assert told == {field.name for field in fields(Weights)}


def test_a_series_before_a_film_of_it_is_no_film(index: TitleIndex) -> None:
    for text in ("we watched Star Wars The Empire Strikes Back", "star wars: the empire strikes back"):
        assert [span.title for span in index.spot(text)] == ["The Empire Strikes Back"]
    assert len(index.spot("Star Wars, The Empire Strikes Back")) == 2
