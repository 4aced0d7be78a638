"""What is shown: what is typed and pressed in the simulated server, and the message that comes of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from bot.playground.world import World
from data.models import Tier
from data.polls import Choice, Voter
from tests.dialogue import Reply, say

LONG_AGO = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
_VOTES = {
    "Ballerina (2023)": (24, 4, 6),
    "Spirited Away (2001)": (31, 2, 1),
    "Parasite (2019)": (28, 3, 2),
    "Jaws (1975)": (19, 6, 1),
    "The Northman (2022)": (11, 7, 6),
    "Titanic (1997)": (9, 5, 9),
    "Barbie (2023)": (14, 3, 11),
    "Vertigo (1958)": (8, 6, 2),
}
"""Standing votes of members who are not in the room, by film: positive, mixed, negative."""


@dataclass(frozen=True)
class Scene:
    """One picture of the gallery."""

    name: str
    """Of its files."""
    heading: str
    said: str
    """What there is to see, also to whoever does not see the picture."""
    by: str
    """Who types, and whose screen it is."""
    play: Callable[[World, str], Awaitable[Reply]]


async def seat_members(world: World) -> None:
    """Let the server have members who voted before."""
    guild = world.channel.guild
    assert guild
    films = {one.review.film.label: one.film_id for one in await world.library.reviews.every()}
    await asyncio.gather(
        *(
            world.library.votes.cast(guild.id, films[label], voter, tier)
            for label, numbers in _VOTES.items()
            for voter, tier in enumerate(_tiers(*numbers), 1)
        )
    )


def _tiers(*numbers: int) -> Iterator[Tier]:
    for tier, number in zip((Tier.POSITIVE, Tier.MIXED, Tier.NEGATIVE), numbers, strict=True):
        yield from [tier] * number


def _types(line: str) -> Callable[[World, str], Awaitable[Reply]]:
    """Type a line; its answer is the picture."""

    async def play(world: World, by: str) -> Reply:
        return await say(world, line, by=by)

    return play


def _presses(line: str, *labels: str) -> Callable[[World, str], Awaitable[Reply]]:
    """Type a line and press; the last answer is the picture."""

    async def play(world: World, by: str) -> Reply:
        reply = await say(world, line, by=by)
        for label in labels:
            reply = await reply.press(label, by=by)
        return reply

    return play


async def _open_poll(world: World, by: str) -> Reply:
    await say(world, "/poll open the northman duration:2 days results:hidden quorum:5", by="moderator")
    poll = _newest(world)
    poll_id = int(poll.custom_ids["My ballot"].split(":")[1])
    await _fill(world, poll_id, positive=6, mixed=2, negative=1)
    await poll.press("Positive", by="friend")
    await world.env.settle()
    return poll.now


async def _close_poll(world: World, by: str) -> Reply:
    await say(world, "/poll close the northman", by="moderator")
    await world.env.settle()
    return _newest(world)


async def _fill(world: World, poll_id: int, **choices: int) -> None:
    voters = iter(range(10_000, 11_000))
    for name, number in choices.items():
        for _ in range(number):
            voter = Voter(next(voters), LONG_AGO)
            await world.library.polls.ballots.cast(poll_id, voter, Choice[name.upper()])


def _newest(world: World) -> Reply:
    """The bot's last message that everybody sees."""
    messages = world.channel.history(viewer=world.people["moderator"])
    return Reply(world, next(m for m in reversed(messages) if m.author == world.bot.user and not m.flags.ephemeral))


async def _list(world: World, by: str) -> Reply:
    category = await (await say(world, "/my warnings", by=by)).choose("Animals", by=by)
    chosen = await category.choose("A dog dies", by=by, of="topics")
    return await chosen.press("Your whole list", by=by)


async def _unreviewed(world: World, by: str) -> Reply:
    card = await say(world, "/review shrek 2", by=by)
    for person in ("member", "friend", "moderator"):
        await card.press("Ask for a review", by=person)
        await card.press("Positive", by=person)
    await world.env.settle()
    return card.now


async def _film_night(world: World, by: str) -> Reply:
    night = await say(world, "/filmnight open", by=by)
    for person in ("member", "friend", "moderator"):
        await night.press("Join", by=person)
    return await say(world, "/filmnight check spirited away; jaws; the shining", by=by)


SCENES = (
    Scene(
        *("card", "A film, asked for with a typo"),
        "`/review sprited away`: the answer first, what works, what fails, the warnings at a glance, and votes.",
        *("member", _types("/review sprited away")),
    ),
    Scene(
        *("more", "The rest, once pressed"),
        "**More…** opens one panel that only you see and that turns in place: reasons, plot, cast, films like it.",
        *("member", _presses("/review sprited away", "More…", "More like this")),
    ),
    Scene(
        *("unreviewed", "A film that nobody reviewed yet"),
        "`/review shrek 2`: its facts, votes all the same, and **Ask for a review**, which counts once a member.",
        *("member", _unreviewed),
    ),
    Scene(
        *("warnings", "What you may not want to meet"),
        "`/warnings promising young woman`: strengths first, details on a press, what gives the plot away folded.",
        *("member", _types("/warnings promising young woman")),
    ),
    Scene(
        *("topic", "One topic alone"),
        "`/warnings jaws topic:does the dog die`: one answer, seen by you alone.",
        *("member", _types("/warnings jaws topic:does the dog die")),
    ),
    Scene(
        *("list", "Your own list"),
        "`/my warnings`: you are told, and only you, whether a film that you open has any of it.",
        *("member", _list),
    ),
    Scene(
        *("night", "A film for everybody who joined"),
        "`/filmnight check`: for how many a film is cleared, never whose list one meets.",
        *("friend", _film_night),
    ),
    Scene(
        *("top", "How films stand here"),
        "`/top`: the server's own votes.",
        *("member", _types("/top")),
    ),
    Scene(
        *("poll", "A poll, with counts hidden until its end"),
        "`/poll open`: one ballot each, however often somebody presses.",
        *("member", _open_poll),
    ),
    Scene(
        *("result", "Its result"),
        "Posted with a chart; it becomes the server's verdict on the film's card.",
        *("member", _close_poll),
    ),
    Scene(
        *("writing", "A review, written in chat"),
        "`/reviews write`: a panel that only its writer sees, part by part or pasted whole.",
        *("moderator", _types("/reviews write The Long Harvest 2031")),
    ),
    Scene(
        *("help", "What there is to type"),
        "`/help`: short, by what you are here, and each command can be pressed.",
        *("moderator", _types("/help")),
    ),
)
