"""Verdict polls: secret unless they say otherwise, counted once, closed once, on time or honestly late."""

from data.eligibility import Gates, Voter
from data.polls.ballots import Ballots
from data.polls.closing import Closing
from data.polls.collection import MOST_OPEN, Polls
from data.polls.export import Export
from data.polls.models import (
    POLL,
    RESULT,
    Choice,
    Count,
    Opening,
    Outcome,
    Poll,
    PollDefaults,
    PollLine,
    PollResult,
    Progress,
    Recorded,
)
from data.polls.terms import LONGEST, SHORTEST, Names, Results, Rules, Terms, parse_duration

__all__ = [
    "LONGEST",
    "MOST_OPEN",
    "POLL",
    "RESULT",
    "SHORTEST",
    "Ballots",
    "Choice",
    "Closing",
    "Count",
    "Export",
    "Gates",
    "Names",
    "Opening",
    "Outcome",
    "Poll",
    "PollDefaults",
    "PollLine",
    "PollResult",
    "Polls",
    "Progress",
    "Recorded",
    "Results",
    "Rules",
    "Terms",
    "Voter",
    "parse_duration",
]
