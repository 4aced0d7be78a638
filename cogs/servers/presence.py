"""Servers that remove the bot, and that come back: what is theirs is kept for thirty days, and erased after asking."""

from __future__ import annotations

import datetime as dt
import logging

import aiohttp
import discord
from discord.ext import commands

from cogs.ui.host import Host
from cogs.ui.worker import Worker
from data.library import Library

log = logging.getLogger(__name__)

_REST = dt.timedelta(minutes=10)
_NETWORK = (discord.HTTPException, aiohttp.ClientError, OSError)


class ServerPresence(commands.Cog):
    """Notes who has the bot, and erases what is left of those that have not had it for long."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._here: set[int] = set()
        """Servers of which it is noted that they have the bot: a shard that comes back tells of all of them anew."""
        self._worker = Worker("presences", self.erase_due, library.now, _REST)

    def start(self) -> None:
        """Begin to erase as soon as Discord has told which servers there are."""
        self._worker.start(self._bot.wait_until_ready)

    async def cog_unload(self) -> None:
        """Called when the bot closes."""
        await self._worker.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """All shards of this process know their servers, those that are away for a while as well."""
        here = [guild.id for guild in self._bot.guilds]
        self._here = set(here)
        if left := await self._library.presences.compare(here, self._is_ours):
            log.info("%s servers removed Marquee meanwhile; what is theirs is kept for 30 days", len(left))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server removed the bot, or is no more; an outage is told otherwise."""
        log.info("Server %s removed Marquee; what is its is kept for 30 days", guild.id)
        self._here.discard(guild.id)
        await self._library.presences.left(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server has the bot, perhaps again: then all that it had is there."""
        self._here.add(guild.id)
        await self._library.presences.joined(guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there: after an outage, or, as Discord tells it too, because it has the bot again."""
        if self._bot.is_ready() and guild.id not in self._here:  # before, they come in one by one to be compared
            await self.on_guild_join(guild)

    def _is_ours(self, guild_id: int) -> bool:
        """Whether Discord tells this process of a server: others may be another process's.

        Source: https://discord.com/developers/docs/events/gateway#sharding
        """
        shards = self._bot.shard_count or 1
        return (guild_id >> 22) % shards in (self._bot.shard_ids or range(shards))

    async def erase_due(self) -> None:
        """Erase what is a server's that has been without the bot for long, if Discord says once more that it is."""
        for guild_id in await self._library.presences.due():
            if self._is_ours(guild_id):
                await self._erase(guild_id)

    async def _erase(self, guild_id: int) -> None:
        try:
            if await self._has_the_bot(guild_id):
                await self._library.presences.joined(guild_id)
                return
        except _NETWORK as error:
            log.info("Whether server %s has Marquee no more cannot be asked now: %s", guild_id, error)
            return
        gone = await self._library.rights.forget_server(guild_id)
        log.info(
            "Erased what was server %s's, which removed Marquee 30 days ago: %s rows", guild_id, sum(gone.values())
        )

    async def _has_the_bot(self, guild_id: int) -> bool:
        if self._bot.get_guild(guild_id):
            return True
        try:
            await self._bot.http.get_guild(guild_id, with_counts=False)
        except (discord.NotFound, discord.Forbidden):
            return False
        return True


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    presence = ServerPresence(bot, bot.library)
    await bot.add_cog(presence)
    presence.start()
