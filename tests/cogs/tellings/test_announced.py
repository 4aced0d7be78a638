"""Who is mentioned where a review is announced, what a death in between loses, and what goes onward."""

from __future__ import annotations

import asyncio
import logging

import discord
import pytest
import simcord

from bot.playground.people import replies_of
from bot.playground.world import World
from cogs.announcements.cards import News, announcement_card, mentioned_ids, mentions
from cogs.announcements.onward import Onward
from cogs.ui.outbox import Outbox
from data.models import StoredReview
from data.tellings import DIRECT, MOST_MENTIONED, Way
from tests.clock import Clock
from tests.cogs.announcements.test_announcer import LANTERN, publish
from tests.cogs.polls.test_polls import pass_time
from tests.cogs.reviews.test_cards import longest_review
from tests.cogs.ui.limits import check
from tests.dialogue import Reply, say
from tests.lost_answers import dies

MEMBERS_OF_DISCORD = [10**18 + number for number in range(MOST_MENTIONED)]


async def announce_in(world: World, channel: simcord.ChannelHandle, **settings: object) -> None:
    assert world.channel.guild
    actor = world.people["moderator"].id
    await world.library.servers.set(world.channel.guild.id, actor, announcement_channel_id=channel.id, **settings)


async def want(world: World, way: Way, *people: str) -> None:
    """They ask for the film, and choose how to hear of it."""
    assert world.channel.guild
    for name in people:
        person = world.people[name]
        await world.library.requests.ask(world.channel.guild.id, person.id, LANTERN)
        await world.library.tellings.choose(world.channel.guild.id, person.id, way, person.user.dm_channel.id)


async def test_who_left_and_who_does_not_see_the_channel_are_not_mentioned(world: World, clock: Clock) -> None:
    guild = world.channel.guild
    assert guild
    await want(world, Way.MENTION, "member", "friend", "moderator")
    blind = discord.PermissionOverwrite(view_channel=False)
    channel = guild.create_text_channel("for few", overwrites={world.people["friend"]: blind})
    await announce_in(world, channel)
    guild.remove_member(world.people["member"])
    await publish(world)
    await pass_time(world, clock, minutes=1)
    (message,) = channel.history(viewer=world.people["moderator"])
    assert list(mentioned_ids(message.components)) == [world.people["moderator"].id]
    assert [user.id for user in message.mentions] == [world.people["moderator"].id]
    clock.advance(days=2)
    assert await world.library.tellings.waiting(guild.id, world.people["friend"].id)


async def announced_by_a_process_that_dies(
    world: World, clock: Clock, channel: simcord.ChannelHandle
) -> discord.Message:
    """What stands there after another process went on."""
    with dies(world.bot.service(Outbox)._kinds["reviews"], "post"):
        await publish(world)
        await pass_time(world, clock, minutes=1)
    await world.restart()
    await pass_time(world, clock, minutes=2)
    await pass_time(world, clock, minutes=2)
    (message,) = channel.history(viewer=world.people["moderator"])
    return message


async def test_a_process_that_dies_after_sending_tells_nobody_twice(world: World, clock: Clock) -> None:
    guild = world.channel.guild
    assert guild
    await want(world, Way.MENTION, "member")
    channel = guild.create_text_channel("news")
    await announce_in(world, channel)
    message = await announced_by_a_process_that_dies(world, clock, channel)
    assert list(mentioned_ids(message.components)) == [world.people["member"].id]
    clock.advance(days=2)
    assert await world.library.tellings.waiting(guild.id, world.people["member"].id) == []


async def test_what_goes_to_other_servers_names_nobody_who_asked_and_they_hear_at_their_next_command(
    world: World, clock: Clock
) -> None:
    guild = world.channel.guild
    assert guild
    await want(world, Way.MENTION, "member")
    channel = guild.create_news_channel("news")
    await announce_in(world, channel, publish_onward=True)
    message = await announced_by_a_process_that_dies(world, clock, channel)
    assert message.flags.is_crossposted  # as the simulation marks what was published
    assert "<@" not in Reply(world, message).text
    assert len(await world.library.tellings.waiting(guild.id, world.people["member"].id)) == 1


async def test_where_direct_messages_are_closed_the_next_command_tells(world: World, clock: Clock) -> None:
    await want(world, Way.MESSAGE, "member")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=1)
    await publish(world)
    await pass_time(world, clock, minutes=1)
    assert await world.library.outbox.next_due() is None
    for told in (True, False):
        result = await world.people["member"].run(world.channel, "/help")
        assert any("is reviewed" in str(one.content) for one in replies_of(result)) is told


async def test_a_direct_message_says_it_once_and_leads_to_the_choice(world: World, clock: Clock) -> None:
    guild = world.channel.guild
    assert guild
    await want(world, Way.MESSAGE, "member", "friend")
    await world.library.tellings.choose(guild.id, world.people["friend"].id, Way.NEXT)
    with dies(world.bot.service(Outbox)._kinds[DIRECT], "post"):
        await publish(world)
        await pass_time(world, clock, minutes=1)
    await world.restart()
    await pass_time(world, clock, minutes=2)
    await pass_time(world, clock, minutes=2)
    (message,) = world.people["member"].user.dm_channel.history()
    direct = Reply(world, message)
    assert "**The Lantern (2031)** is reviewed" in direct.text
    assert world.people["friend"].user.dm_channel.history() == []
    robin = world.people["member"].user
    opened = await robin.click(message, custom_id=direct.custom_ids["Tell me …"])
    (choice,) = replies_of(opened)
    await robin.click(choice, custom_id=Reply(world, choice).custom_ids["Not at all"])
    assert await world.library.tellings.way(guild.id, world.people["member"].id) is None


async def test_who_changes_their_mind_before_it_is_sent_gets_no_direct_message(world: World, clock: Clock) -> None:
    guild = world.channel.guild
    assert guild
    await want(world, Way.MESSAGE, "member")
    await world.bot.service(Outbox).stop()
    await publish(world)
    choice = await say(world, "/my news")
    await choice.press("At my next command")
    await world.restart()
    await pass_time(world, clock, minutes=1)
    assert world.people["member"].user.dm_channel.history() == []
    assert len(await world.library.tellings.waiting(guild.id, world.people["member"].id)) == 1


async def test_what_discord_lets_wait_holds_nothing_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="cogs.announcements.onward")
    slot, went = asyncio.Event(), []

    async def wait_for_a_slot() -> None:
        await slot.wait()
        went.append(1)

    async def refused() -> None:
        raise discord.RateLimited(3600)

    onward = Onward(patience=0.01)
    await onward.send(wait_for_a_slot(), 77)
    assert "channel 77 goes onward later" in caplog.text
    slot.set()
    await asyncio.sleep(0.01)
    assert went == [1]
    await onward.send(refused(), 78)
    assert "channel 78 did not go onward" in caplog.text


def test_mentions_of_as_many_as_there_can_be_fit_the_longest_announcement() -> None:
    review = longest_review("m")
    news = [
        News(StoredReview(id=1, film_id=2**62 + number, guild_id=1, review=review), True, 99) for number in range(60)
    ]
    line = mentions(10**18, MEMBERS_OF_DISCORD)
    for several in (news[:1], news):
        card = announcement_card(2**62, several, mentions=line)
        check(card)
        assert list(mentioned_ids(card.children)) == MEMBERS_OF_DISCORD
