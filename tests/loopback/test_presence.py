"""Servers that remove the bot, over real sockets: an outage is none, and nothing is erased without Discord's word."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from data.library import Library
from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback

GONE = 2_000_000_000_000_000_000


def presences(database: str) -> dict[int, str | None]:
    """Since when servers have the bot no more, as it stands in the file."""
    with closing(sqlite3.connect(f"file:{database.removeprefix('sqlite:///')}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT guild_id, left_at FROM server_presences"))


async def test_an_outage_is_no_removal_and_who_comes_back_is_kept(
    discord: Loopback, bot: BotProcess, database: str
) -> None:
    guild, other = await discord.add_guild("One"), await discord.add_guild("Other")
    here, there = int(guild.id), int(other.id)
    assert await until(lambda: {here, there} <= presences(database).keys(), 10)
    await discord.remove_guild(other, outage=True)
    await discord.remove_guild(guild)
    assert await until(lambda: presences(database)[here], 10)
    assert presences(database)[there] is None
    discord.guilds[guild.id] = guild
    await discord.gateway.dispatch("GUILD_CREATE", guild.payload(), guild)
    assert await until(lambda: presences(database)[here] is None, 10)
    assert "Jaws" in (await guild.join("Robin").command("/review", film="jaws")).text


async def test_nothing_is_erased_while_discord_does_not_say_that_it_is_gone(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=31)
    async with Library.open(database, now=lambda: long_ago) as library:
        await library.servers.set(GONE, 1, suggestions_allowed=True)
        await library.presences.left(GONE)
    discord.faults.arm(Fault("GET", "/guilds/*", times=99, status=400))
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        await bot.logs("cannot be asked now", 30)
        await bot.assert_stops_cleanly()
    assert GONE in presences(database)
    discord.faults.disarm()
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        await bot.logs(f"Erased what was server {GONE}'s", 20)
        await bot.assert_stops_cleanly()
    assert GONE not in presences(database)
    async with Library.open(database) as library:
        assert await library.rights.of_server(GONE) == {}
