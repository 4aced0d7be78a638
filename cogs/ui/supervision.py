"""Tasks that go on beside everything else: one that ends unexpectedly is logged and begun again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

REST_AFTER_FAILURE = 15.0
"""Seconds before it is begun again."""


async def supervised(name: str, work: Callable[[], Awaitable[object]], *, rest: float = REST_AFTER_FAILURE) -> None:
    """Do the work to its end, however often that takes. Cancel it to stop."""
    while True:
        try:
            await work()
        except Exception:  # it would be gone without a word, and what it does undone for ever
            log.exception("The %s ended unexpectedly and is begun again", name)
            await asyncio.sleep(rest)
        else:
            return
