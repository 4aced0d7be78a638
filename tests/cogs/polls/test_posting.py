"""A poll's two messages stand once in their channel, whatever dies or gets lost on the way."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

import discord
import pytest

from bot.playground.world import World
from cogs.polls.keeper import PollKeeper
from cogs.ui.outbox import Outbox, custom_ids
from data.deliveries import Delivery
from data.errors import NotFound
from data.polls import Choice, Progress, Voter
from tests.clock import Clock
from tests.cogs.polls.test_polls import LONG_AGO, fill, latest, now_of, open_poll, pass_time
from tests.dialogue import say
from tests.lost_answers import dies, lost_answers, server_error

STEPS: dict[str, Callable[[World], AbstractContextManager[None]]] = {
    "before it is claimed": lambda world: dies(world.library.outbox, "_claim", before=True),
    "claimed": lambda world: dies(world.library.outbox, "_claim"),
    "about to send": lambda world: dies(world.library.outbox, "about_to_send"),
    "taken by Discord": lambda _: lost_answers("POST", "/messages", asyncio.CancelledError),
    "before it is recorded": lambda world: dies(world.library.outbox, "record_posted", before=True),
    "recorded": lambda world: dies(world.library.outbox, "record_posted"),
}
"""Where a process may be killed."""

OPENING: dict[str, Callable[[World], AbstractContextManager[None]]] = {
    "opened": lambda world: dies(world.library.polls, "open"),
    "about to send": STEPS["about to send"],
    "taken by Discord": STEPS["taken by Discord"],
    "before it is recorded": lambda world: dies(world.library.polls, "record_message", before=True),
    "recorded": lambda world: dies(world.library.polls, "record_message"),
}
"""The same while a poll is opened: its message is claimed with it, and recorded with where the poll stands."""


def polls_messages(world: World) -> list[discord.Message]:
    """Those with the buttons to vote."""
    messages = world.channel.history(viewer=world.people["moderator"])
    return [one for one in messages if any(":vote:" in custom_id for custom_id in custom_ids(one.components))]


def results(world: World) -> list[discord.Message]:
    messages = world.channel.history(viewer=world.people["moderator"])
    return [one for one in messages if any(":review:r" in custom_id for custom_id in custom_ids(one.components))]


async def type_and_die(world: World, line: str, step: str) -> None:
    """A moderator types, the process dies at a step of its work and is started anew."""
    with OPENING[step](world):
        await world.people["moderator"].run(world.channel, line)
    await world.restart()


@pytest.mark.parametrize("step", OPENING)
async def test_a_polls_message_stands_once_wherever_the_process_dies(world: World, clock: Clock, step: str) -> None:
    await type_and_die(world, "/poll open jaws", step)
    for _ in range(4):
        await pass_time(world, clock, minutes=2)
    (message,) = polls_messages(world)
    assert world.channel.guild
    (poll,) = await world.library.polls.open_in(world.channel.guild.id)
    assert poll.message_id == message.id
    assert await world.library.outbox.next_due() is None


async def test_killed_three_times_after_discord_took_it_it_stands_once(world: World, clock: Clock) -> None:
    await type_and_die(world, "/poll open jaws", "taken by Discord")
    for dying in (OPENING["before it is recorded"], STEPS["claimed"]):
        with dying(world):
            await pass_time(world, clock, minutes=2)
        await world.restart()
    await pass_time(world, clock, minutes=2)
    assert len(polls_messages(world)) == 1
    assert await world.library.outbox.next_due() is None


async def test_a_poll_whose_answer_got_lost_stays_open_and_is_found(world: World, clock: Clock) -> None:
    with lost_answers("POST", "/messages", server_error):
        answer = await say(world, "/poll open jaws", by="moderator")
    assert answer.private
    assert "Discord has not confirmed its message" in answer.text
    assert "Discord could not be reached" in (await say(world, "/poll list", by="moderator")).text
    card = latest(world)
    assert "Your ballot says" in (await card.press("Positive")).text  # its buttons live, and they count
    await pass_time(world, clock, minutes=2)
    assert [message.id for message in polls_messages(world)] == [card.message.id]
    assert "⚠️" not in (await say(world, "/poll list", by="moderator")).text
    await pass_time(world, clock, minutes=1)
    assert "**1 ballot** so far" in now_of(card).text


async def test_a_poll_that_discord_never_took_is_posted_later(world: World, clock: Clock) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=500)
    assert "has not confirmed" in (await say(world, "/poll open jaws", by="moderator")).text
    assert not polls_messages(world)
    await pass_time(world, clock, minutes=2)
    assert len(polls_messages(world)) == 1


async def test_a_poll_that_ends_before_its_message_came_posts_only_its_result(world: World, clock: Clock) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=500)
    await say(world, "/poll open jaws duration:5m", by="moderator")
    await pass_time(world, clock, minutes=6)
    assert not polls_messages(world)
    assert len(results(world)) == 1


async def test_a_poll_closed_while_its_message_is_on_its_way_says_so(world: World, clock: Clock) -> None:
    assert world.channel.guild
    record = world.library.polls.record_message

    async def close_first(delivery: Delivery, message_id: int) -> Progress:
        assert world.channel.guild
        await world.library.polls.closing.close(delivery.subject_id, world.channel.guild.id)
        await world.bot.service(Outbox).work()
        assert len(results(world)) == 1
        return await record(delivery, message_id)

    world.library.polls.record_message = close_first  # type: ignore[method-assign]  # the poll closes in between
    await world.people["moderator"].run(world.channel, "/poll open jaws")
    await pass_time(world, clock, minutes=1)
    assert not polls_messages(world)
    assert len(results(world)) == 1


@pytest.mark.parametrize("step", STEPS)
async def test_a_result_stands_once_wherever_the_process_dies(world: World, clock: Clock, step: str) -> None:
    poll = await open_poll(world, "duration:10 minutes")
    await fill(world, poll, positive=3)
    with STEPS[step](world):
        await pass_time(world, clock, minutes=11)
    await world.restart()
    for _ in range(4):
        await pass_time(world, clock, minutes=2)
    (message,) = results(world)
    assert message.attachments
    assert "This poll ended" in now_of(poll).text
    assert await world.library.outbox.next_due() is None


async def test_whoever_closes_a_poll_has_an_answer_before_the_result_is_posted_and_the_key_is_erased(
    world: World,
) -> None:
    await open_poll(world)
    before = len(world.env.http_requests)
    with dies(world.library.polls.closing, "close_due", before=True):
        answer = await say(world, "/poll close jaws", by="moderator")
    assert "The result follows in" in answer.text
    paths = [one.path for one in world.env.http_requests[before:]]
    assert paths[0].endswith("/callback")
    await world.restart()
    await world.env.settle()
    assert len(results(world)) == 1
    assert await world.library.polls.closing.next_end() is None


async def test_a_result_is_posted_though_the_command_that_closed_the_poll_died(world: World) -> None:
    await open_poll(world)
    with dies(world.library.audit, "note", before=True):
        await world.people["moderator"].run(world.channel, "/poll close jaws")
    await world.env.settle()
    assert len(results(world)) == 1


async def test_a_result_without_a_chart_is_found_again_too(world: World, clock: Clock) -> None:
    await open_poll(world, "duration:10 minutes")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    with lost_answers("POST", "/messages", server_error):
        await pass_time(world, clock, minutes=11)
    for _ in range(3):
        await pass_time(world, clock, minutes=2)
    (message,) = results(world)
    assert not message.attachments


async def test_a_channel_that_is_gone_is_asked_once_for_a_polls_message_and_moderators_are_told(
    world: World, clock: Clock
) -> None:
    assert world.channel.guild
    notes = world.channel.guild.create_text_channel("moderation")
    world.channel.guild.create_text_channel("elsewhere")
    await say(world, "/poll defaults notes:#moderation", by="moderator")
    await say(world, "/poll open jaws channel:#elsewhere", by="moderator")
    (poll,) = await world.library.polls.open_in(world.channel.guild.id)
    world.env.backend.delete_channel(poll.channel_id)
    assert poll.message_id
    await world.library.polls.losses.of_messages([poll.message_id])
    before = len(world.env.http_requests)
    for _ in range(5):
        await pass_time(world, clock, hours=1)
    asked = [one for one in world.env.http_requests[before:] if one.path == f"/channels/{poll.channel_id}/messages"]
    assert len(asked) == 1
    (note,) = notes.history(viewer=world.people["moderator"])
    assert "The poll on **Jaws (1975)** has no message: Its channel is gone." in note.content
    listed = (await say(world, "/poll list", by="moderator")).text
    assert "⚠️ Its channel is gone." in listed.split("### Closed")[0]
    assert await world.library.outbox.next_due() is None


async def test_a_deleted_channel_is_asked_once_for_a_result(world: World, clock: Clock) -> None:
    assert world.channel.guild
    world.channel.guild.create_text_channel("elsewhere")
    await say(world, "/poll open jaws duration:10 minutes channel:#elsewhere", by="moderator")
    (poll,) = await world.library.polls.open_in(world.channel.guild.id)
    world.env.backend.delete_channel(poll.channel_id)
    before = len(world.env.http_requests)
    for _ in range(5):
        await pass_time(world, clock, minutes=11)
    asked = [one for one in world.env.http_requests[before:] if one.path == f"/channels/{poll.channel_id}/messages"]
    assert len(asked) == 1
    assert "⚠️ Its channel is gone." in (await say(world, "/poll list", by="moderator")).text.split("### Closed")[1]


async def test_a_poll_that_may_not_be_posted_leaves_nothing_in_line(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await say(world, "/poll open jaws", by="moderator")
    assert await world.library.outbox.next_due() is None
    with pytest.raises(NotFound):
        await world.library.polls.progress(1)


async def test_a_ballot_that_comes_while_the_count_is_being_shown_is_shown_too(world: World, clock: Clock) -> None:
    poll = await open_poll(world)
    only_id = int(poll.custom_ids["My ballot"].split(":")[1])
    keeper, polls = world.bot.service(PollKeeper), world.library.polls
    read = polls.progress
    came = False

    async def read_and_then_a_ballot_comes(poll_id: int) -> Progress:
        nonlocal came
        progress = await read(poll_id)
        if not came:
            came = True
            await polls.ballots.cast(only_id, Voter(77, LONG_AGO), Choice.MIXED)
            keeper.touched(progress.poll)
        return progress

    with ExitStack() as patched:
        polls.progress = read_and_then_a_ballot_comes  # type: ignore[method-assign]  # a ballot comes in between
        patched.callback(delattr, polls, "progress")
        await poll.press("Positive")
        await pass_time(world, clock, minutes=1)
    assert came
    assert "**2 ballots** so far" in now_of(poll).text
