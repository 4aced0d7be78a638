"""The group-commit writer: what callers are promised, under company, failure, cancellation and shutdown."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.ui.sentences import sentence
from data.errors import Busy, Collided, MarqueeError, NotFound, StorageUnavailable, TooSlow
from data.storage import Storage
from data.storage.collisions import MOST_REPEATS
from data.storage.tables.process import starter_imports
from data.storage.writer import GroupCommitWriter
from tests.data.worlds import START
from tests.refusals import refused

SECOND = dt.timedelta(seconds=1)


class Transactions:
    """Counts a storage's transactions and holds each before its commit while the gate is shut."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.begun = self.under_way = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.failure: OSError | None = None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        self.begun += 1
        if self.failure:
            raise self.failure
        async with self.storage.writing() as connection:
            self.under_way += 1
            try:
                yield connection
                await self.gate.wait()
            finally:
                self.under_way -= 1


async def add(connection: AsyncConnection, names: Sequence[str]) -> list[str | MarqueeError]:
    """Stores names; `refused` is refused, and a name that exists is an error of the database."""
    for name in names:
        if name != "refused":
            await connection.execute(insert(starter_imports).values(name=name, imported_at=START))
    return [NotFound("no") if name == "refused" else name.upper() for name in names]


@pytest.fixture
async def transactions(address: str) -> AsyncIterator[Transactions]:
    storage = await Storage.open(address)
    yield Transactions(storage)
    await storage.close()


async def stored(transactions: Transactions) -> set[str]:
    async with transactions.storage.reading() as connection:
        return set((await connection.execute(select(starter_imports.c.name))).scalars())


async def test_a_lone_write_is_committed_at_once_and_leaves_no_task(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing)
    tasks = asyncio.all_tasks()
    assert await writer.write(add, "a") == "A"
    assert await stored(transactions) == {"a"}
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == tasks


async def test_writes_that_arrive_together_share_commits_and_each_gets_its_own_answer(
    transactions: Transactions,
) -> None:
    writer = GroupCommitWriter(transactions.writing)
    names = [f"name {n}" for n in range(300)]
    assert await asyncio.gather(*(writer.write(add, name) for name in names)) == [name.upper() for name in names]
    assert await stored(transactions) == set(names)
    assert transactions.begun <= 2


async def test_what_arrives_during_a_commit_goes_into_the_next(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing)
    transactions.gate.clear()
    early = asyncio.create_task(writer.write(add, "early"))
    await until(lambda: transactions.under_way)
    later = [asyncio.create_task(writer.write(add, f"later {n}")) for n in range(50)]
    await asyncio.sleep(0.01)
    assert not early.done()
    transactions.gate.set()
    await asyncio.gather(early, *later)
    assert transactions.begun == 2


async def test_one_failing_write_fails_alone(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing)
    await writer.write(add, "taken")
    names = [f"name {n}" for n in range(60)]
    answers = await asyncio.gather(
        *(writer.write(add, name) for name in (*names[:20], "taken", *names[20:], "refused")), return_exceptions=True
    )
    assert isinstance(answers[20], IntegrityError)
    assert isinstance(answers[-1], NotFound)
    assert sum(isinstance(answer, Exception) for answer in answers) == 2
    assert await stored(transactions) == {"taken", *names}
    assert transactions.begun < 20  # found by halves, not one by one


async def test_a_cancelled_caller_is_left_out_before_the_transaction_and_committed_within_it(
    transactions: Transactions,
) -> None:
    writer = GroupCommitWriter(transactions.writing)
    transactions.gate.clear()
    within = asyncio.create_task(writer.write(add, "within"))
    await until(lambda: transactions.under_way)
    before = asyncio.create_task(writer.write(add, "before"))
    neighbour = asyncio.create_task(writer.write(add, "neighbour"))
    await asyncio.sleep(0)
    within.cancel()
    before.cancel()
    await asyncio.gather(within, before, return_exceptions=True)
    transactions.gate.set()
    assert await neighbour == "NEIGHBOUR"
    assert await stored(transactions) == {"within", "neighbour"}
    assert transactions.under_way == 0


async def test_any_cancellations_leave_each_write_whole_and_the_writer_working(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing, capacity=8)
    tasks = [asyncio.create_task(writer.write(add, f"name {n}")) for n in range(200)]
    for n, task in enumerate(tasks):
        if n % 3 == 0:
            await asyncio.sleep(0.0005)
            task.cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    confirmed = {answer.lower() for answer in answers if isinstance(answer, str)}
    assert len(confirmed) >= 133
    assert confirmed <= await stored(transactions)
    assert await asyncio.gather(*(writer.write(add, f"after {n}") for n in range(8)))
    assert transactions.under_way == 0


