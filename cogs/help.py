"""/help: what to type."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.text import counted
from data.models import SHARED_LIBRARY


def help_card(films: int) -> Card:
    """What Marquee does, in one screen. `films` is how many films can be asked for here."""
    card = Card()
    card.text("## Marquee\nFilm reviews without spoilers, with content warnings and your server's votes.")
    card.text(
        "**/review** the card of a film\n"
        "**/warnings** what you may not want to meet in it, or one topic — only you see the answer\n"
        "**/my warnings** what you want to be told of, wherever you look — only you see it\n"
        "**/filmnight** whether a film is for everybody who joined, without saying for whom it is not\n"
        "**/summary** the whole plot, ending included — only you see it\n"
        "**/verdict** what the review says, and what members say\n"
        "**/cast** who made it and who plays whom\n"
        "**/recommend** films for someone who liked it\n"
        "**/request** ask for a review that is not here yet\n"
        "**/top** how films stand with this server's members\n"
        "**/my** your own votes — only you see them\n"
        "**/poll** verdict polls, for moderators\n"
        "**/reviews** writing reviews, for moderators"
    )
    card.text(f"Type a title as well as you remember it: typos are fine. {counted(films, 'film', 'films')} to ask for.")
    return card


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Help(commands.Cog):
    """Explain the bot."""

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What you can ask Marquee."""
        library = interaction.client.library
        films = await library.catalogue.size(interaction.guild_id or SHARED_LIBRARY)
        await interaction.response.send_message(view=help_card(films), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help())
