"""What people leave in a library: votes, drafts, polls, film nights, requests; most of it in one server."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.growth.reading import Book, documents, wanted
from data.drafts import DraftState
from data.models import Tier
from data.parts import Part
from data.polls import MOST_OPEN, Choice

if TYPE_CHECKING:
    from benchmarks.growth.build import Here, Sizes

DRAFT_COLUMNS = (
    *("guild_id", "owner_id", "film_id", "base_revision", "suggested", "state", "version", "part"),
    *("document", "pending", "created_at", "changed_at"),
)
NIGHT_COLUMNS = ("guild_id", "channel_id", "opened_at", "document")
REQUEST_COLUMNS = ("guild_id", "film_id", "member_id", "label", "asked_at")
LOG_COLUMNS = ("guild_id", "actor_id", "action", "subject", "made_at")
POLL_COLUMNS = (
    *("id", "guild_id", "channel_id", "film_id", "film_label", "opened_by", "opened_at", "ends_at"),
    *("is_open", "live", "named", "gates", "quorum"),
)
CLOSED = 10
"""Polls of this server that a measurement closes, and as many of others."""

MINE = CLOSED + 10
"""Polls of this server; it may open some more."""

_VOTES_EACH = 25
"""Of a member of this server; films lie in bands, so that few films have many of them."""

_VOTES_EACH_ELSEWHERE = 7
_OWN_VOTES, _OWN_DRAFTS = 400, 4
MEMBERS = 10**6
"""Where the ids of members begin."""

_NIGHTS_A_DAY = 15
"""Of all servers: so many of the last week count in every answer."""

_CHOICES = [choice.name for choice in Choice]
_TIERS = [tier.value for tier in Tier]


def settings(servers: Sequence[int], announcing: int) -> Iterator[tuple[Any, ...]]:
    """Every server's; `announcing` of the others announce, gathered daily, so that nothing is sent at once."""
    for place, guild_id in enumerate(servers):
        chosen = {"announcement_channel_id": guild_id + 1, "digest": "daily"} if 0 < place <= announcing else {}
        yield guild_id, chosen


def _bands(films: int, each: int) -> list[tuple[int, int]]:
    """Film numbers from, to; the first bands are narrow and hold everybody's vote on a few films."""
    edges = [min(films, round(films * (n / each) ** 3) + n) for n in range(each + 1)]
    return [(low, high) for low, high in itertools.pairwise(edges) if high > low]


def votes(sizes: Sizes, servers: Sequence[int], here: Here, books: Sequence[Book]) -> Iterator[tuple[Any, ...]]:
    """A quarter of all in this server."""
    shared = [book.film_id for book in books if not book.guild_id]
    for place in range(min(_OWN_VOTES, len(shared))):
        yield here.guild_id, shared[place], here.member_id, _TIERS[place % 3]
    yield from _server_votes(here.guild_id, sizes.votes_here, shared, _bands(len(shared), _VOTES_EACH))
    each = (sizes.votes - sizes.votes_here) // max(1, len(servers) - 1)
    bands = _bands(len(shared), _VOTES_EACH_ELSEWHERE)
    for guild_id in servers[1:]:
        yield from _server_votes(guild_id, each, shared, bands)


def _server_votes(
    guild_id: int, number: int, films: Sequence[int], bands: Sequence[tuple[int, int]]
) -> Iterator[tuple[Any, ...]]:
    for place in range(number):
        member, band = divmod(place, len(bands))
        low, high = bands[band]
        film_id = films[low + member * 7919 % (high - low)]
        yield guild_id, film_id, MEMBERS + member, _TIERS[(member * 31 + band * 17) % 5 % 3]


