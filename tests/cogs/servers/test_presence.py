"""Servers that remove the bot: kept for thirty days, asked about once more, erased; or back again."""

import pytest

from bot.playground.world import World
from tests.clock import Clock
from tests.cogs.polls.test_losses import guild_of
from tests.cogs.polls.test_polls import pass_time
from tests.dialogue import say


async def with_something_of_its_own(world: World) -> int:
    """A server that voted and chose; its id."""
    card = await say(world, "/review jaws")
    await card.press("Positive")
    await say(world, "/reviews settings suggestions:True", by="moderator")
    guild_id = guild_of(world).id
    assert set(await world.library.rights.of_server(guild_id)) >= {"votes", "server_settings"}
    return int(guild_id)


@pytest.mark.parametrize("offline", [False, True], ids=["seen", "missed"])
async def test_what_was_a_servers_is_erased_thirty_days_after_it_removed_the_bot(
    world: World, clock: Clock, offline: bool
) -> None:
    guild_id = await with_something_of_its_own(world)
    if offline:
        world.env.backend.guilds.pop(guild_id)
        await world.restart()
    else:
        world.env.backend.remove_guild(guild_id)
    await pass_time(world, clock, minutes=1)
    assert "server_presences" in await world.library.rights.of_server(guild_id)
    await pass_time(world, clock, days=29)
    assert set(await world.library.rights.of_server(guild_id)) >= {"votes", "server_settings"}
    await pass_time(world, clock, days=1, minutes=1)
    assert await world.library.rights.of_server(guild_id) == {}


async def test_a_server_that_discord_still_knows_keeps_everything(world: World, clock: Clock) -> None:
    """A mark that is wrong, whoever made it."""
    guild_id = await with_something_of_its_own(world)
    await world.library.presences.left(guild_id)
    before = await world.library.rights.of_server(guild_id)
    for _ in range(2):
        await pass_time(world, clock, days=31)
    assert await world.library.rights.of_server(guild_id) == before
    assert await world.library.presences.due() == []
