"""Titles in running text, and the same words when they are only words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from data.titles import TitleIndex
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
