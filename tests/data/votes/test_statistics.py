import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Tally, Tier
from data.votes.statistics import (
    EVEN_SPREAD,
    Order,
    is_divisive,
    leaders,
    members_verdict,
    polarisation,
    rank,
    shares,
    wilson_lower_bound,
)

counts = st.integers(0, 10_000)
tallies = st.builds(Tally, positive=counts, mixed=counts, negative=counts)


def tally(positive: int, mixed: int, negative: int) -> Tally:
    return Tally(positive=positive, mixed=mixed, negative=negative)


@given(tallies)
def test_shares_add_up_to_a_hundred_and_are_off_by_less_than_one(votes: Tally) -> None:
    percentages = shares(votes)
    if votes.total < 5:
        assert percentages is None
    else:
        assert percentages is not None
        assert sum(percentages.values()) == 100
        assert all(abs(percentages[tier] - 100 * votes.count(tier) / votes.total) < 1 for tier in Tier)


@pytest.mark.parametrize(
    ("votes", "percentages"),
    [
        ((2, 1, 1), None),
        ((2, 1, 2), [40, 20, 40]),  # five votes are enough
        ((6, 1, 1), [75, 13, 12]),  # what is missing goes to the largest remainder, not to the largest share
    ],
)
def test_shares_of_a_few_votes(votes: tuple[int, int, int], percentages: list[int] | None) -> None:
    counted = shares(tally(*votes))
    assert (counted and [counted[tier] for tier in (Tier.POSITIVE, Tier.MIXED, Tier.NEGATIVE)]) == percentages


def test_one_vote_is_enough_where_votes_are_counted() -> None:
    assert [film.film_id for film in rank({7: (0, 1, 0)}, Order.MOST_VOTED)] == [7]
    assert rank({7: (4, 0, 0)}, Order.BEST) == []


@given(tallies)
def test_polarisation_is_the_variance_of_plus_one_zero_and_minus_one(votes: Tally) -> None:
    if not votes.total:
        assert polarisation(votes) == 0
        return
    values = {1: votes.positive, 0: votes.mixed, -1: votes.negative}
    mean = sum(value * count for value, count in values.items()) / votes.total
    variance = sum(count * (value - mean) ** 2 for value, count in values.items()) / votes.total
    assert polarisation(votes) == pytest.approx(variance, abs=1e-9)
    assert 0 <= polarisation(votes) <= 1


@pytest.mark.parametrize(
    ("votes", "divisive"),
    [
        ((5, 0, 5), True),
        ((3, 0, 2), True),
        ((4, 0, 1), False),
        ((75, 0, 25), True),
        ((80, 0, 20), False),
        ((10, 10, 10), False),  # evenly spread is the line that must be crossed
        ((11, 8, 11), True),
        ((0, 10, 0), False),
        ((2, 0, 2), False),  # too few
        ((0, 0, 0), False),
    ],
)
def test_divisive_is_further_apart_than_evenly_spread(votes: tuple[int, int, int], divisive: bool) -> None:
    assert is_divisive(tally(*votes)) is divisive
    assert polarisation(tally(1, 1, 1)) == pytest.approx(EVEN_SPREAD)


@given(tallies)
def test_praise_and_disapproval_divide_alike(votes: Tally) -> None:
    assert is_divisive(votes) == is_divisive(tally(votes.negative, votes.mixed, votes.positive))


def test_the_members_verdict_is_the_tier_with_the_most_votes() -> None:
    verdict = members_verdict(tally(24, 7, 3))
    assert verdict
    assert (verdict.tier, verdict.share, verdict.votes, verdict.divisive) == (Tier.POSITIVE, 71, 34, False)
    few = members_verdict(tally(0, 1, 2))
    assert few
    assert (few.tier, few.share) == (Tier.NEGATIVE, None)
    tie = members_verdict(tally(6, 0, 6))
    assert tie
    assert (tie.tier, tie.share, tie.divisive) == (Tier.MIXED, None, True)
    assert members_verdict(Tally()) is None
    assert leaders(tally(2, 2, 1)) == (Tier.POSITIVE, Tier.MIXED)
    assert leaders(Tally()) == ()


def test_wilsons_bound_is_the_published_one() -> None:
    # Source: R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    assert wilson_lower_bound(81, 263) == pytest.approx(0.2553, abs=5e-5)
    assert wilson_lower_bound(15, 148) == pytest.approx(0.0624, abs=5e-5)
    assert wilson_lower_bound(0, 20) == 0
    assert wilson_lower_bound(0, 0) == 0


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_wilsons_bound_lies_below_the_share_and_nears_it(successes: int, failures: int) -> None:
    total = successes + failures
    bound = wilson_lower_bound(successes, total)
    assert 0 <= bound <= (successes / total if total else 0) + 1e-12
    assert wilson_lower_bound(10 * successes, 10 * total) >= bound - 1e-12


def test_a_few_votes_of_one_mind_rank_below_many_of_nearly_one() -> None:
    films = {1: (5, 0, 0), 2: (90, 5, 5), 3: (4, 0, 0), 4: (0, 2, 30), 5: (40, 0, 40)}
    assert [film.film_id for film in rank(films, Order.BEST)] == [2, 1, 5]
    assert [film.film_id for film in rank(films, Order.WORST)] == [4, 5, 2]
    assert [film.film_id for film in rank(films, Order.MOST_DIVISIVE)] == [5, 2]
    assert [film.film_id for film in rank(films, Order.MOST_VOTED)] == [2, 5, 4, 1, 3]


def test_equals_are_ranked_the_same_every_time() -> None:
    films = {3: (6, 0, 0), 1: (6, 0, 0), 2: (6, 0, 0)}
    assert [film.film_id for film in rank(films, Order.BEST)] == [1, 2, 3]
    assert rank({}, Order.BEST) == []
