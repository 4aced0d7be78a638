"""A film night: who takes part, its shortlist, and what the room was told of each film of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from data.film_nights.rule import Code
from data.models import Model


class Pick(Model):
    """A film of the shortlist, and what the room was told of it. It holds nobody's list."""

    film: int
    label: str
    cleared: bool = False
    counted: tuple[Code, ...] = ()
    """For whom it is cleared."""
    since: int | None = None
    """Their lists are of this time or newer, in seconds since 1970; None if it rests on nobody's list."""


class Tonight(Model):
    """What a night keeps. It is asked once; until then, films can be looked at."""

    shortlist: tuple[Pick, ...] = ()
    asked: bool = False
    """Whether people's lists were asked, which they are once a night."""
    vetoed: tuple[int, ...] = ()
    """Films that somebody does not want to watch. Who it was is kept nowhere."""
    message: int | None = None
    """The message that the room was told in, to be brought up to date."""

    def is_cleared(self, pick: Pick) -> bool:
        """What the room sees: a film that somebody vetoed is not cleared, and looks like any other."""
        return pick.cleared and pick.film not in self.vetoed


@dataclass(frozen=True)
class StoredNight:
    """A night in its place."""

    id: int
    guild_id: int
    channel_id: int
    opened_at: dt.datetime
    guests: Mapping[int, Code]
    """Those who take part, and the codes they are counted by."""
    tonight: Tonight

    def counts(self, pick: Pick, member_id: int) -> bool:
        """Whether what was told of a film speaks of this member."""
        return self.guests.get(member_id) in pick.counted
