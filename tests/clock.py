"""A clock that stands still until it is told to go on."""

import datetime as dt
import itertools
from collections.abc import Callable


class Clock:
    def __init__(self, start: dt.datetime) -> None:
        self.time = start

    def __call__(self) -> dt.datetime:
        return self.time

    def advance(self, **duration: float) -> None:
        self.time += dt.timedelta(**duration)


def unhurried() -> Callable[[], float]:
    """Seconds of people who take their time between two acts, as whoever reads the answers does: ten at each look."""
    return itertools.count(step=10.0).__next__
