import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.taxonomy import load
from data.warnings.search import search


@pytest.mark.parametrize(
    ("typed", "first"),
    [("a dog", "dog"), ("Gun", "guns"), ("strobe", "flashing"), ("does the cat die?", "cat"), ("emetophobia", "vomit")],
)
def test_the_topic_that_is_meant_comes_first(typed: str, first: str) -> None:
    assert search(typed)[0].id == first


def test_half_a_word_is_enough() -> None:
    assert "overdose" in {topic.id for topic in search("overd")}


def test_nothing_typed_gives_as_many_as_a_select_holds() -> None:
    assert search("") == list(load().topics)[:25]


def test_nonsense_finds_nothing() -> None:
    assert search("xyzzy") == []


@given(st.text(max_size=40), st.integers(0, 25))
def test_never_more_than_asked_for_and_none_twice(typed: str, limit: int) -> None:
    found = [topic.id for topic in search(typed, limit)]
    assert len(found) == len(set(found)) <= limit
