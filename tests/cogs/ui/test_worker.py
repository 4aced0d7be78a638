"""A worker rests until something is due, is woken at once, and outlives what goes wrong."""

import asyncio
import datetime as dt
import logging

import pytest

from cogs.ui import worker as workers
from cogs.ui.worker import Worker

LONG = dt.timedelta(hours=1)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Work:
    """Counts its calls, and says what it is told to say."""

    def __init__(self) -> None:
        self.calls: asyncio.Queue[int] = asyncio.Queue()
        self.due: list[dt.datetime | Exception | None] = []
        self.going_on = asyncio.Event()
        self.going_on.set()

    async def __call__(self) -> dt.datetime | None:
        self.calls.put_nowait(1)
        await self.going_on.wait()
        answer = self.due.pop(0) if self.due else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def called(self) -> None:
        await asyncio.wait_for(self.calls.get(), 5)

    async def rests(self) -> bool:
        await asyncio.sleep(0.05)
        return self.calls.empty()


async def ready() -> None:
    return None


@pytest.fixture
def work() -> Work:
    return Work()


async def test_it_rests_until_it_is_woken(work: Work) -> None:
    worker = Worker("test", work, now, LONG)
    worker.start(ready)
    await work.called()
    assert await work.rests()
    for _ in range(3):
        worker.wake()
        await work.called()
        assert await work.rests()
    await worker.stop()
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def test_woken_while_it_works_it_looks_once_more(work: Work) -> None:
    work.going_on.clear()
    worker = Worker("test", work, now, LONG)
    worker.start(ready)
    await work.called()
    worker.wake()
    worker.wake()
    work.going_on.set()
    await work.called()
    assert await work.rests()
    await worker.stop()


async def test_it_begins_when_everything_is_ready(work: Work) -> None:
    begin = asyncio.Event()

    async def until_then() -> None:
        await begin.wait()

    worker = Worker("test", work, now, LONG)
    worker.start(until_then)
    worker.wake()
    assert await work.rests()
    begin.set()
    await work.called()
    await worker.stop()


async def test_it_goes_on_when_something_is_due(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_SHORTEST_REST", dt.timedelta(milliseconds=10))
    work.due = [now() + dt.timedelta(milliseconds=100), now() - LONG, None]
    begun = now()
    worker = Worker("test", work, now, LONG)
    worker.start(ready)
    await work.called()
    await work.called()
    assert now() - begun >= dt.timedelta(milliseconds=90)
    await work.called()
    assert await work.rests()
    await worker.stop()


async def test_a_failure_is_logged_and_it_goes_on(
    work: Work, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workers, "_REST_AFTER_FAILURE", dt.timedelta(milliseconds=10))
    work.due = [ZeroDivisionError(), ZeroDivisionError(), None]
    worker = Worker("test", work, now, LONG)
    with caplog.at_level(logging.ERROR):
        worker.start(ready)
        for _ in range(3):
            await work.called()
        assert await work.rests()
    assert [record.message for record in caplog.records] == ["The test failed; trying again"] * 2
    await worker.stop()
