"""What one act costs: its own time, statements and rows, how long it keeps the event loop, and a vote beside it.

A command's own time is that of its handler, from the place at work it takes (`cogs.ui.admission`) until it gives it
back: choosing the film, the library, drawing the card and handing it to the simulated Discord, whose own work is left
out: before, after, and while it takes a request, for which Marquee would wait on the network. Of what is no command
it is the time of the call into the library. Rows are those that the engine hands over, not those it looks at to find
them: looking at many shows in the time. The loop is kept for as long as one callback runs, whoever it belongs to.
Votes beside are cast into the film that most members of the server voted on, one after another for as long as the act
goes on; the longest of them counts. A plain statement, which reads nothing, is timed before each time: where it takes
long, the machine is busy with something else. All figures are medians.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from statistics import median
from typing import Any

from simcord.http import router
from sqlalchemy import event, select

from cogs.ui.admission import Admission
from data.errors import MarqueeError, TooSlow
from data.storage import Storage

ROUNDS = 5
_PAUSE_SECONDS = 0.002

Act = Callable[[int], Awaitable[Any]]
"""Does it once; called with 0, 1, 2 … so that it can be something else each time."""


@dataclass(frozen=True)
class Row:
    """What is measured. Only a command has somebody who waits for it, and so a budget for its own time."""

    name: str
    act: Act
    is_command: bool = True
    prepare: Act | None = None
    """Done before each time, and not counted."""
    rounds: int = ROUNDS


@dataclass(frozen=True)
class Budget:
    """What no row may exceed, in milliseconds."""

    own: float = 30.0
    block: float = 50.0
    beside: float = 100.0


@dataclass(frozen=True)
class Cost:
    """What a row costs, times in milliseconds."""

    row: Row
    own: float
    statements: float
    rows: float
    block: float
    beside: float
    plain: float = 0.0
    """A plain statement at the same time."""

    def share(self, budget: Budget) -> float:
        """How much of its budget it takes, where it takes most; more than 1 is over."""
        own = self.own / budget.own if self.row.is_command else 0.0
        return max(own, self.block / budget.block, self.beside / budget.beside)


@dataclass
class Meter:
    """Counts while something goes on."""

    statements: int = 0
    rows: int = 0
    at_work: float = 0.0
    in_discord: float = 0.0
    """Spent by the simulated Discord while somebody was at work."""
    is_inside: bool = False
    longest: float = 0.0

    def reset(self) -> None:
        """Begin anew."""
        self.__init__()  # type: ignore[misc]


class TimedAdmission(Admission):
    """Lets in as the bot's own does, and adds up how long they stayed."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter

    @asynccontextmanager
    async def place(self, member_id: int) -> AsyncIterator[None]:
        """A place at work, timed."""
        began, self._meter.is_inside = time.perf_counter(), True
        try:
            async with super().place(member_id):
                yield
        finally:
            self._meter.is_inside = False
            self._meter.at_work += time.perf_counter() - began


@contextmanager
def metering(storage: Storage, meter: Meter) -> Iterator[None]:
    """Count a storage's statements and rows, and time every callback of the event loop."""

    def executed(_connection: Any, cursor: Any, *_: Any) -> None:
        meter.statements += 1
        meter.rows += len(getattr(cursor, "_rows", ()))  # which SQLAlchemy's cursor has fetched by then

    plain = asyncio.Handle._run

    def timed(self: asyncio.Handle) -> None:
        began = time.perf_counter()
        try:
            plain(self)
        finally:
            meter.longest = max(meter.longest, time.perf_counter() - began)

    dispatch = router.dispatch

    def taken(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return dispatch(*args, **kwargs)
        finally:
            meter.in_discord += time.perf_counter() - began if meter.is_inside else 0.0

    engines = {storage._writer.sync_engine, storage._reader.sync_engine}
    for engine in engines:
        event.listen(engine, "after_cursor_execute", executed)
    asyncio.Handle._run = timed  # type: ignore[method-assign]
    router.dispatch = taken
    try:
        yield
    finally:
        asyncio.Handle._run = plain  # type: ignore[method-assign]
        router.dispatch = dispatch
        for engine in engines:
            event.remove(engine, "after_cursor_execute", executed)


@dataclass
class Measuring:
    """Measures rows, one after another."""

    meter: Meter
    vote: Act
    storage: Storage
    voted: int = field(default=0)

    async def cost(self, row: Row) -> Cost:
        """Do it so many times alone, then so many times beside votes."""
        alone = [await self._once(row, number) for number in range(row.rounds)]
        beside = [await self._once(row, row.rounds + number, with_votes=True) for number in range(row.rounds)]
        own, statements, rows, block = (median(one[place] for one in alone) for place in range(4))
        plain = median(one[5] for one in (*alone, *beside))
        return Cost(row, own, statements, rows, block, median(one[4] for one in beside), plain)

    async def _once(self, row: Row, number: int, *, with_votes: bool = False) -> tuple[float, ...]:
        if row.prepare:
            await row.prepare(number)
        plain = await self._plain()
        self.meter.reset()
        began = time.perf_counter()
        doing = asyncio.ensure_future(row.act(number))
        longest = await self._votes_beside(doing) if with_votes else 0.0
        try:
            await doing
        except (MarqueeError, TimeoutError, AssertionError) as error:
            print(f"{row.name} failed: {error!r}", file=sys.stderr)
        if doing.exception() and not (isinstance(doing.exception(), TimeoutError) and self.meter.at_work):
            # It is over any budget then; but not if only what follows the answer took longer than Discord's patience.
            return inf, self.meter.statements, self.meter.rows, inf, longest * 1000, plain * 1000
        meter = self.meter
        took = (meter.at_work - meter.in_discord if row.is_command else 0.0) or time.perf_counter() - began
        return took * 1000, meter.statements, meter.rows, meter.longest * 1000, longest * 1000, plain * 1000

    async def _plain(self) -> float:
        began = time.perf_counter()
        async with self.storage.reading() as connection:
            await connection.execute(select(1))
        return time.perf_counter() - began

    async def _votes_beside(self, doing: asyncio.Future[Any]) -> float:
        """Until it is done, or a command's handler is: the simulated Discord waits until nobody does anything."""
        longest = 0.0
        while not (doing.done() or self.meter.at_work) or not longest:
            await asyncio.sleep(_PAUSE_SECONDS)
            self.voted += 1
            began = time.perf_counter()
            with suppress(TooSlow):  # it has waited for so long
                await self.vote(self.voted)
            longest = max(longest, time.perf_counter() - began)
        return longest
