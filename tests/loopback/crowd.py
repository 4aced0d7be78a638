"""Many people at once: how long each waited, and whom Discord told that it failed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.loopback.people import Person
from tests.loopback.seen import Seen

Act = Callable[[Person, int], Awaitable[Seen]]
"""What one person does the n-th time, counted from 0."""


@dataclass(frozen=True)
class Outcome:
    """What a crowd saw. Times are in seconds; latencies are those of what was answered, the shortest first."""

    latencies: list[float]
    lost: int
    """How often "This interaction failed" was seen."""
    seconds: float

    def percentile(self, percent: float) -> float:
        """The latency that so many of a hundred answers kept to."""
        if not self.latencies:
            return float("inf")
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))]

    def __str__(self) -> str:
        number = len(self.latencies) + self.lost
        return (
            f"{number} in {self.seconds:.1f} s: p50 {self.percentile(50):.3f} s, p99 {self.percentile(99):.3f} s, "
            f"worst {self.percentile(100):.3f} s, {self.lost} lost"
        )


async def crowd(people: Sequence[Person], act: Act, *, times: int = 1, pace: float = 0.0) -> Outcome:
    """Everybody acts so many times, `pace` seconds apart or, at 0, each as soon as they have their answer.

    With a pace people begin spread over it, and one who is slow to be answered acts on in time, as in a queue.
    """
    started = time.perf_counter()
    seen: list[Seen] = []

    async def once(person: Person, number: int) -> None:
        seen.append(await act(person, number))

    async def one(position: int, person: Person) -> None:
        acts: list[asyncio.Task[None]] = []
        await asyncio.sleep(pace * position / len(people))
        for number in range(times):
            if not pace:
                await once(person, number)
                continue
            acts.append(asyncio.create_task(once(person, number)))
            await asyncio.sleep(pace)
        await asyncio.gather(*acts)

    await asyncio.gather(*(one(position, person) for position, person in enumerate(people)))
    latencies = sorted(one.latency for one in seen if not one.failed)
    return Outcome(latencies, sum(one.failed for one in seen), time.perf_counter() - started)
