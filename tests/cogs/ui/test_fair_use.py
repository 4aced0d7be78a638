"""Who asks for more than a person can is asked to wait, and nobody else notices."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import pytest

from bot.playground.people import Person, replies_of
from bot.playground.world import World, open_world
from cogs.ui.fair_use import DEAR_AT_ONCE, Allowance, FairUse
from data.errors import TooOften
from data.library import Library
from tests.dialogue import Reply, say

ME, YOU, HERE, THERE = 1, 2, 10, 20


class Seconds:
    """A clock that stands still until somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def hasty_world(library: Library, seconds: Seconds) -> AsyncIterator[World]:
    """The bot among people who take no time for anything."""
    async with open_world(library, seconds) as world:
        yield world


def test_so_much_at_once_and_one_more_in_every_while(seconds: Seconds) -> None:
    allowance = Allowance(3, 2.0, seconds)
    for _ in range(3):
        assert allowance.wait(ME) == 0
        allowance.take(ME)
    assert (allowance.wait(ME), allowance.wait(ME, 2), allowance.wait(YOU, 3)) == (2.0, 4.0, 0.0)
    seconds.now += 1.5
    assert allowance.wait(ME) == 0.5
    seconds.now += 0.5
    assert allowance.wait(ME) == 0
    allowance.take(ME)
    assert allowance.wait(ME) == 2.0
    seconds.now += 1_000
    assert (allowance.wait(ME, 3), allowance.wait(ME, 4)) == (0.0, 2.0), "no more is saved up than can be had at once"


def test_only_those_who_came_last_are_remembered(seconds: Seconds) -> None:
    allowance = Allowance(1, 60.0, seconds, most=100)
    for member in (*range(100), 0, *range(100, 150)):
        allowance.take(member)
    assert len(allowance) == 100
    assert allowance.wait(0) > 0, "who came again stays"
    assert allowance.wait(1) == 0
    assert allowance.wait(149) > 0


def refused(ask: Callable[..., None], *args: int | None) -> int:
    """The seconds that somebody is told to wait, 0 if they are let in."""
    try:
        ask(*args)
    except TooOften as error:
        (number,) = re.findall(r"in (\d+) seconds?\.", str(error))
        return int(number)
    return 0


def test_a_person_does_not_notice(seconds: Seconds) -> None:
    fair = FairUse(seconds)
    for _ in range(300):  # ten minutes of a press every two seconds, in which somebody types the while
        assert not refused(fair.act, ME)
        for _ in range(6):
            assert not refused(fair.letter, ME)
        seconds.now += 2
    for _ in range(25):  # and then twenty-five as fast as they go
        assert not refused(fair.act, ME)
    for _ in range(10):  # ten drafts in a row, and later one a minute
        assert not refused(fair.dear, ME, HERE)
    for _ in range(10):
        seconds.now += 60
        assert not refused(fair.dear, ME, HERE)


def test_typing_takes_up_no_presses(seconds: Seconds) -> None:
    fair = FairUse(seconds)
    assert sum(not refused(fair.letter, ME) for _ in range(1_000)) == 40
    assert not refused(fair.act, ME)


def test_a_refusal_costs_nothing(seconds: Seconds) -> None:
    fair = FairUse(seconds)
    while not (wait := refused(fair.act, ME)):
        pass
    for _ in range(100):
        assert refused(fair.act, ME) == wait
    seconds.now += wait
    assert not refused(fair.act, ME)


def test_a_server_has_its_share_of_what_is_dear_and_of_nothing_else(seconds: Seconds) -> None:
    fair = FairUse(seconds)
    begun = [not refused(fair.dear, member, HERE) for member in range(1, 101)]
    assert sum(begun) == 40
    assert refused(fair.dear, 1_000, HERE)
    assert not refused(fair.dear, 1_000, THERE), "another server has its own, and who was refused did not pay"
    assert not any(refused(fair.act, member) for member in range(1, 10_001)), "ten thousand members of it vote"


def test_in_direct_messages_there_is_no_server_to_share_with(seconds: Seconds) -> None:
    fair = FairUse(seconds)
    assert sum(not refused(fair.dear, ME, None) for _ in range(100)) == 10
    assert not any(refused(fair.dear, member, None) for member in range(100, 200))


