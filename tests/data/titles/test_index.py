"""The index as a thing that changes: films come and go, and bad input does not matter."""

from __future__ import annotations

import time
import tracemalloc
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.titles import TitleIndex
from tests.data.titles.films import FILMS, Film, named


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(iter(FILMS))


def test_counts_its_films(index: TitleIndex) -> None:
    assert len(index) == len(FILMS)


def test_an_empty_index_finds_nothing() -> None:
    empty = TitleIndex()
    assert empty.search("dune") == []
    assert empty.spot("I watched Dune") == []
    assert len(empty) == 0


def test_films_can_come_one_by_one() -> None:
    grown = TitleIndex()
    for film in FILMS:
        grown.add(film)
    assert len(grown) == len(FILMS)
    assert grown.search("the nortman")[0].film_id == named("The Northman")
    assert grown.search("incept")[0].film_id == named("Inception")
    assert grown.search("ballerina 2016")[0].film_id == named("Ballerina", 2016)


def test_an_added_film_is_found_and_a_removed_one_is_not() -> None:
    changing = TitleIndex(FILMS)
    changing.add(Film(9001, "Zardoz", 1974, popularity=0.8))
    assert changing.search("zardos")[0].film_id == 9001
    assert changing.search("zard")[0].film_id == 9001
    assert [span.film_id for span in changing.spot('we saw "Zardoz" again')] == [9001]
    assert changing.remove(9001)
    assert not changing.remove(9001)
    assert all(match.film_id != 9001 for match in changing.search("zardoz"))
    assert len(changing) == len(FILMS)


def test_adding_the_same_id_again_replaces_the_film() -> None:
    changing = TitleIndex(FILMS)
    changing.add(Film(1, "Renamed Entirely", 2006))
    assert len(changing) == len(FILMS)
    assert changing.search("renamed entirely")[0].film_id == 1
    assert all(match.film_id != 1 for match in changing.search("ballerina 2006"))


def test_attributes_may_be_missing() -> None:
    bare = TitleIndex(
        [
            SimpleNamespace(id="a", title="Solaris"),
            SimpleNamespace(id="b", title="Stalker", alt=None, year=None, cast=None),
        ]
    )
    assert bare.search("solaris")[0].film_id == "a"
    assert bare.search("stalkr")[0].film_id == "b"


def test_builds_in_chunks_to_the_same_index() -> None:
    *steps, last = TitleIndex.build_in_chunks(FILMS)
    assert steps
    assert all(step is None for step in steps)
    assert last is not None
    assert last.search("northman") == TitleIndex(FILMS).search("northman")


def test_limit_bounds_the_answer(index: TitleIndex) -> None:
    assert len(index.search("the", 3)) <= 3
    assert index.search("the", 0) == []


def test_of_very_many_films_of_one_name_the_most_popular_come_first() -> None:
    namesakes = [Film(year, "Homecoming", year, popularity=(year - 1900) / 200) for year in range(1900, 2000)]
    many = TitleIndex(namesakes)
    assert many.search("homecoming")[0].film_id == 1999
    assert {match.film_id for match in many.search("homecoming", 3)} == {1997, 1998, 1999}


def test_among_very_many_alike_the_right_one_is_found() -> None:
    alike = [Film(number, f"The Adventure of the {number} Swords", 2000) for number in range(1000, 1400)]
    crowd = TitleIndex(alike)
    assert crowd.search("the adventure of the 1234 swords")[0].film_id == 1234
    assert crowd.search("teh advenure of the 1234 sword")[0].film_id == 1234


ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, categories=None), max_size=300)


@settings(max_examples=150)
@given(text=ANY_TEXT)
def test_any_text_is_answered(index: TitleIndex, text: str) -> None:
    for match in index.search(text):
        assert 0 <= match.score <= 1
    for span in index.spot(text):
        assert 0 <= span.start < span.end <= len(text)


def test_a_small_index_takes_the_room_of_what_it_holds() -> None:
    """Thousands of servers have a few films of their own each."""
    kept = [TitleIndex(FILMS[:5])]  # what is made once for all
    tracemalloc.start()
    try:
        kept += [TitleIndex(FILMS[start : start + 5]) for start in range(20)]
        each = tracemalloc.get_traced_memory()[0] / 20
    finally:
        tracemalloc.stop()
    assert all(index.search("dune") is not None for index in kept)
    assert each < 25_000


def test_an_index_is_the_same_built_in_one_run_or_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = TitleIndex(FILMS)
    monkeypatch.setattr("data.titles.stores._RUN", 8)
    pieces = TitleIndex(FILMS)
    for film in FILMS:
        for typed in (film.title, film.title[:4], f"{film.title[1:]} with {' '.join(film.cast)}"):
            assert pieces.search(typed) == whole.search(typed)


@pytest.mark.timing
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00\x01\x02", "\ud800\udfff", "a" * 10_000, "the " * 2_500, "🎬" * 10_000, "\u0301" * 10_000,
        "(" * 10_000, "1 " * 5_000, "a." * 5_000, "\"'" * 5_000, "A b " * 2_500, "ﷺ" * 10_000,
    ],
)  # fmt: skip
def test_hostile_text_is_answered_in_time(index: TitleIndex, text: str) -> None:
    index.search(text)
    began = time.process_time()
    index.search(text)
    assert time.process_time() - began < 0.05
    began = time.process_time()
    index.spot(text)
    assert time.process_time() - began < 0.2
