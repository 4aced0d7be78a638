"""`python -m benchmarks.growth [--engine sqlite|postgresql] [--scale 1.0]`: what grows, and what it costs then.

Builds a library as it is after years (`benchmarks/growth/build.py`), types every command that reads or writes
something that grows into the simulated Discord, and prints a table, its worst row last. The exit status is 1 if a row
is over its budget. What is measured how stands in `benchmarks/growth/measure.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from benchmarks.growth.build import Built, Here, Sizes, build
from benchmarks.growth.commands import Acts
from benchmarks.growth.measure import Budget, Cost, Measuring, Meter, Row, TimedAdmission, metering
from benchmarks.votes import postgresql
from bot.playground.world import open_world
from cogs.ui.outbox import Outbox
from data.errors import TooSlow
from data.library import Library
from tests.clock import unhurried

_PATIENCE_SECONDS = 10.0
"""Of the simulated Discord: what takes long is to be measured, and is no error. Less than the bot's own workers rest,
on whom it would wait."""

_HEAD = ("", "own ms", "statements", "rows", "loop kept ms", "vote beside ms", "plain statement ms")


async def measure(address: str, sizes: Sizes, only: str = "") -> list[Cost]:
    """Build the library and measure every row whose name has `only` in it."""
    async with Library.open(address, with_starter=False) as library:
        async with open_world(library, unhurried()) as world:  # whose ids are the same at every start
            assert world.channel.guild
            people = (world.people[name].id for name in ("member", "moderator"))
            here = Here(world.channel.guild.id, world.channel.id, *people)
        began = time.perf_counter()
        built = await build(library, sizes, here)
        print(f"built in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    async with Library.open(address, with_starter=False) as library:
        await read_titles(library, here.guild_id)  # for which the simulated Discord would not wait so long
        return await _measure(library, built, only)


async def _measure(library: Library, built: Built, only: str) -> list[Cost]:
    async with open_world(library, unhurried()) as world:
        gc.freeze()  # as the bot does when it has started
        acts, meter = Acts(world, built), Meter()
        world.bot.admission = TimedAdmission(meter)
        world.env.settle_timeout = _PATIENCE_SECONDS
        measuring = Measuring(meter, acts.vote, library.storage)
        with metering(library.storage, meter):
            await acts.vote(0)
            costs = await _costs(measuring, acts.rows(), only)
            await world.bot.service(Outbox).stop()
            return costs + await _costs(measuring, acts.background(), only)


async def read_titles(library: Library, guild_id: int) -> None:
    """Have everything read that can be asked for by its title."""
    while True:
        with suppress(TooSlow):
            await library.catalogue.size(guild_id)
            return


async def _costs(measuring: Measuring, rows: Iterator[Row], only: str) -> list[Cost]:
    costs = []
    for row in rows:
        if only in row.name:
            costs.append(await measuring.cost(row))
            print(line(costs[-1]), file=sys.stderr, flush=True)
    return costs


def line(cost: Cost) -> str:
    """A row of the table."""
    own = f"{cost.own:.1f}" if cost.row.is_command else f"({cost.own:.1f})"
    times = (f"{time_taken:.1f}" for time_taken in (cost.block, cost.beside, cost.plain))
    cells = (own, f"{cost.statements:.0f}", f"{cost.rows:.0f}", *times)
    return f"| {cost.row.name} | " + " | ".join(cells) + " |"


def table(costs: Sequence[Cost], budget: Budget) -> str:
    """Every row, the worst last. What has no budget for its own time has it in brackets."""
    head = (f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|")
    return "\n".join((*head, *(line(cost) for cost in sorted(costs, key=lambda cost: cost.share(budget)))))


@contextmanager
def database(engine: str) -> Iterator[str]:
    """The address of an empty one."""
    if engine == "postgresql":
        with postgresql() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="marquee-growth-") as folder:
            yield f"sqlite:///{folder}/marquee.db"


def main() -> int:
    """Measure and print; whether something is over its budget."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    arguments.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    arguments.add_argument("--scale", type=float, default=1.0, help="0.1 is a tenth of everything")
    arguments.add_argument("--only", default="", help="rows with this in their name")
    given = arguments.parse_args()
    logging.disable(logging.ERROR)
    with database(given.engine) as address:
        costs = asyncio.run(measure(address, Sizes().times(given.scale), given.only))
    budget = Budget()
    print(table(costs, budget))
    over = [cost.row.name for cost in costs if cost.share(budget) > 1]
    print(f"over budget: {', '.join(over)}" if over else "everything is within its budget")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
