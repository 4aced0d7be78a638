"""What is posted once stands once, though the process that posts it is killed again and again."""

import asyncio
from pathlib import Path

from sqlalchemy import update

from data.deliveries import LEASE
from data.library import Library, utc_now
from data.storage.tables.outbox import outbox
from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.process import running
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD, Channel

POST = "/channels/*/messages"
_IT_IS_RECORDED = 0.5


async def minutes_pass(database: str, channel: Channel) -> None:
    """Nobody runs: the claim of who died is over, and Discord has forgotten the nonce."""
    async with Library.open(database) as library, library.storage.writing() as connection:
        waiting = outbox.c.next_try_at.is_not(None)
        await connection.execute(update(outbox).where(waiting).values(next_try_at=utc_now() - LEASE))
    for message in channel.from_bot():
        message.nonce = None


async def test_a_poll_stands_once_though_the_process_is_killed_twice_after_discord_took_it(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    morgan = discord.guild.join("Morgan", discord.guild.add_role("Moderators", MANAGE_GUILD))
    discord.faults.arm(Fault("POST", POST, unheard=True))
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        await morgan.command("/poll open", film="jaws", thinking=0.5)
        assert await until(morgan.channel.from_bot)
        await bot.kill()
    await minutes_pass(database, morgan.channel)
    looking = discord.faults.arm(Fault("GET", POST, unheard=True))
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        assert await until(lambda: looking.hits)
        await bot.kill()
    await minutes_pass(database, morgan.channel)
    discord.faults.disarm()
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        assert await until(lambda: any(one.status == 200 for one in discord.asked("GET", r"/channels/\d+/messages")))
        await asyncio.sleep(_IT_IS_RECORDED)
        await bot.assert_stops_cleanly()
    (message,) = morgan.channel.from_bot()
    async with Library.open(database) as library:
        (poll,) = await library.polls.open_in(int(discord.guild.id))
        assert poll.message_id == int(message.id)
        assert await library.outbox.next_due() is None
