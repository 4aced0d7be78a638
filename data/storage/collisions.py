"""Transactions that the database undid for another's sake: nothing of them was stored, and they are tried again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from data.errors import Collided

P = ParamSpec("P")
R = TypeVar("R")

MOST_REPEATS = 3
"""So often is a transaction tried again, while there is time."""

_LONGEST_PAUSE_SECONDS = 0.05


def repeated(transact: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """A function that is called again if its transaction collided; what it does besides has to bear that."""

    @wraps(transact)
    async def again(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(MOST_REPEATS):
            try:
                return await transact(*args, **kwargs)
            except Collided:
                await asyncio.sleep(random.uniform(0, _LONGEST_PAUSE_SECONDS))  # noqa: S311 (no secret)
        return await transact(*args, **kwargs)

    return again
