"""What a tally says: shares, the members' verdict, whether a film divides, and who comes first. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.models import Tally, Tier

VOTES_FOR_SHARES = 5
"""Below this many votes a percentage, or the word "divisive", would say more than it knows."""

EVEN_SPREAD = 2 / 3
"""The polarisation of a film on which the three tiers have equally many votes."""

_Z_95 = 1.959964
"""Quantile of the normal distribution for a two-sided interval of 95 %."""


@dataclass(frozen=True)
class MembersVerdict:
    """How members judge a film, as one line tells it: "Positive, 71 %, 34 votes"."""

    tier: Tier
    votes: int
    share: int | None
    """Percentage of votes for `tier`; None below `VOTES_FOR_SHARES` votes, and in a tie, whose tier got them not."""
    divisive: bool


class Order(StrEnum):
    """The orders of `/top`."""

    BEST = "best"
    WORST = "worst"
    MOST_DIVISIVE = "most divisive"
    MOST_VOTED = "most voted"


@dataclass(frozen=True)
class RankedFilm:
    """A film's place in an order. `score` is what it was ranked by: a lower bound, or the number of votes."""

    film_id: int
    tally: Tally
    score: float


def shares(tally: Tally) -> dict[Tier, int] | None:
    """Percentages that add up to 100, by largest remainder; None below `VOTES_FOR_SHARES` votes."""
    if tally.total < VOTES_FOR_SHARES:
        return None
    floors = {tier: 100 * tally.count(tier) // tally.total for tier in Tier}
    by_remainder = sorted(Tier, key=lambda tier: -(100 * tally.count(tier) % tally.total))
    for tier in by_remainder[: 100 - sum(floors.values())]:
        floors[tier] += 1
    return floors


def polarisation(tally: Tally) -> float:
    """The spread of votes, 0 (all agree) to 1 (half praise it, half pan it); 0 without votes.

    The variance of votes written as +1, 0 and -1, which is also its share of the greatest variance that votes
    between -1 and +1 can have.
    """
    if not tally.total:
        return 0.0
    positive, negative = tally.positive / tally.total, tally.negative / tally.total
    return (positive + negative) - (positive - negative) ** 2


def is_divisive(tally: Tally) -> bool:
    """Whether the votes lie further apart than if every tier had as many: two camps, and little between them."""
    return tally.total >= VOTES_FOR_SHARES and polarisation(tally) > EVEN_SPREAD + 1e-9


def leaders(tally: Tally) -> tuple[Tier, ...]:
    """The tier with the most votes; several in a tie, none without votes."""
    most = max(tally.count(tier) for tier in Tier)
    return tuple(tier for tier in Tier if most and tally.count(tier) == most)


def members_verdict(tally: Tally) -> MembersVerdict | None:
    """The tier with the most votes, and Mixed in a tie, since that is what a tie says; None without votes."""
    first = leaders(tally)
    if not first:
        return None
    tier = first[0] if len(first) == 1 else Tier.MIXED
    tells = len(first) == 1 and tally.total >= VOTES_FOR_SHARES
    share = round(100 * tally.count(tier) / tally.total) if tells else None
    return MembersVerdict(tier, tally.total, share, is_divisive(tally))


def wilson_lower_bound(successes: int, total: int) -> float:
    """The share, 0 to 1, that lies above chance: the lower end of Wilson's score interval at 95 %.

    Three votes of three rank below ninety of a hundred. After E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927).
    """
    if not total:
        return 0.0
    share = successes / total
    squared = _Z_95**2
    centre = share + squared / (2 * total)
    margin = _Z_95 * math.sqrt(share * (1 - share) / total + squared / (4 * total**2))
    return max(0.0, (centre - margin) / (1 + squared / total))


Counts = tuple[int, int, int]
"""Numbers of votes for Positive, Mixed and Negative: a tally as bare as thousands of them are ranked by."""

_SCORES: dict[Order, Callable[[int, int, int], float]] = {
    Order.BEST: lambda positive, _, total: wilson_lower_bound(positive, total),
    Order.WORST: lambda _, negative, total: wilson_lower_bound(negative, total),
    # The smaller camp: a film divides as far as praise and disapproval are both sure to be large.
    Order.MOST_DIVISIVE: lambda positive, negative, total: wilson_lower_bound(min(positive, negative), total),
    Order.MOST_VOTED: lambda _positive, _negative, total: float(total),
}


def fewest_votes(order: Order) -> int:
    """How many votes a film needs for a place in an order."""
    return 1 if order is Order.MOST_VOTED else VOTES_FOR_SHARES


def rank(counts: Mapping[int, Counts], order: Order, limit: int | None = None) -> list[RankedFilm]:
    """Films by id, first place first, at most `limit`; among equals the one with more votes, then the smaller id.

    Every order but the number of votes leaves out films below `VOTES_FOR_SHARES` votes, and films that have nothing of
    what is looked for: a film that nobody panned is not among the worst.
    """
    score, fewest = _SCORES[order], fewest_votes(order)
    places: list[tuple[float, int, int]] = []
    for film_id, (positive, mixed, negative) in counts.items():
        total = positive + mixed + negative
        if total >= fewest and (scored := score(positive, negative, total)) > 1e-9:
            places.append((-scored, -total, film_id))
    return [RankedFilm(film_id, _tally(counts[film_id]), -scored) for scored, _, film_id in sorted(places)[:limit]]


def _tally(counts: Counts) -> Tally:
    positive, mixed, negative = counts
    return Tally(positive=positive, mixed=mixed, negative=negative)
