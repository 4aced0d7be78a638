"""How long fifty ordinary people wait beside one member and one server that do all they can, and without them.

`python -m benchmarks.flood [--seconds N]` starts `python -m bot run` on a new SQLite file and a Discord on 127.0.0.1.
Turns with and without the flood follow one another, so that both see the same machine; the ratio comes last. Who
floods acts as often as they are answered, several times at once, and what they do is the dearest that there is: files
of nearly 5 MB, new drafts, polls and film nights, six thousand letters to be completed.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.interactions import FILMS, complete, review, votes_on
from data.formats import write
from data.library import Library
from data.models import Film, Review, Section, SectionKind
from tests.loopback.crowd import Act, Outcome, crowd
from tests.loopback.files import Hosted
from tests.loopback.people import Person
from tests.loopback.process import running
from tests.loopback.seen import Seen
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD

PEOPLE, SERVERS_OWN = 50, 10
"""Ordinary people, and those of the hostile server."""
AT_ONCE = 3
"""Acts of whoever floods that wait for their answers at the same time."""
PACE = 1.5
"""Seconds between two acts of an ordinary person, who is quick."""
TURNS = 3
_LETTERS = "knife fight " * 500
_WAIT = "lot in a short time"


def large_file() -> bytes:
    """As many reviews as one import takes, at nearly their longest."""
    sections = tuple(Section(kind=SectionKind.LOW_POINTS, heading=f"Part {n}", text="ßßßß " * 790) for n in range(20))
    return write([Review(film=Film(title=f"Quilted Harbour {n}"), sections=sections) for n in range(25)], "json")


@dataclass
class Flood:
    """Those who mean no good, while it lasts."""

    member: Person
    server: Sequence[Person]
    card: Seen
    file: Hosted
    seen: Counter[str] = field(default_factory=Counter)
    """How often they were answered, and how."""
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @asynccontextmanager
    async def lasting(self) -> AsyncIterator[None]:
        """For as long as the block."""
        mine: list[Act] = [votes_on(self.card), review, complete, self._letters]
        theirs: list[Act] = [
            self._import,
            self._draft,
            self._night,
            self._check,
            self._poll,
            self._drafts,
            self._letters,
        ]
        whose: list[tuple[Person, list[Act]]] = [(self.member, mine), *((person, theirs) for person in self.server)]
        tasks = [asyncio.create_task(self._rush(person, acts)) for person, acts in whose for _ in range(AT_ONCE)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            for task in tasks:
                if not task.cancelled() and (error := task.exception()):
                    raise error

    async def _rush(self, person: Person, acts: Sequence[Act]) -> None:
        for number in self._numbers:
            seen = await acts[number % len(acts)](person, number % 15)
            self.seen["asked to wait" if not seen.failed and _WAIT in seen.text else seen.kind] += 1

    async def _import(self, person: Person, _: int) -> Seen:
        return await person.command("/reviews import", file=self.file)

    async def _draft(self, person: Person, _: int) -> Seen:
        return await person.command("/reviews write", film=f"Zebra Crossing {next(self._numbers)} (2001)")

    async def _drafts(self, person: Person, _: int) -> Seen:
        return await person.command("/reviews drafts")

    async def _night(self, person: Person, _: int) -> Seen:
        return await person.command("/filmnight open")

    async def _check(self, person: Person, _: int) -> Seen:
        return await person.command("/filmnight check", film="; ".join(FILMS))

    async def _poll(self, person: Person, number: int) -> Seen:
        return await person.command("/poll open", film=FILMS[number % len(FILMS)])

    async def _letters(self, person: Person, _: int) -> Seen:
        return await person.autocomplete("/warnings", film="jaws", topic=_LETTERS)


def ordinary(card: Seen) -> Act:
    """Reviews, votes and letters of a title, in turn."""
    acts: tuple[Act, ...] = (review, votes_on(card), complete)

    async def act(person: Person, number: int) -> Seen:
        return await acts[(int(person.id) + number) % len(acts)](person, number % 15)

    return act


@dataclass(frozen=True)
class Waits:
    """What ordinary people saw in all turns of one kind, in seconds."""

    latencies: list[float]
    lost: int

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Waits:
        """All of them as one."""
        together = sorted(latency for outcome in outcomes for latency in outcome.latencies)
        return cls(together, sum(outcome.lost for outcome in outcomes))

    def percentile(self, percent: float) -> float:
        """What so many of a hundred answers kept to."""
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))]

    def __str__(self) -> str:
        p50, p99 = (self.percentile(percent) * 1000 for percent in (50, 99))
        return f"{len(self.latencies)} answers, p50 {p50:.0f} ms, p99 {p99:.0f} ms, {self.lost} lost"


@dataclass(frozen=True)
class Measured:
    """The two beside one another."""

    without: Waits
    beside: Waits
    flood: Counter[str]

    @property
    def ratio(self) -> float:
        """How many times as long the slowest of a hundred waits."""
        return self.beside.percentile(99) / self.without.percentile(99)


async def measure(folder: Path, seconds: float, *, people: int = PEOPLE, turns: int = TURNS) -> Measured:
    """Turn about, without and with, so many seconds each."""
    database = f"sqlite:///{folder / 'library.db'}"
    async with Library.open(database):
        pass
    async with Loopback.open() as discord, running(discord, database, folder) as bot:
        await bot.ready()
        hostile = await discord.add_guild("Hostile")
        crew = [hostile.join(f"Crew {n}", hostile.add_role("Crew", MANAGE_GUILD)) for n in range(SERVERS_OWN)]
        everybody = [discord.guild.join(f"Person {number}") for number in range(people)]
        card = await review(everybody[0], 0)
        flood = Flood(discord.guild.join("Flood"), crew, card, discord.files.add("harbours.json", large_file()))
        once: Callable[[], Awaitable[Outcome]]
        once = lambda: crowd(everybody, ordinary(card), times=round(seconds / PACE), pace=PACE)  # noqa: E731
        await once()
        without, beside = [], []
        for _ in range(turns):
            without.append(await once())
            async with flood.lasting():
                beside.append(await once())
        await bot.assert_stops_cleanly()
    return Measured(Waits.of(without), Waits.of(beside), flood.seen)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.flood")
    arguments.add_argument("--seconds", type=float, default=12.0)
    with tempfile.TemporaryDirectory() as folder:
        measured = asyncio.run(measure(Path(folder), arguments.parse_args().seconds))
    print(f"without the flood: {measured.without}")
    print(f"beside the flood: {measured.beside}")
    print(f"the flood: {', '.join(f'{number} {kind}' for kind, number in measured.flood.most_common())}")
    print(f"p99 beside the flood: {measured.ratio:.2f} times that without")


if __name__ == "__main__":
    main()
