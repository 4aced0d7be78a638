"""Hands submitted forms to `cogs.ui.forms`, whichever process opened them."""

from __future__ import annotations

import discord
from discord.ext import commands

from cogs.ui.forms import submitted
from cogs.ui.host import Host, Interaction


class Forms(commands.Cog):
    """Listen for forms."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Every interaction comes by here; only forms are taken."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Forms())
