"""Hands submitted forms to `cogs.ui.forms`, whichever process opened them; says at the end what was slow."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from cogs.ui import routes
from cogs.ui.forms import submitted
from cogs.ui.host import Host, Interaction

log = logging.getLogger(__name__)


class Forms(commands.Cog):
    """Listen for forms."""

    async def cog_unload(self) -> None:
        """The bot stops: sum up how long presses, menus and forms took, the slowest first."""
        taken = {name: timing for name, timing in routes.timings().items() if timing.count}
        for name, timing in sorted(taken.items(), key=lambda item: -item[1].longest):
            log.debug("%s %s times, at most %.0f ms", name, timing.count, timing.longest * 1000)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Every interaction comes by here; only forms are taken."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Forms())
