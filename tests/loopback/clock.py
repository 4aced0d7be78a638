"""Time that passes by itself and can be made to jump, so that no test waits fifteen minutes; and bounded waiting."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable

_STEP = 0.01


class JumpingClock:
    """Seconds since it was made, plus every jump."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._jumped = 0.0

    def __call__(self) -> float:
        return time.monotonic() - self._start + self._jumped

    def now(self) -> dt.datetime:
        """The date, jumps included."""
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self._jumped)

    def jump(self, seconds: float) -> None:
        """Let so much time have passed."""
        self._jumped += seconds


async def until(true: Callable[[], object], seconds: float = 5.0) -> bool:
    """Wait until something is true, at most so long; whether it became so."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(_STEP)
    return True
