"""The largest part of a room that limits allow."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from data.film_nights.parts import Limit, largest_part

PEOPLE = "abcdefg"
limits = st.builds(Limit, st.frozensets(st.sampled_from(PEOPLE), min_size=1), st.integers(0, 4))


@given(st.lists(limits, max_size=5))
def test_there_is_no_larger_part(some: list[Limit]) -> None:
    part = largest_part(PEOPLE, some)
    assert all(limit.kept_by(frozenset(part)) for limit in some)
    for larger in combinations(PEOPLE, len(part) + 1):
        assert not all(limit.kept_by(frozenset(larger)) for limit in some)


def test_who_comes_first_is_left_out_first() -> None:
    assert largest_part("abc", [Limit(frozenset("abc"), 2)]) == ["b", "c"]


def test_a_crowd_is_answered_too() -> None:
    crowd = [f"person {number}" for number in range(500)]
    some = [Limit(frozenset(crowd[start : start + 20]), 2) for start in range(0, 500, 10)]
    part = largest_part(crowd, some)
    assert all(limit.kept_by(frozenset(part)) for limit in some)
    assert len(part) >= 40
