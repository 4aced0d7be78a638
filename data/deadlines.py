"""When a person who pressed or typed is to have an answer, whatever hangs and however often the library is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

PRESS_SECONDS = 2.3
"""From a press to the last of what it needs: Discord waits three seconds, and the answer has a way to go."""


@dataclass(frozen=True)
class _Press:
    due: float
    answered: Callable[[], bool]


_press: ContextVar[_Press | None] = ContextVar("press", default=None)


def answer_due(answered: Callable[[], bool]) -> None:
    """Whatever this task, a press' own, asks the library for from now on is to end in time, until it is `answered`."""
    _press.set(_Press(asyncio.get_running_loop().time() + PRESS_SECONDS, answered))


def nobody_waits() -> None:
    """This task serves others as well as whoever's press began it."""
    _press.set(None)


def seconds_left(most: float) -> float:
    """So long may something take: `most` or, while somebody waits for an answer, what is left of their time."""
    press = _press.get()
    if press is None or press.answered():
        return most
    return min(most, max(0.0, press.due - asyncio.get_running_loop().time()))
