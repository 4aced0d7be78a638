"""Messages that are posted exactly once: one on its way, and how long to wait before it is tried again. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

LEASE = dt.timedelta(seconds=60)
"""How long a claim holds. It is shorter than the minutes for which Discord drops a repeated nonce."""

MOST_ATTEMPTS = 170
"""About a week of trying; what cannot be said for so long is no news any more."""

REVIEWS = "reviews"
"""The kind of message that announces reviews; its subject is the id of a batch of them."""

_FIRST_WAIT = dt.timedelta(seconds=60)
_LONGEST_WAIT = dt.timedelta(hours=1)
_MOST_DOUBLINGS = 6
_NONCE_BYTES = 12


class Failure(StrEnum):
    """Why a message could not be posted, as it is kept; `cogs.ui.outbox` has a sentence for each."""

    UNREACHABLE = "unreachable"
    FORBIDDEN = "forbidden"
    CHANNEL_GONE = "channel gone"
    NEVER_TAKEN = "never taken"


@dataclass(frozen=True)
class NotPosted:
    """A message that could not be posted, and why: a `Failure`, or the sentence that an older Marquee kept."""

    kind: str
    channel_id: int
    why: Failure | str


@dataclass(frozen=True)
class Delivery:
    """A message to be posted, claimed by this process for `LEASE`."""

    kind: str
    """What it says: each topic has kinds of its own."""
    subject_id: int
    """What it is about, such as a poll; of one kind each subject has one message."""
    guild_id: int
    channel_id: int
    queued_at: dt.datetime
    attempt: int
    """1 the first time."""
    tried_at: dt.datetime | None = None
    """When an attempt before this one was about to send, and may have sent and died before it said so: look first."""
    is_noted: bool = False
    """Whether the claim noted already that this attempt is about to send."""

    @property
    def nonce(self) -> str:
        """The same in every attempt: Discord drops a second message with it within minutes. 24 of 25 characters."""
        told = f"{self.kind} {self.subject_id} {self.queued_at.astimezone(dt.UTC).isoformat()}"
        return hashlib.blake2s(told.encode(), digest_size=_NONCE_BYTES).hexdigest()


def wait_after(attempt: int) -> dt.timedelta:
    """How long to wait after an attempt that failed: a minute, then twice as long each time, an hour at the most."""
    doublings = min(max(attempt - 1, 0), _MOST_DOUBLINGS)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)
