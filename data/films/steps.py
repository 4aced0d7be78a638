"""Long work between which everybody else is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

_WORK_SECONDS = 0.001
_REST_SECONDS = 0.001


async def in_steps(work: Iterable[None]) -> None:
    """Do what yields every few milliseconds, with rests in between: an index of many films must keep nobody waiting."""
    resting_since = time.monotonic()
    for _ in work:
        worked = time.monotonic() - resting_since
        if worked >= _WORK_SECONDS:  # whoever votes meanwhile waits for such steps some ten times in turn
            await asyncio.sleep(_REST_SECONDS)
            resting_since = time.monotonic()
