"""Who chose to be told is told, once and as they chose; nobody else is."""

from __future__ import annotations

import discord
import pytest

from bot.playground.people import replies_of
from bot.playground.world import World
from cogs.tellings.cards import WAYS, message_card, news_ids, news_text
from data.tellings import Event, News, Way
from tests.clock import Clock
from tests.cogs.announcements.test_announcer import LANTERN, posted, publish
from tests.cogs.polls.test_polls import pass_time
from tests.cogs.ui.limits import check
from tests.dialogue import Reply, say


@pytest.fixture
async def announced(world: World) -> World:
    """The world, in which the server has chosen its channel."""
    assert world.channel.guild
    await world.library.servers.set(
        world.channel.guild.id, world.people["moderator"].id, announcement_channel_id=world.channel.id
    )
    return world


async def ask(world: World, way: str, by: str = "member") -> None:
    """Ask for the film, and choose how to hear of it."""
    noted = await say(world, "/request The Lantern (2031)", by=by)
    choice = await noted.press("Tell me …", by=by)
    assert choice.private
    assert "You are told nothing" in choice.text
    chosen = await choice.press(way, by=by)
    assert "You are told nothing" not in chosen.text


async def test_who_asked_is_mentioned_where_it_is_announced_and_nobody_else(announced: World, clock: Clock) -> None:
    await ask(announced, "Mention me")
    assert announced.channel.guild
    await announced.library.requests.ask(announced.channel.guild.id, announced.people["friend"].id, LANTERN)
    stored = await publish(announced)
    await pass_time(announced, clock, minutes=1)
    (message,) = posted(announced)
    assert f"asked for by <@{announced.people['member'].id}>" in message.text
    assert str(announced.people["friend"].id) not in message.text
    await publish(announced, base=stored)
    await pass_time(announced, clock, minutes=1)
    assert "<@" not in posted(announced)[1].text


async def test_at_the_next_command_it_is_told_once(world: World) -> None:
    await ask(world, "At my next command")
    await publish(world)
    assert world.channel.guild
    waiting = await world.library.tellings.waiting(world.channel.guild.id, world.people["member"].id)
    assert [(one.event, one.label) for one in waiting] == [(Event.REVIEWED, "The Lantern (2031)")]
    result = await world.people["member"].run(world.channel, "/help")
    assert any("**The Lantern (2031)** is reviewed" in str(one.content) for one in replies_of(result))
    assert await world.library.tellings.waiting(world.channel.guild.id, world.people["member"].id) == []


async def test_a_review_that_is_withdrawn_is_told_of_once_it_is_back(world: World) -> None:
    assert world.channel.guild
    guild_id, moderator = world.channel.guild.id, world.people["moderator"].id
    await ask(world, "At my next command")
    stored = await publish(world)
    await world.library.reviews.withdraw(stored.film_id, guild_id, moderator)
    result = await world.people["member"].run(world.channel, "/help")
    assert not any("is reviewed" in str(one.content) for one in replies_of(result))
    await world.library.reviews.restore(stored.film_id, guild_id, moderator)
    result = await world.people["member"].run(world.channel, "/help")
    assert any("is reviewed" in str(one.content) for one in replies_of(result))


async def test_what_is_taken_back_is_not_told(world: World) -> None:
    await ask(world, "At my next command")
    choice = await say(world, "/my news")
    await choice.press("Not at all")
    await publish(world)
    assert world.channel.guild
    assert await world.library.tellings.waiting(world.channel.guild.id, world.people["member"].id) == []


async def test_a_role_that_can_be_mentioned_stands_in_announcements(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    fans = announced.channel.guild.create_role("Fans", mentionable=True)
    await announced.library.servers.set(
        announced.channel.guild.id, announced.people["moderator"].id, announcement_role_id=fans.id
    )
    await publish(announced)
    await pass_time(announced, clock, minutes=1)
    (message,) = posted(announced)
    assert f"<@&{fans.id}>" in message.text


async def test_a_role_that_is_gone_stands_nowhere_and_one_that_nobody_may_mention_is_told(
    announced: World, clock: Clock
) -> None:
    assert announced.channel.guild
    guild, moderator, me = announced.channel.guild, announced.people["moderator"].id, announced.bot.user
    assert me
    quiet = guild.create_role("Quiet", mentionable=False)
    await announced.library.servers.set(guild.id, moderator, announcement_role_id=quiet.id)
    assert "Nobody hears" not in (await say(announced, "/reviews settings", by="moderator")).text, "I may mention all"
    deaf = discord.PermissionOverwrite(mention_everyone=False)
    elsewhere = guild.create_text_channel("elsewhere", overwrites={me: deaf})
    (settings,) = replies_of(await announced.people["moderator"].run(elsewhere, "/reviews settings"))
    assert "Nobody hears of that mention" in Reply(announced, settings).text
    await announced.library.servers.set(guild.id, moderator, announcement_role_id=quiet.id + 1)  # removed just now
    await publish(announced)
    await pass_time(announced, clock, minutes=1)
    (message,) = posted(announced)
    assert "<@&" not in message.text


def test_every_event_and_way_has_its_words() -> None:
    assert set(WAYS) == {None, *Way}
    for event in Event:
        assert "Jaws" in news_text([News(1, 2, 3, event, 4, "Jaws")])
    direct = message_card(News(1, 2, 3, Event.REVIEWED, 4, "Jaws"), "The Club")
    check(direct)
    assert list(news_ids(direct.children)) == [1]
    assert "From The Club" in str(direct.to_components())
    assert "https://discord.com/channels/2'" in str(direct.to_components())
    check(message_card(News(1, 2**63 - 1, 3, Event.REVIEWED, 4, "J" * 200), "C" * 100))
