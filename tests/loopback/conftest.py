"""A Discord for every test, a bot in it, and the limits that every body is held to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import SqliteHost
from tests.loopback import found
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback


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
