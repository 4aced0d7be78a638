"""Deaths and lost answers: the simulated Discord takes a request and no answer comes; a process ends at any step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.http import router


def server_error() -> BaseException:
    """Discord stumbles after it did what was asked."""
    return BackendError(502, 0, "Bad Gateway")


@contextmanager
def lost_answers(lost: str, path_end: str, error: Callable[[], BaseException], *, times: int = 1) -> Iterator[None]:
    """Discord does what it is asked, and the bot gets an error for the answer; `CancelledError` ends its task."""
    left = times
    dispatch = router.dispatch

    def lose(backend: Backend, method: str, path: str, **request: Any) -> Any:
        nonlocal left
        answer = dispatch(backend, method, path, **request)
        if left and method == lost and path.endswith(path_end):
            left -= 1
            raise error()
        return answer

    router.dispatch = lose
    try:
        yield
    finally:
        router.dispatch = dispatch
    assert not left, "the request was never made"


@contextmanager
def dies(owner: Any, step: str, *, before: bool = False) -> Iterator[None]:
    """The task that calls `owner.step` ends there, behind it or before it, as if the process were killed: once."""
    call: Callable[..., Awaitable[Any]] = getattr(owner, step)
    died = False

    async def die(*args: Any, **kwargs: Any) -> Any:
        nonlocal died
        if died:
            return await call(*args, **kwargs)
        died = True
        if not before:
            await call(*args, **kwargs)
        raise asyncio.CancelledError

    setattr(owner, step, die)
    try:
        yield
    finally:
        delattr(owner, step)
    assert died, f"{step} was never called"
