"""How many presses are at work at once, one of each member, in the order they came; and none once the bot stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from weakref import WeakValueDictionary

from data.errors import Busy, MarqueeError, Reason, StorageUnavailable

MOST_AT_WORK = 64
"""More than the processor can serve while each waits for Discord; the others are served sooner by waiting in line."""

PATIENCE = 2.0
"""Seconds in line, or at work before the next one is let in: Discord waits three for an answer, and those who are
turned away are so all at once."""


class Admission:
    """One a process. Whoever is turned away gets a sentence, and nothing of theirs was done."""

    def __init__(self, most: int = MOST_AT_WORK, patience: float = PATIENCE) -> None:
        self._places = asyncio.Semaphore(most)
        self._of_member: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()
        self._patience = patience
        self._here: set[asyncio.Task[object]] = set()
        self._stopping = False

    @asynccontextmanager
    async def place(self, member_id: int) -> AsyncIterator[None]:
        """A place at work. What takes longer than anybody waits for an answer keeps no place from others.

        Each member has one: a program that asks for many things at once gets them one after another, as a person does.

        Raises:
            Busy: too many came before.
            StorageUnavailable: the bot stops.
        """
        self.remember()
        free = await self._wait_in_line(member_id)
        timer = asyncio.get_running_loop().call_later(self._patience, free)
        try:
            yield
        finally:
            timer.cancel()
            free()

    async def stop(self, seconds: float) -> None:
        """Turn away who comes from now on, give those at work so many seconds, and end what is left."""
        self._stopping = True
        deadline = asyncio.get_running_loop().time() + seconds
        while self._here and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._here, timeout=left)
        for task in self._here:
            task.cancel()
        if self._here:
            await asyncio.wait(self._here, timeout=self._patience)

    def remember(self) -> None:
        """Let a stop wait for this task until all of it ends: what went wrong is told after the place is given up."""
        if task := asyncio.current_task():
            self._here.add(task)
            task.add_done_callback(self._here.discard)

    async def _wait_in_line(self, member_id: int) -> Callable[[], None]:
        """Returns what gives the place up, however often that is called."""
        if self._stopping:
            raise self._refusal()
        with ExitStack() as taken:
            try:
                async with asyncio.timeout(self._patience):
                    for line in (self._of_member.setdefault(member_id, asyncio.Semaphore(1)), self._places):
                        await line.acquire()
                        taken.callback(line.release)
            except TimeoutError:
                raise self._refusal() from None
            if self._stopping:
                raise self._refusal()
            return taken.pop_all().close

    def _refusal(self) -> MarqueeError:
        return StorageUnavailable(Reason.RESTARTING) if self._stopping else Busy(Reason.TOO_MANY_AT_ONCE)
