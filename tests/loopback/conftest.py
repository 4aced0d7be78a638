"""A Discord for every test, a bot in it, and the limits that every body is held to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.conftest import SqliteHost
from tests.loopback import found
from tests.loopback.people import Person
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD, Guild

_LOG_IS_READ = 0.05


@pytest.fixture(autouse=True)
def every_body_keeps_to_the_limits() -> Iterator[None]:
    found.VIOLATIONS.clear()
    yield
    assert found.VIOLATIONS == []


@pytest.fixture
def database(sqlite_host: SqliteHost) -> str:
    """The address of a new database with the starter reviews in it."""
    return sqlite_host.new(with_starter=True)


@pytest.fixture
async def discord() -> AsyncIterator[Loopback]:
    async with Loopback.open() as discord:
        yield discord


@pytest.fixture
async def bot(discord: Loopback, database: str, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """The bot, ready; a test that does not end it itself says by that that it stops cleanly after what happened."""
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        yield bot
        if not bot.ended:
            await bot.assert_stops_cleanly()


@dataclass(frozen=True)
class Stage:
    """A bot that the tests of a file share, and a server of one's own in its Discord."""

    discord: Loopback
    bot: BotProcess
    guild: Guild
    written: int
    """Lines in the log before this test."""

    @property
    def log(self) -> str:
        """What the bot wrote during this test."""
        return "".join(self.bot.lines[self.written :])

    def join(self, name: str) -> Person:
        """A new member."""
        return self.guild.join(name)

    def moderator(self) -> Person:
        """Somebody who manages the server."""
        return self.guild.join("Morgan", self.guild.add_role("Moderators", MANAGE_GUILD))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_bot(
    sqlite_host: SqliteHost, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Loopback, BotProcess]]:
    database = sqlite_host.new(with_starter=True)
    async with (
        Loopback.open() as discord,
        running(discord, database, tmp_path_factory.mktemp("shared")) as bot,
    ):
        await bot.ready()
        yield discord, bot
        assert await bot.stop() == 0


@pytest_asyncio.fixture(loop_scope="module")
async def stage(shared_bot: tuple[Loopback, BotProcess]) -> AsyncIterator[Stage]:
    """Saves starting the bot. Whatever a test does, nothing may end as a traceback."""
    discord, bot = shared_bot
    stage = Stage(discord, bot, await discord.add_guild("One's own"), len(bot.lines))
    yield stage
    discord.faults.disarm()
    await asyncio.sleep(_LOG_IS_READ)
    assert "Traceback" not in stage.log
    assert not bot.ended
