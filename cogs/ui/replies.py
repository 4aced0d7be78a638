"""Where an answer goes: in place of the card that was pressed, or as a message of its own."""

from __future__ import annotations

import discord

from cogs.ui.cards import Card
from cogs.ui.host import Interaction
from cogs.ui.places import only_reader


async def show(interaction: Interaction, card: Card) -> None:
    """Show a card to whoever acts alone: in place of the one that was pressed if only they see that, else as a new one.

    Anybody can send any id from any message, so what is theirs never goes into one that others see.
    """
    if only_reader(interaction):
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


async def redraw(message: discord.PartialMessage, card: Card) -> None:
    """Make a message of the bot's look like a card. Of an edit, too, Discord has to be told that it mentions nobody."""
    await message.edit(view=card, allowed_mentions=discord.AllowedMentions.none())
