"""Choosing how one is told."""

from __future__ import annotations

import discord

from cogs.tellings.cards import OFF, choice_card
from cogs.ui.arguments import named
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from data.errors import MarqueeError
from data.tellings import Way

_WAY: dict[str, Way | None] = {OFF: None} | {way.value: way for way in Way}


@on_press("telling", "open")
async def open_choice(interaction: Interaction, press: Press) -> None:
    """Show what is chosen."""
    await show_choice(interaction)


@on_press("telling", "choose", named(_WAY))
async def choose(interaction: Interaction, press: Press, way: Way | None) -> None:
    """Keep how the presser wants to be told in this server."""
    guild_id = _server(interaction)
    channel_id = 0
    if way is Way.MESSAGE:
        try:
            channel_id = (await interaction.user.create_dm()).id
        except discord.HTTPException:
            raise MarqueeError(
                _("I may not write to you. Allow direct messages from this server, then choose it again with /my news.")
            ) from None
    await interaction.client.library.tellings.choose(guild_id, interaction.user.id, way, channel_id)
    await show(interaction, choice_card(way))


async def show_choice(interaction: Interaction) -> None:
    """What is chosen, for whoever asks alone."""
    way = await interaction.client.library.tellings.way(_server(interaction), interaction.user.id)
    await interaction.response.send_message(view=choice_card(way), ephemeral=True)


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise MarqueeError(_("That works in a server only. Type it in one that I am in."))
    return interaction.guild_id


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