async def test_of_one_server_few_dear_things_are_at_work_at_a_time(seconds: Seconds) -> None:
    fair, done, begun = FairUse(seconds), asyncio.Event(), list[int]()

    async def work(guild: int) -> None:
        await fair.turn(guild)
        begun.append(guild)
        await done.wait()

    tasks = [asyncio.create_task(work(HERE)) for _ in range(DEAR_AT_ONCE + 2)]
    other = asyncio.create_task(work(THERE))
    await asyncio.sleep(0.05)
    assert sorted(begun) == [HERE] * DEAR_AT_ONCE + [THERE]
    done.set()
    await asyncio.gather(*tasks, other)
    assert begun.count(HERE) == DEAR_AT_ONCE + 2


def test_where_it_is_not_enforced_nobody_waits(seconds: Seconds) -> None:
    fair = FairUse(seconds, enforced=False)
    for _ in range(100):
        fair.act(ME)
        fair.letter(ME)
        fair.dear(ME, HERE, 3)


async def test_who_presses_too_often_is_told_alone_when_to_go_on_and_others_go_on(
    hasty_world: World, seconds: Seconds
) -> None:
    card = await say(hasty_world, "/review jaws")
    answers = [await card.press("Positive") for _ in range(30)]
    assert ["lot in a short time" in one.text for one in answers] == [False] * 29 + [True]
    told = answers[-1]
    assert told.private
    said = "That was a lot in a short time, so nothing was done just now. Please try again in 1 second."
    assert told.text.endswith(said)
    assert (await say(hasty_world, "/verdict jaws")).text == told.text, "whatever they ask for"
    friends = await card.press("Negative", by="friend")
    assert friends.text != told.text
    seconds.now += 1
    assert (await say(hasty_world, "/verdict jaws")).text != told.text


async def test_who_types_too_fast_has_no_choices_for_a_moment(hasty_world: World, seconds: Seconds) -> None:
    person: Person = hasty_world.people["member"]

    async def complete(by: Person = person) -> list[object]:
        return list(await by.autocomplete(hasty_world.channel, "review", "film", "jaw"))

    assert [bool(await complete()) for _ in range(42)] == [True] * 40 + [False] * 2
    assert await complete(hasty_world.people["friend"])
    seconds.now += 0.25
    assert await complete()


async def test_drafts_are_dear(hasty_world: World, seconds: Seconds) -> None:
    told = [(await say(hasty_world, f"/reviews write Some Film {n} (2001)", by="moderator")).text for n in range(11)]
    assert all("lot in a short time" not in one for one in told[:10])
    assert told[10].endswith("Please try again in 6 seconds.")
    assert "lot in" not in (await say(hasty_world, "/review jaws", by="moderator")).text, "what is not dear goes on"
    seconds.now += 6
    assert "Some Film 11" in (await say(hasty_world, "/reviews write Some Film 11 (2001)", by="moderator")).text


async def test_three_files_in_a_row_and_then_one_is_asked_to_wait(hasty_world: World) -> None:
    person: Person = hasty_world.people["moderator"]
    told = []
    for number in range(4):
        file = (f"{number}.md", f"# Some Film {number} (2001)\n\nA summary.\n".encode())
        result = await person.slash(hasty_world.channel, "reviews import", file=file)
        told.append(Reply(hasty_world, replies_of(result)[-1]).text)
    assert ["lot in a short time" in one for one in told] == [False, False, False, True]


async def test_a_room_is_not_filled_with_refusals(hasty_world: World) -> None:
    person, me = hasty_world.people["member"], hasty_world.bot.user
    assert me
    before = len(hasty_world.channel.history(viewer=person))
    for _ in range(33):
        await person.send(hasty_world.channel, f"{me.mention} jaws")
    await asyncio.sleep(0)
    new = hasty_world.channel.history(viewer=person)[before:]
    answers = [message for message in new if message.author == me]
    assert len(answers) == 31, "thirty answers and one refusal"
    assert sum("lot in a short time" in (message.content or "") for message in answers) == 1


async def test_nothing_of_it_is_in_the_log(hasty_world: World, caplog: pytest.LogCaptureFixture) -> None:
    for ours in ("bot", "cogs", "data"):  # a driver of databases says all it does, which bot.logs never writes
        caplog.set_level("DEBUG", ours)
    for _ in range(35):
        await say(hasty_world, "/help")
    assert str(hasty_world.people["member"].id) not in caplog.text
