"""The nouns of verdict polls. Immutable, free of any I/O."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from data.models import Model, Tally, Tier
from data.polls.terms import Rules, Terms
from data.votes import statistics

POLL, RESULT = "poll", "poll-result"
"""The kinds of messages in the outbox; their subject is the poll's id."""

_LATE_AFTER = dt.timedelta(minutes=1)


class Choice(StrEnum):
    """What a ballot can say. UNSEEN counts as interest in the film, not as an opinion of it."""

    POSITIVE = "Positive"
    MIXED = "Mixed"
    NEGATIVE = "Negative"
    UNSEEN = "Haven't seen it"

    @property
    def tier(self) -> Tier | None:
        """The verdict it counts for."""
        return None if self is Choice.UNSEEN else Tier(self.value)


class PollDefaults(Model):
    """What a server's polls are opened with, where the moderator says nothing else."""

    terms: Terms = Terms()
    channel_id: int | None = None
    """Where polls are posted; None is the channel of the command."""
    note_channel_id: int | None = None
    """Where moderators are told that a result could not be posted."""
    light_charts: bool = False
    """Whether charts are drawn dark on light; else light on dark, as most people have Discord."""


class Opening(Model):
    """All that a new poll needs."""

    guild_id: int
    channel_id: int
    film_id: int
    film_label: str
    """The film's title and year as they are now; the poll keeps them if the film goes."""
    opened_by: int
    terms: Terms


class Poll(Rules):
    """A poll as it is kept. Its key is not part of it, so that it can be logged and shown."""

    id: int
    guild_id: int
    channel_id: int
    message_id: int | None = None
    film_id: int
    film_label: str
    opened_by: int
    opened_at: dt.datetime
    ends_at: dt.datetime
    """When it ends; of a closed poll: when it ended."""
    is_open: bool


@dataclass(frozen=True)
class PollLine:
    """A poll to choose among many."""

    id: int
    film_label: str
    ends_at: dt.datetime


@dataclass(frozen=True)
class Recorded:
    """A member's ballot after a press, and before it. None is no ballot."""

    choice: Choice | None
    previous: Choice | None


class Count(Model):
    """Ballots by choice."""

    tally: Tally = Tally()
    unseen: int = 0

    @property
    def ballots(self) -> int:
        """All ballots, those of members who have not seen the film included."""
        return self.tally.total + self.unseen


class Progress(Model):
    """An open poll as it may be shown: `count` is None while results are hidden, to whomever."""

    poll: Poll
    ballots: int
    count: Count | None = None


class Outcome(StrEnum):
    """What a poll has come to. Each is a result."""

    VERDICT = "verdict"
    TIE = "tie"
    QUORUM_MISSED = "quorum missed"
    NO_OPINIONS = "no opinions"


class PollResult(Model):
    """A closed poll's count, final."""

    poll: Poll
    count: Count
    closed_at: dt.datetime
    """When it was counted; after `poll.ends_at` if Marquee was not running then."""

    @property
    def outcome(self) -> Outcome:
        """A quorum is asked for first: below it, a tie is no tie."""
        if not self.count.tally.total:
            return Outcome.NO_OPINIONS
        if self.count.tally.total < self.poll.quorum:
            return Outcome.QUORUM_MISSED
        return Outcome.VERDICT if len(self.leaders) == 1 else Outcome.TIE

    @property
    def leaders(self) -> tuple[Tier, ...]:
        """The tiers with the most ballots: one, or those that tie, or none."""
        return statistics.leaders(self.count.tally)

    @property
    def verdict(self) -> Tier | None:
        """The server's verdict, if the poll came to one."""
        return self.leaders[0] if self.outcome is Outcome.VERDICT else None

    @property
    def speaks_for_server(self) -> bool:
        """Whether it is called the server's verdict: with the opinions that shares need, or that the poll asked for."""
        return self.count.tally.total >= (self.poll.quorum or statistics.VOTES_FOR_SHARES)

    @property
    def is_late(self) -> bool:
        """Whether it was counted so long after its end that people should be told when it ended."""
        return self.closed_at - self.poll.ends_at > _LATE_AFTER
