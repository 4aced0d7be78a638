"""Group commit: many callers' small writes in one transaction, each answered after its commit."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from data.deadlines import nobody_waits, seconds_left
from data.errors import Busy, MarqueeError, Reason, StorageFault, StorageUnavailable, TooSlow
from data.storage.collisions import repeated
from data.storage.faults import fault_of

CAPACITY = 2_000
"""Writes that may wait at once; at ten thousand a second the last of them waits a fifth of a second."""

PATIENCE_SECONDS = 1.5
"""How long a caller waits for room. Discord gives up on an answer after three seconds."""

ANSWER_SECONDS = 2.3
"""How long a caller waits in all, for room, for the commit before and for its own."""

_MOST_IN_ONE_COMMIT = 500

W = TypeVar("W")
R = TypeVar("R")

Apply = Callable[[AsyncConnection, Sequence[W]], Awaitable[Sequence[R | MarqueeError]]]
"""Carries out writes of one kind, in their order, inside an open transaction: one answer a write.

An answer that is a `MarqueeError` refuses that write alone and is raised to its caller. It may be called again with
some of the same writes, after what it did was undone.
"""


@dataclass(eq=False, slots=True)
class _Entry:
    apply: Apply[Any, Any]
    write: Any
    answer: asyncio.Future[Any]
    begun: bool = False
    """Whether its transaction has begun, so that nobody knows what becomes of it until that ends."""


class GroupCommitWriter:
    """Commits what arrives while the commit before it runs; a lone write is committed at once.

    There is a task only while there is work. A cancelled caller's write is left out if its transaction has not begun,
    and is otherwise committed like its neighbours.
    """

    def __init__(
        self,
        writing: Callable[[], AbstractAsyncContextManager[AsyncConnection]],
        *,
        capacity: int = CAPACITY,
        patience: float = PATIENCE_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._writing = writing
        self._patience = patience
        self._answer_seconds = answer_seconds
        self._room = asyncio.Semaphore(capacity)
        self._entries: deque[_Entry] = deque()
        self._draining: asyncio.Task[None] | None = None
        self._closing = False

    async def write(self, apply: Apply[W, R], write: W) -> R:
        """Carry out one write; it is durable when this returns.

        Raises:
            Busy: too many writes wait already, for longer than `patience` seconds. Nothing was written.
            TooSlow: it was not done in time; its sentence says whether it may be yet.
            StorageUnavailable: the database failed or is being closed. Nothing was written, as far as is known.
            Exception: whatever `apply` raised for this write when it was alone in a transaction.
        """
        entry: _Entry | None = None
        try:
            async with asyncio.timeout(seconds_left(self._answer_seconds)) as limit:
                await self._enter()
                entry = _Entry(apply, write, asyncio.get_running_loop().create_future())
                self._entries.append(entry)
                if self._draining is None:
                    self._draining = asyncio.create_task(self._drain(), name="group commit")
                answer: R = await entry.answer
                return answer
        except TimeoutError:
            if not limit.expired():
                raise
            raise TooSlow(TooSlow.uncertain if entry and entry.begun else TooSlow.writing) from None

    async def close(self) -> None:
        """Refuse new writes and return when the accepted ones are committed and answered."""
        self._closing = True
        while self._draining is not None:
            await asyncio.wait({self._draining})

    async def _enter(self) -> None:
        """Take one of the places, waiting for it when all are taken."""
        if not self._closing:
            try:
                async with asyncio.timeout(self._patience if self._room.locked() else None):
                    await self._room.acquire()
            except TimeoutError:
                raise Busy(Reason.TOO_MANY_WRITES) from None
            if not self._closing:
                return
            self._room.release()
        raise StorageUnavailable(Reason.RESTARTING)

    async def _drain(self) -> None:
        nobody_waits()  # in this task: each caller minds its own time
        batch: list[_Entry] = []
        try:
            while self._entries:
                batch = [self._entries.popleft() for _ in range(min(len(self._entries), _MOST_IN_ONE_COMMIT))]
                # A transaction ties its rows together for good, and secret ballots must not be tied to votes that name
                # their member: each kind of write gets its own.
                for apply in dict.fromkeys(entry.apply for entry in batch):
                    await self._commit(apply, [e for e in batch if e.apply == apply and not e.answer.done()])
                self._leave(batch)
                batch = []
        except BaseException:  # the loop is being torn down: leave nobody waiting
            self._leave([*batch, *self._entries])
            self._entries.clear()
            raise
        finally:
            self._draining = None

    def _leave(self, entries: Sequence[_Entry]) -> None:
        """Give their places to others; who has no answer by now gets none."""
        for entry in entries:
            entry.answer.cancel()
            self._room.release()

    async def _commit(self, apply: Apply[Any, Any], batch: Sequence[_Entry]) -> None:
        """Commit all in one transaction; if that fails, find the culprit by halves, so that it alone fails."""
        if not batch:
            return
        for entry in batch:
            entry.begun = True
        try:
            answers = await self._transact(apply, [entry.write for entry in batch])
        except Exception as error:
            fault = error if isinstance(error, StorageFault) else fault_of(error, writing=True)
            if fault is None and len(batch) > 1:
                middle = len(batch) // 2
                await self._commit(apply, batch[:middle])
                await self._commit(apply, batch[middle:])
                return
            answers = [_again(fault) if fault else error for _ in batch]
        for entry, answer in zip(batch, answers, strict=True):
            _settle(entry, answer)

    @repeated
    async def _transact(self, apply: Apply[Any, Any], writes: Sequence[Any]) -> Sequence[Any]:
        async with self._writing() as connection:
            return await apply(connection, writes)


def _settle(entry: _Entry, answer: Any) -> None:
    if entry.answer.done():
        return  # its caller was cancelled meanwhile
    if isinstance(answer, Exception):
        entry.answer.set_exception(answer)
    else:
        entry.answer.set_result(answer)


def _again(fault: StorageFault) -> StorageFault:
    """An exception of its own for each caller, who adds to its traceback."""
    own = type(fault)(fault.said, **fault.values)
    own.__cause__ = fault.__cause__ or fault
    return own
