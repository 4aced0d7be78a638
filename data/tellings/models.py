"""The ways in which members are told, and what they are told of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a member wants to hear of it; not at all, where there is none."""

    MENTION = "mention"
    """By a mention in the announcement of the review; of anything else at their next command."""
    MESSAGE = "message"
    """By a direct message."""
    NEXT = "next"
    """At their next command in the server."""


class Event(StrEnum):
    """What became of something."""

    REVIEWED = "reviewed"
    """There is the review that they asked for."""
    PUBLISHED = "published"
    """The review that they suggested is published."""
    RETURNED = "returned"
    """It was sent back to them with a note."""
    DISMISSED = "dismissed"
    """A moderator left it."""
    ACCEPTED = "accepted"
    """The warning that they proposed stands in the review."""
    DECLINED = "declined"
    """A moderator left the review without it."""


@dataclass(frozen=True)
class News:
    """Something to tell one member."""

    id: int
    guild_id: int
    member_id: int
    event: Event
    film_id: int
    label: str
    """The film, or what was proposed for it."""
