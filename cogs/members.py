"""/my: what Marquee keeps of a member."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.rights.own_data import show_own_data
from cogs.tellings.choosing import show_choice
from cogs.ui.fair_use import dear
from cogs.ui.host import Host, Interaction
from cogs.votes.own import own_votes
from cogs.warnings.own_list import own_list


class Mine(commands.GroupCog, group_name="my"):
    """What Marquee keeps of you here."""

    @app_commands.command()
    async def votes(self, interaction: Interaction) -> None:
        """Your own votes in this server. Only you see them."""
        await interaction.response.send_message(view=await own_votes(interaction, 0), ephemeral=True)

    @app_commands.command()
    async def warnings(self, interaction: Interaction) -> None:
        """The topics you want to be told of. Only you see them."""
        await interaction.response.send_message(view=await own_list(interaction), ephemeral=True)

    @app_commands.command()
    async def news(self, interaction: Interaction) -> None:
        """How you hear what became of what you asked for. Only you see it."""
        await show_choice(interaction)

    @app_commands.command()
    @dear()
    async def data(self, interaction: Interaction) -> None:
        """What I keep of you: all of it as a file, or deleted. Only you see it."""
        await show_own_data(interaction)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Mine())
