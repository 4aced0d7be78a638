"""What one member may ask for in a while and, of what is dear, one server: so that nobody takes it from the others.

Kept in memory, for those who came last, and forgotten with the process. Nobody's id is logged.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from discord import app_commands

from cogs.ui.admission import PATIENCE
from cogs.ui.language import counted
from data.errors import Busy, Reason, TooOften

if TYPE_CHECKING:
    from cogs.ui.host import Interaction

T = TypeVar("T")

MOST_REMEMBERED = 20_000
"""Members or servers whose recent past is known, some 3 MB; who is forgotten begins anew."""

IMPORT = 3
"""What reading a file counts for: it may take two seconds of one of the two who read."""


DEAR_AT_ONCE = 2
"""Dear things of one server that are at work at a time: each writes, and who writes waits for all before."""


class Allowance:
    """So much at once, and after that one more every so many seconds, for each of many."""

    def __init__(self, at_once: int, every: float, now: Callable[[], float], most: int = MOST_REMEMBERED) -> None:
        self._every = every
        self._at_once = at_once * every
        self._now = now
        self._most = most
        self._full_at: OrderedDict[int, float] = OrderedDict()
        """When each of them has all of it again, the latest who took something last."""

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, who: int, cost: int = 1) -> float:
        """Seconds until so much can be had; 0 if it can be now."""
        now = self._now()
        return max(0.0, self._after(who, cost, now) - now - self._at_once)

    def take(self, who: int, cost: int = 1) -> None:
        """Count it, whether or not it could be had."""
        self._full_at[who] = self._after(who, cost, self._now())
        self._full_at.move_to_end(who)
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)

    def _after(self, who: int, cost: int, now: float) -> float:
        return max(self._full_at.get(who, 0.0), now) + cost * self._every


class FairUse:
    """One a process. What a person does at the keyboard never comes near it."""

    def __init__(self, now: Callable[[], float] = time.monotonic, *, enforced: bool = True) -> None:
        self._enforced = enforced
        self._acts = Allowance(30, 0.5, now)  # a press every half second without end, thirty as fast as they go
        self._letters = Allowance(40, 0.25, now)  # Discord asks at a pause in typing; so nobody's words take up presses
        self._dear_of_member = Allowance(10, 6.0, now)  # a draft takes minutes to write, and a file one to look through
        self._dear_of_server = Allowance(40, 2.0, now)  # some dozen who write at the same time
        self._told = Allowance(1, 30.0, now)
        self._importing: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()
        self._at_work: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    def act(self, member_id: int) -> None:
        """Somebody presses, types a command, submits or mentions.

        Raises:
            TooOften: they did so too often, and nothing is to be done.
        """
        self._spend(1, (self._acts, member_id))

    def letter(self, member_id: int) -> None:
        """Somebody types in an option that is completed.

        Raises:
            TooOften: they did so too often.
        """
        self._spend(1, (self._letters, member_id))

    def dear(self, member_id: int, guild_id: int | None, cost: int = 1) -> None:
        """Somebody asks for what costs much or is kept; in direct messages there is no server to share it with.

        Raises:
            TooOften: they or their server did so too often.
        """
        server = [(self._dear_of_server, guild_id)] if guild_id else []
        self._spend(cost, (self._dear_of_member, member_id), *server)

    async def turn(self, guild_id: int) -> None:
        """Wait until few dear things of a server are at work; then keep the place until this task ends.

        Raises:
            Busy: too many came before.
        """
        line = self._at_work.setdefault(guild_id, asyncio.Semaphore(DEAR_AT_ONCE))
        try:
            async with asyncio.timeout(PATIENCE):
                await line.acquire()
        except TimeoutError:
            raise Busy(Reason.TOO_MANY_AT_ONCE) from None
        if task := asyncio.current_task():
            task.add_done_callback(lambda _: line.release())

    def importing(self, guild_id: int) -> asyncio.Semaphore:
        """To be held while a file of a server is read and kept: one after another, since each writes many drafts."""
        return self._importing.setdefault(guild_id, asyncio.Semaphore(1))

    def tells(self, member_id: int) -> bool:
        """Whether somebody is to be told that it was too often where others read it too: now and then."""
        tells = not self._told.wait(member_id)
        if tells:
            self._told.take(member_id)
        return tells

    def _spend(self, cost: int, *purses: tuple[Allowance, int]) -> None:
        """From all of them or none: who is refused does not pay for it."""
        if not self._enforced:
            return
        if wait := max(allowance.wait(who, cost) for allowance, who in purses):
            raise TooOften(_sentence(math.ceil(wait)))
        for allowance, who in purses:
            allowance.take(who, cost)


def _sentence(seconds: int) -> str:
    return counted(
        seconds,
        "That was a lot in a short time, so nothing was done just now. Please try again in {count} second.",
        "That was a lot in a short time, so nothing was done just now. Please try again in {count} seconds.",
    )


def spend(interaction: Interaction, cost: int = 1) -> None:
    """Count something dear that whoever acts begins.

    Raises:
        TooOften: they or their server did so too often.
    """
    interaction.client.fair_use.dear(interaction.user.id, interaction.guild_id, cost)


def dear(cost: int = 1) -> Callable[[T], T]:
    """Mark a command that costs much or begins something that is kept: it is counted, and waits, before it is run.

    Files do not wait here: they have a line of their own, in which somebody waits for longer.
    """

    async def check(interaction: Interaction) -> bool:
        spend(interaction, cost)
        if interaction.guild_id and cost < IMPORT:
            await interaction.client.fair_use.turn(interaction.guild_id)
        return True

    return app_commands.check(check)
