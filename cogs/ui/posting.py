"""Starts and stops the outbox with the bot."""

from __future__ import annotations

from discord.ext import commands

from cogs.ui.host import Host
from cogs.ui.outbox import Outbox


class Posting(commands.Cog):
    """Holds the outbox."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def cog_unload(self) -> None:
        """Called when the bot closes."""
        await self._outbox.stop()


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, before those that have something to post."""
    outbox = Outbox(bot, bot.library)
    bot.provide(outbox)
    await bot.add_cog(Posting(outbox))
    outbox.start()
