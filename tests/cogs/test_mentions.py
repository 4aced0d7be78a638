"""`@Marquee balerina` in a message."""

import pytest

from bot.playground.world import World
from tests.dialogue import say


async def test_whoever_names_the_bot_with_a_title_is_answered_with_the_film(world: World) -> None:
    answer = await say(world, "@Marquee balerina")
    assert "Ballerina (2023)" in answer.text
    assert not answer.private


@pytest.mark.parametrize("line", ["jaws", "@everyone jaws"])
async def test_what_does_not_name_the_bot_is_not_answered(world: World, line: str) -> None:
    await world.people["member"].send(world.channel, line)
    assert not any(message.author == world.bot.user for message in world.channel.history())


async def test_other_bots_are_not_answered(world: World) -> None:
    """Two bots that answer each other would not stop."""
    guild = world.channel.guild
    assert guild is not None
    assert world.bot.user
    robot = guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.bot.user.mention} jaws")
    assert not any(message.author == world.bot.user for message in world.channel.history())


async def test_a_known_film_is_named_in_talk_and_what_names_none_is_one_quiet_line(wide_world: World) -> None:
    assert "## Shrek 2 (2004)" in (await say(wide_world, "@Marquee what about shrek 2")).text
    for talk in ("see you in 28 days", "hello"):
        quiet = await say(wide_world, f"@Marquee {talk}")
        assert "I found no film in that." in quiet.text
        assert quiet.labels == []
    assert "## Marquee" in (await say(wide_world, "@Marquee help!")).text
