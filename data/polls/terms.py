"""What a poll may be opened with: durations as people type them, and the limits. Pure."""

from __future__ import annotations

import datetime as dt
import re

from data.errors import InvalidPoll, Reason
from data.polls.models import Terms

SHORTEST = dt.timedelta(minutes=5)
LONGEST = dt.timedelta(days=32)
_MOST_DAYS = 3650
_MOST_PARTS = 10
_MOST_QUORUM = 1_000_000

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?)"
_PARTS = re.compile(rf"(?:{_PART}[\s,]*)+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")


def parse_duration(text: str) -> dt.timedelta:
    """`36` (hours), `90 minutes`, `1d 12h`, `2 weeks`: how long a poll runs.

    Raises:
        InvalidPoll: it cannot be read, or is not between 5 minutes and 32 days.
    """
    typed = text.strip()
    if _NUMBER.fullmatch(typed):
        typed += "h"
    if not _PARTS.fullmatch(typed):
        raise InvalidPoll(Reason.NO_DURATION)
    parts = re.findall(_PART, typed, re.IGNORECASE)[:_MOST_PARTS]
    duration = sum(
        (dt.timedelta(**{_UNITS[unit[0].lower()]: float(number.replace(",", "."))}) for number, unit in parts),
        start=dt.timedelta(),
    )
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
    if not (0 <= gates.min_days_in_server <= _MOST_DAYS and 0 <= gates.min_account_days <= _MOST_DAYS):
        raise InvalidPoll(Reason.GATE_OUT_OF_BOUNDS, most=_MOST_DAYS)
    if not 0 <= terms.quorum <= _MOST_QUORUM:
        raise InvalidPoll(Reason.QUORUM_OUT_OF_BOUNDS)
