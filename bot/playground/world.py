"""The simulated server: its people, its channel, and the bot in it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import simcord

from bot.client import Marquee
from bot.playground.people import Person
from cogs.ui.fair_use import FairUse
from cogs.ui.language import _
from data.library import Library


class _Env(simcord.Env):
    """A simulation that looks only so many seconds ahead when it waits for the bot to come to rest.

    simcord waits for every timer that ends within its five seconds of patience. Whatever rests in the background and
    has four seconds left would hold up the press of a button for as long. Looked at in short steps, only what is about
    to end is waited for, and work that takes long has the same five seconds.
    """

    def __init__(self, bot: Marquee, look_ahead: float) -> None:
        super().__init__(bot, check_errors=False)
        self._look_ahead = look_ahead

    async def _settle_internal(self, **how: Any) -> None:
        if how.get("_deadline") is not None:  # the simulation moves its clock, and has its own idea of when to stop
            return await super()._settle_internal(**how)
        patience = how.pop("timeout", None)
        left = self.settle_timeout if patience is None else patience
        while left > self._look_ahead:
            try:
                return await super()._settle_internal(timeout=self._look_ahead, **how)
            except TimeoutError:
                left -= self._look_ahead
        return await super()._settle_internal(timeout=left, **how)


@dataclass
class World:
    """Everything the playground and `ask` act on."""

    env: simcord.Env
    bot: Marquee
    library: Library
    channel: simcord.ChannelHandle
    people: dict[str, Person]
    """Whom one can be: `member`, `friend` and `moderator`."""

    async def restart(self) -> None:
        """End the bot and start it anew; what was posted stays in the channel."""
        self.bot = _new_bot(self.library, self.bot.fair_use, self.bot.gallery is not None)
        await self.env.restart_bot(self.bot)


@asynccontextmanager
async def open_world(
    library: Library,
    seconds: Callable[[], float] = time.monotonic,
    *,
    look_ahead: float | None = None,
    pictures: bool = False,
) -> AsyncIterator[World]:
    """Start the bot in a server that has the same ids at every start, so that votes find their film and voter.

    `seconds` is the clock by which it tells whether somebody is too quick; `look_ahead` how many seconds before its
    end a rest is waited for, where somebody sits in front of it; `pictures` whether titles are drawn.
    """
    bot = _new_bot(library, FairUse(seconds), pictures)
    env = _Env(bot, look_ahead) if look_ahead else simcord.Env(bot, check_errors=False)
    env.backend.bot_user.name = "Marquee"
    await env.start()
    try:
        guild = env.create_guild(_("The Screening Room"))
        channel = guild.create_text_channel("films", topic=_("Ask Marquee about a film: type /review"))
        moderators = guild.create_role(_("Moderators"), permissions=discord.Permissions(manage_guild=True))

        def person(name: str, *roles: simcord.RoleHandle) -> Person:
            user = env.create_user(name.casefold(), global_name=name)
            guild.add_member(user, roles=roles)
            return Person(env, guild, user)

        people = {"member": person("Robin"), "friend": person("Sasha"), "moderator": person("Morgan", moderators)}
        await env.settle()
        catch_up(env, library)
        yield World(env, bot, library, channel, people)
    finally:
        await env.shutdown()


def _new_bot(library: Library, fair_use: FairUse, pictures: bool) -> Marquee:
    return Marquee(library, always_sync=True, shard_count=1, edits_every=0.0, fair_use=fair_use, pictures=pictures)


def catch_up(env: simcord.Env, library: Library) -> None:
    """Set the simulation's clock, which starts in January 2026 and stands still, to the time it is.

    `Env.advance_time` would do the same as an operation of its own, and only one may be going on at a time.
    """
    behind = (library.now() - env.now()).total_seconds()
    if behind > 0:
        env.backend.advance_clock(behind)