async def test_a_full_writer_makes_callers_wait_and_then_says_so(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing, capacity=2, patience=1.0)
    transactions.gate.clear()
    accepted = [asyncio.create_task(writer.write(add, name)) for name in ("a", "b")]
    await asyncio.sleep(0)
    with refused(Busy, match="was not recorded"):
        await writer.write(add, "c")
    patient = asyncio.create_task(writer.write(add, "d"))
    await asyncio.sleep(0.01)
    transactions.gate.set()
    assert await asyncio.gather(*accepted, patient) == ["A", "B", "D"]
    assert await stored(transactions) == {"a", "b", "d"}


async def test_closing_answers_what_was_accepted_and_refuses_the_rest(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing, capacity=2)
    transactions.gate.clear()
    accepted = [asyncio.create_task(writer.write(add, name)) for name in ("a", "b")]
    waiting = [asyncio.create_task(writer.write(add, name)) for name in ("c", "d")]
    await asyncio.sleep(0)
    closing = asyncio.create_task(writer.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    with refused(StorageUnavailable, match="restarting"):
        await writer.write(add, "e")
    transactions.gate.set()
    await closing
    assert await asyncio.gather(*accepted) == ["A", "B"]
    for answer in await asyncio.gather(*waiting, return_exceptions=True):
        assert isinstance(answer, StorageUnavailable)
    assert await stored(transactions) == {"a", "b"}


async def test_closing_the_storage_drains_its_writer(address: str) -> None:
    storage = await Storage.open(address)
    writes = [asyncio.create_task(storage.writer.write(add, f"name {n}")) for n in range(50)]
    await asyncio.sleep(0)
    await storage.close()
    assert len(await asyncio.gather(*writes)) == 50
    again = await Storage.open(address)
    async with again.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(starter_imports)) == 50
    await again.close()


async def test_a_database_that_fails_fails_everybody_in_a_sentence_and_recovers(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing)
    transactions.failure = OSError("gone")
    answers = await asyncio.gather(*(writer.write(add, f"name {n}") for n in range(50)), return_exceptions=True)
    assert {sentence(answer) for answer in answers if isinstance(answer, StorageUnavailable)} == {
        "That could not be stored just now and does not count. Please try again soon."
    }
    assert all(isinstance(answer, StorageUnavailable) for answer in answers)
    assert transactions.begun == 1
    transactions.failure = None
    assert await writer.write(add, "a") == "A"


async def test_a_cancelled_drain_leaves_nobody_waiting_and_no_transaction_open(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing, capacity=1)
    transactions.gate.clear()
    write = asyncio.create_task(writer.write(add, "a"))
    await until(lambda: transactions.under_way)
    (drain,) = (task for task in asyncio.all_tasks() if task.get_name() == "group commit")
    drain.cancel()
    with pytest.raises(asyncio.CancelledError):
        await write
    transactions.gate.set()
    assert transactions.under_way == 0
    assert await stored(transactions) == set()
    assert await writer.write(add, "b") == "B"


async def test_a_caller_is_answered_in_time_and_told_whether_the_write_may_count(transactions: Transactions) -> None:
    writer = GroupCommitWriter(transactions.writing, answer_seconds=0.3)
    transactions.gate.clear()
    begun = asyncio.create_task(writer.write(add, "begun"))
    await until(lambda: transactions.under_way)
    waiting = asyncio.create_task(writer.write(add, "waiting"))
    with refused(TooSlow, match="not certain whether"):
        await begun
    with refused(TooSlow, match="does not count"):
        await waiting
    transactions.gate.set()
    assert await writer.write(add, "later") == "LATER"
    assert await stored(transactions) == {"begun", "later"}


async def test_a_transaction_that_collides_is_repeated_and_each_write_is_stored_once(postgresql_address: str) -> None:
    """Under repeatable reads, PostgreSQL undoes whoever writes a row that changed since its transaction began."""
    storage = await Storage.open(postgresql_address)
    await GroupCommitWriter(storage.writing).write(add, "counted")
    tries = 0

    async def count_up(connection: AsyncConnection, numbers: Sequence[int]) -> Sequence[int]:
        nonlocal tries
        tries += 1
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        seen = await connection.scalar(select(starter_imports.c.imported_at))
        assert seen is not None
        if tries <= collisions:
            async with storage.writing() as other:
                await other.execute(update(starter_imports).values(imported_at=seen + SECOND))
        later = update(starter_imports).values(imported_at=seen + SECOND * sum(numbers))
        await connection.execute(later)
        return numbers

    for collisions, seconds in ((MOST_REPEATS, 10 + MOST_REPEATS), (MOST_REPEATS + 1, MOST_REPEATS + 1)):
        tries = 0
        async with storage.writing() as connection:
            await connection.execute(update(starter_imports).values(imported_at=START))
        answers = await asyncio.gather(
            *(storage.writer.write(count_up, number) for number in range(5)), return_exceptions=True
        )
        told = {type(answer) for answer in answers}
        assert told == ({int} if collisions == MOST_REPEATS else {Collided})
        assert tries == MOST_REPEATS + 1
        async with storage.reading() as connection:
            assert await connection.scalar(select(starter_imports.c.imported_at)) == START + SECOND * seconds
    await storage.close()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 (what is waited for is inside the storage)
            await asyncio.sleep(0.001)
