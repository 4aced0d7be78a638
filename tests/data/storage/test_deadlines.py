"""Whatever hangs, a person has an answer within two and a half seconds, and afterwards everything works as before."""

import asyncio
import os
import random
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from data import errors
from data.deadlines import answer_due
from data.library import Library
from data.models import Film, Tier
from data.storage import LONG_SECONDS, Storage
from data.storage.tables.films import films
from tests.conftest import PostgresHost
from tests.refusals import refused

pytestmark = [pytest.mark.deadlines, pytest.mark.timing]

MOST_SECONDS = 2.5


@contextmanager
def in_time() -> Iterator[None]:
    """What is in the block takes no longer than a person waits."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < MOST_SECONDS


@contextmanager
def stopped(pids: Sequence[int]) -> Iterator[None]:
    """Have processes do nothing at all for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def write(storage: Storage, film_id: int) -> None:
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=film_id, title_key=str(film_id), year=0))


async def count(storage: Storage) -> int:
    async with storage.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(films)) or 0


async def sleep_in_the_server(storage: Storage, seconds: float, *, limit: float | None = None) -> None:
    async with storage.reading(limit) if limit else storage.reading() as connection:
        await connection.execute(text(f"SELECT pg_sleep({seconds})"))


@pytest.fixture
async def postgres_storage(postgresql_address: str) -> AsyncIterator[Storage]:
    storage = await Storage.open(postgresql_address)
    yield storage
    await storage.close()


@pytest.fixture
async def sqlite_storage(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")
    yield storage
    await storage.close()


async def backends(storage: Storage) -> list[int]:
    """The server's processes for this database, of which there are as many as connections."""
    query = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    async with storage.reading() as connection:
        return list((await connection.execute(query)).scalars())


@pytest.mark.parametrize("whole", [False, True], ids=["its connections", "all of it"])
async def test_a_hanging_postgresql_is_answered_in_time_and_works_on_when_it_wakes(
    postgres_host: PostgresHost, postgres_storage: Storage, whole: bool
) -> None:
    await write(postgres_storage, 1)
    hanging = await backends(postgres_storage)
    assert hanging
    with stopped([*hanging, *([postgres_host.pid] if whole else [])]):
        with in_time(), refused(errors.TooSlow, match="took too long"):
            await count(postgres_storage)
        with in_time():
            answers = await asyncio.gather(*(write(postgres_storage, n) for n in range(10, 30)), return_exceptions=True)
    hung = [answer for answer in answers if answer]
    assert {type(answer) for answer in hung} <= {errors.TooSlow}
    assert hung or not whole
    await write(postgres_storage, 2)
    assert await count(postgres_storage) == 2 + len(answers) - len(hung)


async def test_presses_on_a_hanging_postgresql_are_answered_in_time(
    postgres_host: PostgresHost, postgresql_address: str
) -> None:
    async with Library.open(postgresql_address, with_starter=False) as library:
        asked = await library.requests.ask(500, 900, Film(title="Nobody"))
        with stopped([*await backends(library.storage), postgres_host.pid]):
            presses = [
                library.votes.cast(500, asked.film_id, 900, Tier.POSITIVE),
                library.votes.tally(500, asked.film_id),
                library.catalogue.complete(500, "nobody"),
                library.servers.set(500, 900, suggestions_allowed=True),
                library.requests.ask(500, 901, Film(title="Nobody")),
                library.personal_lists.erase(900),
            ]
            with in_time():
                answers = await asyncio.gather(*presses, return_exceptions=True)
            assert {type(answer) for answer in answers} == {errors.TooSlow}
            await asyncio.sleep(0.5)  # the one before has given up by now
            with in_time(), pytest.raises(errors.TooSlow):
                await library.votes.cast(500, asked.film_id, 900, Tier.POSITIVE)
        assert (await library.votes.cast(500, asked.film_id, 900, Tier.POSITIVE)).positive == 1


async def test_a_postgresql_that_hangs_in_the_commit_leaves_open_whether_it_was_stored(
    postgres_storage: Storage,
) -> None:
    async def write_and_hang() -> None:
        async with postgres_storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="1", year=0))
            pid = await connection.scalar(text("SELECT pg_backend_pid()"))
            os.kill(pid, signal.SIGSTOP)
            stopped_ones.append(pid)

    stopped_ones: list[int] = []
    try:
        with in_time(), refused(errors.TooSlow, match="not certain whether that was stored"):
            await write_and_hang()
    finally:
        os.kill(stopped_ones[0], signal.SIGCONT)


async def test_a_deadline_between_two_statements_does_not_wait_for_a_rollback(postgres_storage: Storage) -> None:
    async def write_and_linger() -> None:
        async with postgres_storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="1", year=0))
            stopped_ones.append(await connection.scalar(text("SELECT pg_backend_pid()")))
            os.kill(stopped_ones[0], signal.SIGSTOP)
            await asyncio.sleep(60)

    stopped_ones: list[int] = []
    try:
        with in_time(), refused(errors.TooSlow, match="does not count"):
            await write_and_linger()
    finally:
        os.kill(stopped_ones[0], signal.SIGCONT)
    assert await count(postgres_storage) == 0


