"""What a poll may be opened with: durations as people type them, and the limits. Pure."""

from __future__ import annotations

import datetime as dt
import re

from data.errors import InvalidPoll
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
        raise InvalidPoll("I cannot read that duration. Write hours, as in 48, or 90 minutes, 2 days, 1d 12h.")
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
        raise InvalidPoll("A poll runs for at least 5 minutes and at most 32 days.")


def check_terms(terms: Terms) -> None:
    """Raise InvalidPoll, saying what is wrong, unless a poll may be held like that."""
    check_duration(terms.duration)
    gates = terms.gates
    if not (0 <= gates.min_days_in_server <= _MOST_DAYS and 0 <= gates.min_account_days <= _MOST_DAYS):
        raise InvalidPoll(f"A gate can ask for 0 to {_MOST_DAYS} days.")
    if not 0 <= terms.quorum <= _MOST_QUORUM:
        raise InvalidPoll("A quorum is a number of opinions, from 0 (none is asked for) to a million.")
