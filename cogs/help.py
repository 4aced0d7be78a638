"""/help: what to type."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _, counted
from cogs.ui.options import also_in_direct_messages
from data.models import SHARED_LIBRARY

_COMMANDS = {
    "/review": N_("the card of a film"),
    "/warnings": N_("what you may not want to meet in it, or one topic — only you see the answer"),
    "/my warnings": N_("what you want to be told of, wherever you look — only you see it"),
    "/filmnight": N_("whether a film is for everybody who joined, without saying for whom it is not"),
    "/summary": N_("the whole plot, ending included — only you see it"),
    "/verdict": N_("what the review says, and what members say"),
    "/cast": N_("who made it and who plays whom"),
    "/recommend": N_("films for someone who liked it"),
    "/request": N_("ask for a review that is not here yet"),
    "/top": N_("how films stand with this server's members"),
    "/my": N_("your own votes — only you see them"),
    "/poll": N_("verdict polls, for moderators"),
    "/reviews": N_("writing reviews, for moderators"),
}


def help_card(films: int) -> Card:
    """What Marquee does, in one screen. `films` is how many films can be asked for here."""
    card = Card()
    card.text(
        "\n".join(("## Marquee", _("Film reviews without spoilers, with content warnings and your server's votes.")))
    )
    card.text("\n".join(f"**{command}** {_(what)}" for command, what in _COMMANDS.items()))
    typos = _("Type a title as well as you remember it: typos are fine.")
    card.text(f"{typos} {counted(films, '{count} film to ask for.', '{count} films to ask for.')}")
    return card


class Help(commands.Cog):
    """Explain the bot."""

    @app_commands.command()
    @also_in_direct_messages
    async def help(self, interaction: Interaction) -> None:
        """What you can ask Marquee."""
        library = interaction.client.library
        films = await library.catalogue.size(interaction.guild_id or SHARED_LIBRARY)
        await interaction.response.send_message(view=help_card(films), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help())
