"""A task that does what is due, and rests until the next is due or until it is woken."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from cogs.ui.supervision import supervised

log = logging.getLogger(__name__)

_SHORTEST_REST = dt.timedelta(seconds=1)
_REST_AFTER_FAILURE = dt.timedelta(seconds=15)


class Worker:
    """Calls `work` again and again; it says when it is to be called next, None if it knows of nothing."""

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[dt.datetime | None]],
        now: Callable[[], dt.datetime],
        longest_rest: dt.timedelta,
    ) -> None:
        self._name = name
        self._work = work
        self._now = now
        self._longest_rest = longest_rest
        self._running: asyncio.Task[None] | None = None
        self._resting: asyncio.Task[None] | None = None
        self._woken = False

    def start(self, ready: Callable[[], Awaitable[None]]) -> None:
        """Begin as soon as `ready` returns."""
        work = supervised(self._name, partial(self._run, ready))
        self._running = asyncio.create_task(work, name=self._name)

    async def stop(self) -> None:
        """Stop, in the middle of the work if need be."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def wake(self) -> None:
        """Something may be due now; while it works, it looks once more afterwards."""
        self._woken = True
        if self._resting:
            self._resting.cancel()

    async def _run(self, ready: Callable[[], Awaitable[None]]) -> None:
        await ready()
        while True:
            self._woken = False
            try:
                rest = self._until(await self._work())
            except Exception:  # a worker that dies would leave everything undone for ever
                log.exception("The %s failed; trying again", self._name)
                rest = _REST_AFTER_FAILURE
            if not self._woken:
                await self._rest(rest)

    def _until(self, due: dt.datetime | None) -> dt.timedelta:
        left = due - self._now() if due else self._longest_rest
        return min(max(left, _SHORTEST_REST), self._longest_rest)

    async def _rest(self, rest: dt.timedelta) -> None:
        """A task of its own sleeps, since cancelling it is a way to be woken that leaves nothing behind."""
        self._resting = asyncio.create_task(asyncio.sleep(rest.total_seconds()), name=f"{self._name} resting")
        try:
            await asyncio.wait({self._resting})
        finally:
            self._resting.cancel()
            self._resting = None
