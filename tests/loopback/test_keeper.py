"""What goes on beside the presses outlives a database that is away."""

import datetime as dt
from pathlib import Path

from data.library import Library
from data.polls import Opening, Terms
from tests.conftest import PostgresHost
from tests.data.worlds import FILM, Clock
from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.process import running
from tests.loopback.seen import text_of
from tests.loopback.server import Loopback
from tests.loopback.wire import wire_to


async def test_a_poll_that_ended_is_closed_though_the_database_was_away_when_the_bot_became_ready(
    postgres_host: PostgresHost, discord: Loopback, tmp_path: Path
) -> None:
    address = postgres_host.new(with_starter=True)
    async with Library.open(address, now=Clock()) as library:
        await library.polls.open(
            Opening(
                guild_id=int(discord.guild.id),
                channel_id=int(discord.films.id),
                film_id=FILM,
                film_label="Nobody (2021)",
                opened_by=1,
                terms=Terms(duration=dt.timedelta(days=1)),
            )
        )
    login = discord.faults.arm(Fault("GET", "/users/@me", delay=1.0))
    async with wire_to(address) as (wire, near), running(discord, near, tmp_path) as bot:
        assert await until(lambda: login.hits, 30)
        wire.cut()
        await bot.connected()
        assert await until(lambda: wire.refused >= 2, 10), "nobody asked for the database"
        assert not bot.ended
        wire.whole = True
        assert await until(lambda: any("ended" in text_of(one) for one in discord.films.from_bot()), 40), bot.log
        await bot.ready(40)
        await bot.assert_stops_cleanly()
