"""What a person reads when the database fails: one plain sentence in time, and never an incident number.

The engines' own limits end the waiting here. The door's deadlines are tested in `tests.data.storage.test_deadlines`:
the simulation's clock stands still for as long as a command waits for a connection.
"""

import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playground.world import World, open_world
from data.deadlines import PRESS_SECONDS, seconds_left
from data.library import Library
from data.storage import Storage
from tests.clock import unhurried
from tests.conftest import PostgresHost, SqliteHost
from tests.dialogue import say

pytestmark = pytest.mark.deadlines


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[World]:
    async with Library.open(address) as library, open_world(library, unhurried()) as world:
        yield world


@contextmanager
def plain_and_in_time(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 3
    assert "Incident" not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.timing
async def test_a_postgresql_whose_tables_another_program_holds_is_told_to_whoever_asks_votes_or_sets(
    postgres_host: PostgresHost, caplog: pytest.LogCaptureFixture
) -> None:
    address = postgres_host.new(with_starter=True)
    other = await Storage.open(address)
    async with opened(address) as world:
        card = await say(world, "/review jaws")
        async with other.writing(60) as connection:
            await connection.execute(text("LOCK TABLE votes IN ACCESS EXCLUSIVE MODE"))
            with plain_and_in_time(caplog):
                assert "Too much is going on at once" in (await say(world, "/my votes")).text
        async with other.writing(60) as connection:
            await connection.execute(text("LOCK TABLE votes, server_settings IN EXCLUSIVE MODE"))  # which lets one read
            with plain_and_in_time(caplog):
                assert "so that does not count" in (await card.press("Positive")).text
            with plain_and_in_time(caplog):
                answer = await say(world, "/reviews settings suggestions:true", by="moderator")
                assert "so that does not count" in answer.text
        assert "Counted: 🟢 **Positive**" in (await card.press("Positive")).text
        assert "Positive 1" in card.now.labels
    await other.close()


@pytest.mark.timing
async def test_an_sqlite_that_another_program_holds_is_told_to_whoever_votes_or_asks_for_a_film(
    sqlite_host: SqliteHost, caplog: pytest.LogCaptureFixture
) -> None:
    address = sqlite_host.new(with_starter=True)
    async with opened(address) as world:
        card = await say(world, "/review jaws")
        other = sqlite3.connect(str(make_url(address).database), isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            with plain_and_in_time(caplog):
                assert "does not count" in (await card.press("Positive")).text
            with plain_and_in_time(caplog):
                assert "does not count" in (await say(world, "/request Chinatown (1974)")).text
            assert "Jaws" in (await say(world, "/review jaws")).text
        finally:
            other.close()
        assert "Counted: 🟢 **Positive**" in (await card.press("Positive")).text
        assert "Positive 1" in card.now.labels


async def test_whatever_a_person_does_is_to_be_answered_in_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[float] = []
    reading = Storage.reading

    def noting(storage: Storage, *seconds: float) -> AbstractAsyncContextManager[AsyncConnection]:
        left.append(seconds_left(60))
        return reading(storage, *seconds)

    monkeypatch.setattr(Storage, "reading", noting)
    card = await say(world, "/review jaws")
    assert min(left) <= PRESS_SECONDS  # the background asks as well, and nobody waits for that
    left.clear()
    await card.press("More…")
    assert min(left) <= PRESS_SECONDS
