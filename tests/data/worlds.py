"""A clock that tests turn, and libraries with a film in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from data.library import Library
from data.models import Film
from data.polls import Gates, Names, Opening, Poll, Results, Terms, Voter

GUILD, CHANNEL, FILM, MODERATOR = 500, 600, 10**9 + 7, 700
START = dt.datetime(2025, 5, 3, 18, 0, tzinfo=dt.UTC)


class Clock:
    """Says the same time until it is turned."""

    def __init__(self, at: dt.datetime = START) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += dt.timedelta(**by)


@asynccontextmanager
async def opened(address: str, clock: Callable[[], dt.datetime]) -> AsyncIterator[Library]:
    """A library without reviews."""
    async with Library.open(address, with_starter=False, now=clock) as library:
        yield library


def voter(member_id: int, **differently: Any) -> Voter:
    """A member whom every gate in these tests lets in, unless told otherwise."""
    known = {"account_created_at": START - dt.timedelta(days=3000), "joined_at": START - dt.timedelta(days=1000)}
    return Voter(member_id, **(known | differently))


async def open_poll(library: Library, *, film_id: int = FILM, guild_id: int = GUILD, **terms: Any) -> Poll:
    """A poll on a film, with the default terms unless told otherwise."""
    poll, _ = await library.polls.open(
        Opening(
            guild_id=guild_id,
            channel_id=CHANNEL,
            film_id=film_id,
            film_label=Film(title="Nobody", year=2021).label,
            opened_by=MODERATOR,
            terms=Terms(**terms),
        )
    )
    return poll


def a_poll(**differently: Any) -> Poll:
    """A poll outside any library."""
    plain: dict[str, Any] = {
        **dict.fromkeys(("id", "guild_id", "channel_id", "film_id", "opened_by"), 1),
        "film_label": "Nobody (2021)",
        "opened_at": START,
        "ends_at": START + dt.timedelta(days=3),
        "is_open": True,
        "gates": Gates(),
        "quorum": 0,
        "results": Results.HIDDEN,
        "names": Names.NEVER,
    }
    return Poll(**(plain | differently))