def drafts(
    sizes: Sizes, servers: Sequence[int], here: Here, books: Sequence[Book], now: dt.datetime
) -> Iterator[tuple[Any, ...]]:
    """Those that wait here, some of the moderator's own, the rest of other servers."""
    texts = itertools.cycle(documents())
    for place, text in zip(range(sizes.drafts), texts, strict=False):
        book = books[place % len(books)]
        own = sizes.waiting_here <= place < sizes.waiting_here + _OWN_DRAFTS
        is_here = place < sizes.waiting_here or own
        guild_id = here.guild_id if is_here else servers[place % len(servers)]
        owner = here.moderator_id if own else MEMBERS + place
        state = DraftState.SUBMITTED if place < sizes.waiting_here else DraftState.WRITING
        document = text | {"film": text["film"] | {"title": book.title, "year": book.year}, "state": "draft"}
        changed_at = now - dt.timedelta(minutes=sizes.drafts - place)
        yield (
            guild_id,
            owner,
            book.film_id,
            0,
            0,
            state.value,
            3,
            Part.FACTS.value,
            document,
            {},
            changed_at,
            changed_at,
        )


def nights(
    sizes: Sizes, servers: Sequence[int], here: Here, books: Sequence[Book], now: dt.datetime
) -> Iterator[tuple[Any, ...]]:
    """Six of ten in this server, one after another; the last one runs, with five people and nothing asked yet."""
    chance, films = random.Random(2), [book.film_id for book in books]
    for place in range(sizes.nights - 1):
        guild_id = here.guild_id if place % 10 < 6 else servers[place % len(servers)]
        people = [MEMBERS + number for number in sorted(chance.sample(range(100_000), 5))]
        asked = [
            {"people": people, "film": film_id, "revision": 1, "reply": "nothing found"}
            for film_id in chance.sample(films, min(3, len(films)))
        ]
        opened_at = now - dt.timedelta(days=(sizes.nights - place) / _NIGHTS_A_DAY)
        yield guild_id, here.channel_id + place % 3, opened_at, {"joined": people, "asked": asked}
    people = sorted([here.member_id, here.moderator_id, 1, 2, 3])
    yield here.guild_id, here.channel_id, now, {"joined": people, "asked": []}


def requests(sizes: Sizes, servers: Sequence[int], here: Here, now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    """Two of five in this server."""
    films = list(wanted(asked_films(sizes)))
    for place in range(sizes.requests):
        guild_id = here.guild_id if place % 5 < 2 else servers[1 + place % max(1, len(servers) - 1)]
        film_id, title = films[place % len(films)]
        yield guild_id, film_id, MEMBERS + place // 5, title, now - dt.timedelta(minutes=place)


def asked_films(sizes: Sizes) -> int:
    """How many films without a review are asked for."""
    return max(20, sizes.requests // 15)


def log(sizes: Sizes, here: Here, now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    """What moderators of this server did."""
    for place in range(sizes.log_entries):
        yield here.guild_id, here.moderator_id, "publish", f"A Film {place}", now - dt.timedelta(minutes=place)


def polls(
    sizes: Sizes, servers: Sequence[int], here: Here, books: Sequence[Book], now: dt.datetime
) -> list[tuple[Any, ...]]:
    """Open ones with secret ballots."""
    assert MINE < MOST_OPEN
    rows: list[tuple[Any, ...]] = []
    for place in range(max(sizes.open_polls, MINE + CLOSED)):
        guild_id = here.guild_id if place < MINE else servers[1 + place % max(1, len(servers) - 1)]
        book = books[place % len(books)]
        ends_at = now + dt.timedelta(days=2, minutes=place)
        film_id = book.film_id + place // len(books)  # of one film a server has one open poll
        about = (place + 1, guild_id, here.channel_id, film_id, book.label, here.moderator_id)
        rows.append((*about, now - dt.timedelta(days=1), ends_at, True, False, False, {}, 0))
    return rows


def ballots(sizes: Sizes, polls: int) -> Iterator[tuple[Any, ...]]:
    """Of each poll as many as `_turnout`, of people who are nowhere else."""
    chance = random.Random(3)
    for poll_id in range(1, polls + 1):
        for number in range(_turnout(sizes, polls, poll_id)):
            yield poll_id, chance.randbytes(32), _CHOICES[number % 4]


def _turnout(sizes: Sizes, polls: int, poll_id: int) -> int:
    is_large = poll_id <= CLOSED or MINE < poll_id <= MINE + CLOSED
    return sizes.ballots_to_close if is_large else sizes.ballots_elsewhere // polls
