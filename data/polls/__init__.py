"""Verdict polls: secret unless they say otherwise, counted once, closed once, on time or honestly late."""

from data.polls.announcements import LEASE, Announcements
from data.polls.ballots import Ballots
from data.polls.closing import Closing
from data.polls.collection import MOST_OPEN, Polls
from data.polls.export import Export
from data.polls.models import (
    Announcement,
    Choice,
    Count,
    Gates,
    Names,
    Opening,
    Outcome,
    Poll,
    PollDefaults,
    PollResult,
    Progress,
    Recorded,
    Results,
    Terms,
    Voter,
)
from data.polls.terms import LONGEST, SHORTEST, parse_duration

__all__ = [
    "LEASE",
    "LONGEST",
    "MOST_OPEN",
    "SHORTEST",
    "Announcement",
    "Announcements",
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
    "PollResult",
    "Polls",
    "Progress",
    "Recorded",
    "Results",
    "Terms",
    "Voter",
    "parse_duration",
]
