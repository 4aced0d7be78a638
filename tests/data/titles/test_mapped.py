"""An index made again from its arrays answers as the one that was built."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.titles import TitleIndex
from data.titles.lexicon import Lexicon
from data.titles.normalize import squash
from data.titles.texts import Arrays, Squashed, Texts, packed
from tests.data.titles.films import FILMS, Film, named

ANY_TEXT = st.text(st.characters(categories=None), max_size=80)
WORDS = st.text("abct he", max_size=12)


def arrays_of(index: TitleIndex) -> Arrays:
    return {name: array for part in index.arrays() for name, array in part.items()}


@pytest.fixture(scope="module")
def built() -> TitleIndex:
    return TitleIndex(FILMS)


@pytest.fixture(scope="module")
def mapped(built: TitleIndex) -> TitleIndex:
    """As from a file that can only be read."""
    arrays = {name: np.frombuffer(array.tobytes(), array.dtype) for name, array in arrays_of(built).items()}
    return TitleIndex.mapped(arrays)


def test_answers_as_the_one_that_was_built(built: TitleIndex, mapped: TitleIndex) -> None:
    assert len(mapped) == len(built)
    for film in FILMS:
        people = " ".join((*film.directors, *film.cast))
        for typed in (
            film.title,
            film.title[:4],
            film.title[1:],
            f"{film.title} {people}",
            f"{film.title} {film.year}",
        ):
            assert mapped.search(typed) == built.search(typed)
        said = f"yesterday we watched {film.title} and then {film.title.lower()}, which I liked"
        assert mapped.spot(said) == built.spot(said)


@settings(max_examples=100)
@given(text=ANY_TEXT)
def test_answers_any_text_as_the_one_that_was_built(built: TitleIndex, mapped: TitleIndex, text: str) -> None:
    assert mapped.search(text) == built.search(text)
    assert mapped.spot(text) == built.spot(text)


def test_its_films_have_their_ids_and_titles(built: TitleIndex, mapped: TitleIndex) -> None:
    films, others = mapped.stores.catalogue, built.stores.catalogue
    for film in FILMS:
        number = films.number_of[film.id]
        assert number == others.number_of[film.id]
        assert films.ids[number] == film.id
        assert films.titles[number] == others.titles[number]
    for unknown in (0, len(FILMS) + 1, "1"):
        assert unknown not in films.number_of
        with pytest.raises(KeyError):
            films.number_of[unknown]


def test_of_a_film_that_came_twice_the_later_is_there() -> None:
    twice = TitleIndex([*FILMS, Film(named("Tenet"), "Zardoz", 1974)])
    mapped = TitleIndex.mapped(arrays_of(twice))
    assert len(mapped) == len(twice) == len(FILMS)
    for typed in ("zardoz", "tenet"):
        assert mapped.search(typed) == twice.search(typed)


def test_an_empty_one_finds_nothing() -> None:
    empty = TitleIndex.mapped(arrays_of(TitleIndex()))
    assert len(empty) == 0
    assert empty.search("dune") == []
    assert empty.spot("I watched Dune") == []


def test_is_never_changed(mapped: TitleIndex) -> None:
    with pytest.raises(TypeError):
        mapped.add(FILMS[0])
    with pytest.raises(TypeError):
        mapped.remove(FILMS[0].id)


def test_one_that_was_changed_is_not_kept() -> None:
    changed = TitleIndex(FILMS)
    changed.remove(FILMS[0].id)
    with pytest.raises(ValueError, match="built anew"):
        changed.arrays()


@pytest.mark.parametrize(("film_id", "fault"), [("tt0087182", TypeError), (2**63, OverflowError)])
def test_films_without_a_number_are_not_kept(film_id: object, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        arrays_of(TitleIndex([SimpleNamespace(id=film_id, title="Dune")]))


@settings(max_examples=60)
@given(texts=st.lists(WORDS, min_size=1, max_size=40), prefix=WORDS.map(lambda text: text.replace(" ", "")))
def test_a_mapped_lexicon_finds_what_the_built_one_finds(texts: list[str], prefix: str) -> None:
    squashed = [text.replace(" ", "") for text in texts]
    lexicon = Lexicon()
    for row, text in enumerate(squashed):
        lexicon.load(text, row)
        if row % 2:
            lexicon.load("the" + text, row)
    for _ in lexicon.seal(np.zeros(len(texts), np.float32)):
        pass
    rows = Squashed(Texts(packed("texts", texts), "texts"))
    mapped = Lexicon.mapped(lexicon.arrays(squashed), rows)
    assert mapped.has(prefix) == lexicon.has(prefix)
    assert mapped.exact(prefix) == lexicon.exact(prefix)
    assert mapped.prefixed(prefix).tolist() == lexicon.prefixed(prefix).tolist()


@given(texts=st.lists(ANY_TEXT))
def test_packed_texts_are_the_same_again(texts: list[str]) -> None:
    again = Texts(packed("texts", texts), "texts")
    assert [again[place] for place in range(len(again))] == texts
    every = np.arange(len(texts), dtype=np.int32)
    assert again.at(every) == texts
    assert Squashed(again).at(every[::-1]) == [squash(text) for text in reversed(texts)]
