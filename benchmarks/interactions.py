"""What a press costs and how many are answered in time, over real sockets, beside a bot that only says "Pong".

`python -m benchmarks.interactions [--in-a-row N]` starts `python -m bot run` on a new SQLite file and a Discord on
127.0.0.1, which shares the machine's cores with it: latencies are those of a machine that is also the crowd.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from cogs.ui.sentences import SENTENCES
from data.library import Library
from data.reasons import Reason
from tests.loopback.crowd import Act, crowd
from tests.loopback.people import Person
from tests.loopback.process import HURRIED, BotProcess, running
from tests.loopback.seen import Seen
from tests.loopback.server import Loopback

CROWDS = (200, 600)
ONE_BY_ONE = 1_500
"""Acts, one after another, of which the processor's time is taken."""
TYPISTS, KEYSTROKES = 50, 10
FILMS = ("jaws", "alien", "parasite", "the shining", "amelie")  # of the starter: a question would cost less
TIERS = ("Positive", "Mixed", "Negative")
_MEGABYTE = 2**20


@dataclass(frozen=True)
class Stand:
    """A bot and a Discord that it is the only bot of."""

    discord: Loopback
    bot: BotProcess

    async def one_by_one(self, person: Person, act: Act, number: int = ONE_BY_ONE) -> float:
        """Seconds of the bot's processor for one act, in the middle of many."""
        await crowd([person], act, times=number // 10)
        before = self.bot.cpu()
        outcome = await crowd([person], act, times=number)
        if outcome.lost:
            raise AssertionError(f"{outcome.lost} were not answered:\n{self.bot.log}")
        return (self.bot.cpu() - before) / number

    def join(self, number: int) -> list[Person]:
        """So many new members."""
        return [self.discord.guild.join(f"Person {n}") for n in range(number)]


@asynccontextmanager
async def stand(module: str, database: str, folder: Path) -> AsyncIterator[Stand]:
    """Start a bot and wait until it is ready."""
    async with (
        Loopback.open() as discord,
        running(
            discord, database, folder, module=module, words=("run",) if module == "bot" else (), settings=HURRIED
        ) as bot,
    ):
        await bot.ready()
        yield Stand(discord, bot)


async def pong(person: Person, _: int) -> Seen:
    """Ask the bot that does nothing else."""
    return await person.command("/pong")


async def review(person: Person, number: int) -> Seen:
    """Ask for one film of several."""
    return await person.command("/review", film=FILMS[(int(person.id) + number) % len(FILMS)])


async def complete(person: Person, number: int) -> Seen:
    """Type another letter of a title."""
    return await person.autocomplete("/review", film="the grand budapest"[: number + 3])


def votes_on(card: Seen) -> Act:
    """Votes on a card, every time another one than before."""

    async def vote(person: Person, number: int) -> Seen:
        return await person.press(card.message, card.button(TIERS[(int(person.id) + number) % len(TIERS)]))

    return vote


async def say(what: str, people: list[Person], act: Act, *, times: int = 1, pace: float = 0.0) -> None:
    """Let a crowd act and print its line; who is turned away has a sentence, but not what they came for."""
    turned_away = 0

    async def counted(person: Person, number: int) -> Seen:
        nonlocal turned_away
        seen = await act(person, number)
        turned_away += not seen.failed and seen.text == SENTENCES[Reason.TOO_MANY_AT_ONCE]
        return seen

    outcome = await crowd(people, counted, times=times, pace=pace)
    print(f"{what}: {outcome}, {turned_away} turned away")


async def measure(in_a_row: int) -> None:
    """Everything, ratios last."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with stand("benchmarks.pong", "", folder) as bare:
            (person,) = bare.join(1)
            least = await bare.one_by_one(person, pong)
            await say("600 pongs at once", bare.join(600), pong)
        database = f"sqlite:///{folder / 'library.db'}"
        async with Library.open(database):
            pass
        async with stand("bot", database, folder) as marquee:
            (person,) = marquee.join(1)
            card = await review(person, 0)
            vote = votes_on(card)
            costs = {
                "/review": await marquee.one_by_one(person, review),
                "card vote": await marquee.one_by_one(person, vote),
                "keystroke": await marquee.one_by_one(person, complete),
            }
            for number in CROWDS:
                people = marquee.join(number)
                await say(f"{number} /review at once", people, review)
                await say(f"{number} votes at once", people, vote)
            typists = marquee.join(TYPISTS)
            await say("50 keystrokes a second", typists, complete, times=KEYSTROKES, pace=TYPISTS / 50)
            await crowd([person], review, times=2_000)
            before = marquee.bot.memory()
            few = marquee.join(4)
            await say(f"{in_a_row} in a row, by four people", few, mixed(vote), times=in_a_row // len(few))
            after = marquee.bot.memory()
    print(f"memory: {before / _MEGABYTE:.0f} MB before, {after / _MEGABYTE:.0f} MB after, {after / before:.2f} times")
    print(f"processor: {least * 1000:.2f} ms a pong")
    for what, seconds in costs.items():
        print(f"{what}: {seconds * 1000:.2f} ms, {seconds / least:.1f} times a pong")


def mixed(vote: Act) -> Act:
    """Reviews, votes and keystrokes in turn."""
    acts = (review, vote, complete)

    async def act(person: Person, number: int) -> Seen:
        return await acts[number % len(acts)](person, number % 15)

    return act


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.interactions")
    arguments.add_argument("--in-a-row", type=int, default=20_000)
    asyncio.run(measure(arguments.parse_args().in_a_row))


if __name__ == "__main__":
    main()
