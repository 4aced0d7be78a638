"""What a poll may be held with: its rules, how long it runs, and the limits. Pure."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from data import durations
from data.eligibility import MOST_DAYS, Gates
from data.errors import InvalidPoll, Reason
from data.models import Model

SHORTEST = dt.timedelta(minutes=5)
LONGEST = dt.timedelta(days=32)
_MOST_QUORUM = 1_000_000


class Results(StrEnum):
    """When the counts are shown."""

    LIVE = "live"
    HIDDEN = "hidden"
    """Not before the end, to nobody."""


class Names(StrEnum):
    """Whether moderators can learn who voted what."""

    NEVER = "never"
    AFTER = "after"
    """After the end, in the export; the poll says so on its face."""


class Rules(Model):
    """How a poll is held, from its opening to its end."""

    gates: Gates = Gates()
    quorum: int = 0
    """The least number of opinions (ballots other than UNSEEN) that makes the outcome a verdict."""
    results: Results = Results.HIDDEN
    names: Names = Names.NEVER


class Terms(Rules):
    """What a poll is opened with: its rules, and how long it runs unless it is extended or closed."""

    duration: dt.timedelta = dt.timedelta(days=3)


def parse_duration(text: str) -> dt.timedelta:
    """`36` (hours), `90 minutes`, `1d 12h`, `2 weeks`: how long a poll runs.

    Raises:
        InvalidPoll: it cannot be read, or is not between 5 minutes and 32 days.
    """
    duration = durations.parse(text)
    if duration is None:
        raise InvalidPoll(Reason.NO_DURATION)
    check_duration(duration)
    return duration


def check_duration(duration: dt.timedelta) -> None:
    """Raise InvalidPoll unless a poll may run that long."""
    if not SHORTEST <= duration <= LONGEST:
        raise InvalidPoll(Reason.DURATION_OUT_OF_BOUNDS)


def check_terms(terms: Terms) -> None:
    """Raise InvalidPoll, saying what is wrong, unless a poll may be held like that."""
    check_duration(terms.duration)
    gates = terms.gates
    if not (0 <= gates.min_days_in_server <= MOST_DAYS and 0 <= gates.min_account_days <= MOST_DAYS):
        raise InvalidPoll(Reason.GATE_OUT_OF_BOUNDS, most=MOST_DAYS)
    if not 0 <= terms.quorum <= _MOST_QUORUM:
        raise InvalidPoll(Reason.QUORUM_OUT_OF_BOUNDS)