async def test_a_statement_that_takes_long_ends_on_the_server_as_well(postgres_storage: Storage) -> None:
    with in_time(), pytest.raises(errors.TooSlow):
        await sleep_in_the_server(postgres_storage, 30)
    asleep = text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active'")
    async with postgres_storage.reading() as connection:
        assert await connection.scalar(asleep) == 1  # this very question
    await sleep_in_the_server(postgres_storage, 2.2, limit=LONG_SECONDS)


async def test_what_one_press_asks_for_in_turn_is_done_in_time_until_it_is_answered(storage: Storage) -> None:
    answered = False

    async def ask() -> int:
        answer_due(lambda: answered)
        for _ in range(3):
            async with storage.reading():
                await asyncio.sleep(0.9)
        return 3

    with in_time(), pytest.raises(errors.TooSlow):
        await asyncio.create_task(ask())
    answered = True
    assert await asyncio.create_task(ask()) == 3


async def test_a_late_press_leaves_others_their_time_to_write(storage: Storage) -> None:
    async def add(connection: AsyncConnection, ids: Sequence[int]) -> Sequence[int]:
        await connection.execute(insert(films).values(id=ids[0], title_key=str(ids[0]), year=0))
        await asyncio.sleep(0.8)
        return ids

    async def press(film_id: int, waited: float) -> int:
        answer_due(lambda: False)
        await asyncio.sleep(waited)
        return await storage.writer.write(add, film_id)

    late = asyncio.create_task(press(1, 2.0))  # its task begins the commits
    await asyncio.sleep(2.1)
    in_time_yet = asyncio.create_task(press(2, 0))
    with pytest.raises(errors.TooSlow):
        await late
    assert await in_time_yet == 2
    assert await count(storage) == 2


async def test_who_waits_for_a_row_that_another_holds_is_told_that_it_is_busy(postgres_storage: Storage) -> None:
    await write(postgres_storage, 1)
    row = select(films).where(films.c.id == 1).with_for_update()

    async def take() -> None:
        async with postgres_storage.writing() as connection:
            await connection.execute(row)

    async with postgres_storage.writing() as connection:
        await connection.execute(row)
        with in_time(), pytest.raises(errors.Busy):
            await take()


async def test_a_hanging_postgresql_refuses_the_start(
    postgres_host: PostgresHost, postgresql_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.storage.engines.START_SECONDS", 1.0)
    with stopped([postgres_host.pid]), in_time(), refused(errors.StorageUnavailable, match="does not answer"):
        await Storage.open(postgresql_address)


async def test_an_sqlite_held_by_another_program_is_answered_in_time(sqlite_storage: Storage, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with in_time():
            answers = await asyncio.gather(*(write(sqlite_storage, n) for n in range(5)), return_exceptions=True)
        assert {type(answer) for answer in answers} <= {errors.Busy, errors.TooSlow}
        assert await count(sqlite_storage) == 0  # which is no obstacle to reading
    finally:
        other.close()
    await write(sqlite_storage, 1)
    assert await count(sqlite_storage) == 1


async def test_an_sqlite_statement_that_takes_long_is_interrupted(sqlite_storage: Storage) -> None:
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    async def ask() -> None:
        async with sqlite_storage.reading() as connection:
            await connection.execute(endless)

    with in_time():
        answers = await asyncio.gather(*(ask() for _ in range(4)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {errors.TooSlow}
    await write(sqlite_storage, 1)
    assert await count(sqlite_storage) == 1


async def test_the_next_writer_waits_until_the_one_that_hung_is_gone(sqlite_storage: Storage) -> None:
    """An SQLite function that sleeps hangs in its thread as a disk does: nothing interrupts it."""
    happened = []

    def disk() -> None:
        time.sleep(3.0)
        happened.append("woken")

    async with sqlite_storage._engines.writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        await driver.create_function("hang", 0, disk)
    event.listen(sqlite_storage._engines.writer.sync_engine, "connect", lambda *_: happened.append("connected"))

    async def hang() -> None:
        async with sqlite_storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="1", year=0))
            await connection.execute(text("SELECT hang()"))

    with in_time(), refused(errors.TooSlow, match="does not count"):
        await hang()
    await write(sqlite_storage, 2)
    assert happened == ["woken", "connected"]
    assert await count(sqlite_storage) == 1


async def test_any_cancelled_moment_leaves_no_transaction_open(storage: Storage) -> None:
    generator = random.Random(11)  # noqa: S311
    tasks = []
    for number in range(60):
        task = asyncio.create_task(write(storage, number))
        await asyncio.sleep(generator.uniform(0, 0.004))
        task.cancel()
        tasks.append(task)
        if number % 3 == 2:
            await asyncio.gather(*tasks, return_exceptions=True)
            with in_time():
                await write(storage, 1000 + number)
    stored = sum(not task.cancelled() for task in tasks)
    assert stored + 20 <= await count(storage) <= 80
