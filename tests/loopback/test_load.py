"""Everything at once: twenty people, a process that is killed and started again, and a Discord that falters."""

import asyncio
import contextlib
import random
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from data.library import Library
from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.guests import Guest
from tests.loopback.ledger import Key, Ledger
from tests.loopback.people import Person
from tests.loopback.process import HURRIED, BotProcess, running
from tests.loopback.seen import text_of
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD, Message

SHORT, LONG = 12.0, 120.0
"""Seconds of load, the starts of the process not counted."""
KILLS = 3
_PEOPLE, _MODERATORS = 20, 3
_SEED = 11
_FAULTY, _WELL = 1.2, 1.0

CALLBACK = "/interactions/*/*/callback"
_ANY = 10**9
OUTAGES = (
    Fault("POST", CALLBACK, reset="before", times=_ANY),
    Fault("POST", CALLBACK, status=500, times=_ANY),
    Fault("POST", CALLBACK, status=502, html=True, times=_ANY),
    Fault("POST", CALLBACK, hang=True, times=_ANY),
    Fault("POST", CALLBACK, delay=3.2, times=_ANY),
)
"""While they last nobody needs to be answered."""
NUISANCES = (
    Fault("POST", CALLBACK, delay=0.7, times=_ANY),
    Fault("POST", CALLBACK, reset="after", times=5),
    Fault("POST", CALLBACK, status=503, times=3),
    Fault("PATCH", "/channels/*/messages/*", status=500, times=_ANY),
    Fault("PATCH", "/channels/*/messages/*", hang=True, times=_ANY),
)
"""While these last, everybody does."""


async def falter(discord: Loopback, ledger: Ledger, chance: random.Random) -> None:
    """Switch Discord's faults on and off, for ever."""
    for number in range(_ANY):
        await asyncio.sleep(_WELL)
        fault = replace(chance.choice((OUTAGES, NUISANCES)[number % 2]), release=asyncio.Event())
        with ledger.outage() if number % 2 == 0 else contextlib.nullcontext():
            discord.faults.arm(fault)
            await asyncio.sleep(_FAULTY)
            discord.faults.disarm()


async def open_polls(discord: Loopback, moderator: Person) -> list[Message]:
    """One secret poll and one with names, before anything goes wrong."""
    for film, names in (("jaws", "never"), ("alien", "after")):
        await moderator.command("/poll open", film=film, names=names)
    polls = [message for message in discord.films.from_bot() if "Verdict poll" in text_of(message)]
    assert len(polls) == 2
    return polls


async def kept(address: str, guild_id: int, ledger: Ledger) -> dict[Key, str]:
    """What the database says of all that anybody wrote."""
    found: dict[Key, str] = {}
    async with Library.open(address) as library:
        for member in {member for _, _, member in ledger.may_be}:
            for vote in await library.votes.of_member_all(guild_id, member):
                found["vote", vote.film_id, member] = vote.tier.value
            for draft in await library.drafts.of_owner(guild_id, member):
                found["draft", 0, member] = draft.review.blurb or ""
        for what, poll, member in ledger.may_be:
            if what == "ballot" and (choice := await library.polls.ballots.own(poll, member)):
                found[what, poll, member] = choice.value
    return found


def invite(discord: Loopback, ledger: Ledger) -> list[Guest]:
    """The people, moderators first."""
    moderators = discord.guild.add_role("Moderators", MANAGE_GUILD)
    guests = []
    for number in range(_PEOPLE):
        person = discord.guild.join(f"Person {number}", *([moderators] if number < _MODERATORS else []))
        guests.append(Guest(person, ledger, random.Random(_SEED + number)))  # noqa: S311
    return guests


async def load(discord: Loopback, address: str, folder: Path, seconds: float) -> tuple[Ledger, list[BotProcess]]:
    """The whole load; what was seen, and the processes that there were."""
    ledger, bots = Ledger(), list[BotProcess]()
    guests = invite(discord, ledger)
    async with AsyncExitStack() as stack:

        async def start() -> None:
            assert await until(lambda: not discord.gateway.connections)
            bots.append(await stack.enter_async_context(running(discord, address, folder, settings=HURRIED, cold=True)))
            await bots[-1].connected()

        await start()
        await bots[-1].ready()
        polls = await open_polls(discord, guests[0].person)
        acting = [asyncio.create_task(guest.act_on(polls)) for guest in guests]
        faltering = asyncio.create_task(falter(discord, ledger, random.Random(_SEED)))  # noqa: S311
        for part in range(KILLS + 1):
            if part:
                with ledger.outage():
                    await bots[-1].kill()
                    await start()
            await asyncio.sleep(seconds / (KILLS + 1))
        faltering.cancel()
        for guest in guests:
            guest.going_home = True
        await asyncio.gather(*acting)
        discord.faults.disarm()
        await bots[-1].assert_stops_cleanly()
    return ledger, bots


async def hold(discord: Loopback, address: str, folder: Path, seconds: float) -> None:
    """The load, and what must be true after it."""
    ledger, bots = await load(discord, address, folder, seconds)
    print(f"load of {seconds:.0f} s: {ledger}, {len(bots) - 1} kills, slowest answer {ledger.slowest:.2f} s")
    assert ledger.lost(await kept(address, int(discord.guild.id), ledger)) == []
    assert ledger.left_alone() == []
    assert ledger.confirmed > seconds
    for bot in bots:
        bot.assert_no_traceback()
        assert "Incident" not in bot.log
    assert [bot.process.returncode for bot in bots] == [*[-signal.SIGKILL] * KILLS, 0]


@pytest.mark.timing
async def test_nothing_confirmed_is_lost_and_nobody_is_left_alone(
    new_address: Callable[..., str], discord: Loopback, tmp_path: Path
) -> None:
    await hold(discord, new_address(with_starter=True), tmp_path, SHORT)


@pytest.mark.timing
@pytest.mark.timeout(900)
async def test_nor_in_two_minutes(database: str, discord: Loopback, tmp_path: Path) -> None:
    await hold(discord, database, tmp_path, LONG)
