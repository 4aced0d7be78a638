"""Choosing how one is told."""

from __future__ import annotations

import discord

from cogs.tellings.cards import OFF, choice_card
from cogs.ui.arguments import ID, named, optional
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from data.errors import MarqueeError
from data.tellings import Way

_WAY: dict[str, Way | None] = {OFF: None} | {way.value: way for way in Way}


@on_press("telling", "open", optional(ID))
async def open_choice(interaction: Interaction, press: Press, news_id: int | None) -> None:
    """Show what is chosen; `news_id` only tells direct messages apart."""
    await show_choice(interaction, press.id)


@on_press("telling", "choose", named(_WAY))
async def choose(interaction: Interaction, press: Press, way: Way | None) -> None:
    """Keep how the presser wants to be told in this server."""
    guild_id = _server(interaction, press.id)
    channel_id = 0
    if way is Way.MESSAGE:
        try:
            channel_id = (await interaction.user.create_dm()).id
        except discord.HTTPException:
            raise MarqueeError(
                _("I may not write to you. Allow direct messages from this server, then choose it again with /my news.")
            ) from None
    await interaction.client.library.tellings.choose(guild_id, interaction.user.id, way, channel_id)
    await show(interaction, choice_card(way, guild_id))


async def show_choice(interaction: Interaction, told_of: int = 0) -> None:
    """What is chosen, for whoever asks alone; `told_of` is the server that a direct message is from."""
    guild_id = _server(interaction, told_of)
    way = await interaction.client.library.tellings.way(guild_id, interaction.user.id)
    await interaction.response.send_message(view=choice_card(way, guild_id), ephemeral=True)


def _server(interaction: Interaction, told_of: int) -> int:
    """Where it is pressed or typed; in direct messages that which they are from, if I am still in it."""
    if interaction.guild_id is not None:
        return interaction.guild_id
    if interaction.client.get_guild(told_of) is None:
        raise MarqueeError(_("That works in a server only. Type it in one that I am in."))
    return told_of


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
