"""Whoever is cancelled, at whatever moment, leaves no connection behind, and the next one is served."""

import asyncio
import gc
import itertools
import random
from collections.abc import Awaitable, Callable, Collection, Coroutine, Generator
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.pool import QueuePool

from data.errors import StorageUnavailable
from data.storage import LONG_SECONDS, Storage
from data.storage.tables.films import films
from tests.refusals import refused

pytestmark = pytest.mark.deadlines

MOST_STEPS = 60
"""A read or a write waits less often than that, with the opening of its connection."""

_numbers = itertools.count(1)


class Cancelled:
    """Awaits a coroutine whose task is cancelled at some of its waits: as it begins to wait, or as the answer comes."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], steps: Collection[int], *, late: bool) -> None:
        self._coroutine = coroutine
        self._steps = steps
        self._late = late
        self.waits = 0

    def __await__(self) -> Generator[Any, Any, Any]:
        task = asyncio.current_task()
        assert task
        step, value = self._coroutine.send, None
        while True:
            try:
                awaited = step(value)
            except StopIteration as end:
                return end.value
            if self.waits in self._steps:
                if self._late and awaited is not None:
                    awaited.add_done_callback(lambda _: task.cancel())
                else:
                    task.cancel()
            self.waits += 1
            try:
                value = yield awaited
                step = self._coroutine.send
            except BaseException as error:
                step, value = self._coroutine.throw, error


async def read(storage: Storage) -> None:
    async with storage.reading() as connection:
        await connection.scalar(select(func.count()).select_from(films))


async def write(storage: Storage) -> None:
    async with storage.writing() as connection:
        film_id = next(_numbers)
        await connection.execute(insert(films).values(id=film_id, title_key=str(film_id), year=0))


def out(storage: Storage) -> list[int]:
    """How many connections are out, of each pool."""
    pools = [engine.pool for engine in (storage._writer, storage._reader)]
    return [pool.checkedout() for pool in pools if isinstance(pool, QueuePool)]


@pytest.fixture
async def storage(storage: Storage) -> Storage:
    """One that nobody else uses, not even to renew its lease."""
    if storage._watch:
        storage._watch._looking.cancel()
    return storage


@pytest.mark.parametrize("late", [False, True], ids=["waiting", "answered"])
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("work", [read, write])
async def test_a_cancelled_wait_leaves_no_connection_out(
    storage: Storage, work: Callable[[Storage], Coroutine[Any, Any, None]], times: int, *, late: bool
) -> None:
    for fresh in (True, False):
        for first in range(MOST_STEPS):
            if fresh:  # the wait for a connection to be made is cancelled as well
                await storage._writer.dispose()
                await storage._reader.dispose()
            cancelled = Cancelled(work(storage), range(first, first + times), late=late)
            task = asyncio.ensure_future(_run(cancelled))
            await asyncio.wait({task})
            if cancelled.waits <= first:
                await task
                break
            assert task.cancelled()
            assert out(storage) == [0, 0], first
        else:
            pytest.fail("it waited more often than was thought")
    await write(storage)
    await read(storage)
    gc.collect()  # a connection that nobody has and nobody gave back is warned of, which is an error
    assert out(storage) == [0, 0]


async def _run(awaitable: Awaitable[Any]) -> None:
    await awaitable


@pytest.mark.parametrize("work", [read, write])
async def test_a_loop_that_cancels_every_task_there_is_leaves_no_connection_out(
    storage: Storage, work: Callable[[Storage], Coroutine[Any, Any, None]]
) -> None:
    """So an event loop ends: even tasks that were to finish another's business are cancelled."""
    generator = random.Random(7)  # noqa: S311
    others = asyncio.all_tasks()
    for _ in range(100):
        tasks = [asyncio.create_task(work(storage)) for _ in range(8)]
        for _ in range(generator.randrange(40)):
            await asyncio.sleep(0)
        if generator.random() < 0.5:
            await asyncio.sleep(generator.uniform(0, 0.005))
        for task in tasks:
            task.cancel()
        while left := asyncio.all_tasks() - others:
            for task in left:
                task.cancel()
            for _ in range(generator.randrange(1, 4)):
                await asyncio.sleep(0)
        await asyncio.gather(*tasks, return_exceptions=True)
        del task, tasks, left
        assert out(storage) == [0, 0]
    gc.collect()
    assert out(storage) == [0, 0]


@pytest.mark.parametrize("work", [read, write])
async def test_a_coroutine_that_is_thrown_away_in_the_block_leaves_no_connection_out(
    storage: Storage, work: Callable[[Storage], Coroutine[Any, Any, None]]
) -> None:
    inside = asyncio.Event()
    door = storage.reading if work is read else storage.writing

    async def linger() -> None:
        async with door() as connection:
            await connection.execute(select(films))
            inside.set()
            await asyncio.sleep(0)

    coroutine = linger()
    while not inside.is_set():
        if (awaited := coroutine.send(None)) is not None:
            awaited._asyncio_future_blocking = False
            await asyncio.wait({awaited})
    coroutine.close()
    gc.collect()
    assert out(storage) == [0, 0]
    await write(storage)


async def test_closing_waits_for_who_is_at_work_and_lets_nobody_else_in(address: str) -> None:
    storage = await Storage.open(address)
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def read_and_linger() -> int:
        async with storage.reading() as connection:
            inside.set()
            await go_on.wait()
            return await connection.scalar(select(func.count()).select_from(films)) or 0

    at_work = asyncio.create_task(read_and_linger())
    await inside.wait()
    closing = asyncio.create_task(storage.close())
    await asyncio.sleep(0.05)
    for late in (read, write):
        with refused(StorageUnavailable, match="is restarting"):
            await late(storage)
    assert not closing.done()
    go_on.set()
    await closing
    assert await at_work == 0
    assert out(storage) == [0, 0]


@pytest.mark.parametrize("work", [read, write])
async def test_closing_takes_the_connection_from_who_does_not_end(
    address: str, work: Callable[[Storage], Coroutine[Any, Any, None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.storage.engines.CLOSING_SECONDS", 0.1)
    storage = await Storage.open(address)
    inside, go_on = asyncio.Event(), asyncio.Event()
    door = storage.reading if work is read else storage.writing

    async def linger() -> None:
        async with door(LONG_SECONDS) as connection:
            await connection.execute(select(films))
            inside.set()
            await go_on.wait()
            await connection.execute(select(films))

    at_work = asyncio.create_task(linger())
    await inside.wait()
    await storage.close()
    go_on.set()
    with refused(StorageUnavailable, match="is restarting"):
        await at_work
    gc.collect()
    assert out(storage) == [0, 0]
