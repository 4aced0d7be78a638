"""A clock that stands still until it is told to go on."""

import datetime as dt


class Clock:
    def __init__(self, start: dt.datetime) -> None:
        self.time = start

    def __call__(self) -> dt.datetime:
        return self.time

    def advance(self, **duration: float) -> None:
        self.time += dt.timedelta(**duration)
