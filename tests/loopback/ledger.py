"""What a load saw: whom nobody answered, while what was wrong, and what was confirmed to whom."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.loopback.seen import Seen

Key = tuple[str, int, int]
"""What was written ("vote", "ballot", "draft"), about which film, poll or nothing, and by whom."""


@dataclass(frozen=True)
class Unanswered:
    """Somebody whom Discord told that it failed, in seconds on the monotonic clock."""

    what: str
    since: float
    until: float


@dataclass
class Ledger:
    """One act after another of each person, so that what a confirmed write replaced cannot come back."""

    acts: int = 0
    confirmed: int = 0
    slowest: float = 0.0
    unanswered: list[Unanswered] = field(default_factory=list)
    may_be: dict[Key, set[str]] = field(default_factory=dict)
    """What the database may say at the end; "" is nothing. Confirmed: that alone. Not confirmed: as before, or that."""
    _outages: list[tuple[float, float]] = field(default_factory=list)
    _begun: list[float] = field(default_factory=list)

    def saw(self, what: str, seen: Seen, since: float) -> None:
        """An act is over."""
        self.acts += 1
        self.slowest = max(self.slowest, seen.latency)
        if seen.kind in {"failed", "thinking", "acknowledged"}:
            self.unanswered.append(Unanswered(f"{what}: {seen.kind}", since, time.monotonic()))

    def wrote(self, key: Key, value: str, *, confirmed: bool) -> None:
        """Something was to be kept."""
        self.confirmed += confirmed
        self.may_be[key] = {value} if confirmed else {*self.may_be.get(key, {""}), value}

    def lost(self, kept: dict[Key, str]) -> list[str]:
        """What is not in the database as it was confirmed."""
        return [
            f"{key}: {kept.get(key, '')!r} instead of {may_be}"
            for key, may_be in self.may_be.items()
            if kept.get(key, "") not in may_be
        ]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """While it lasts nobody needs to be answered; also who acted just before."""
        begun = time.monotonic()
        self._begun.append(begun)
        try:
            yield
        finally:
            self._begun.remove(begun)
            self._outages.append((begun, time.monotonic()))

    def left_alone(self) -> list[Unanswered]:
        """Who was not answered though nothing was wrong while they waited."""
        outages = [*self._outages, *((begun, time.monotonic()) for begun in self._begun)]
        return [
            one
            for one in self.unanswered
            if not any(begun <= one.until and one.since <= ended for begun, ended in outages)
        ]

    def __str__(self) -> str:
        return f"{self.acts} acts, {self.acts - len(self.unanswered)} answered, {self.confirmed} writes confirmed"
