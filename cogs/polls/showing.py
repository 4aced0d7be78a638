"""/poll show: an open poll for moderators, who can post it where they like, and lift a gate that nobody can pass."""

from __future__ import annotations

import contextlib

import discord
from discord import app_commands

from cogs.polls.cards import show_card
from cogs.polls.commands import complete_open
from cogs.polls.keeper import PollKeeper
from cogs.polls.options import chosen_poll
from cogs.polls.posting import message_of
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_
from cogs.ui.options import PollName
from cogs.ui.outbox import Outbox
from cogs.ui.permissions import require_moderator
from cogs.ui.replies import show as show_alone
from cogs.ui.routes import Press, on_press
from data.polls import POLL, Poll


@app_commands.command()
@app_commands.describe(poll="An open poll")
@app_commands.autocomplete(poll=complete_open)
async def show(interaction: Interaction, poll: PollName) -> None:
    """How an open poll stands; post its message anew, or lift a role that is gone."""
    guild_id = require_moderator(interaction)
    chosen = chosen_poll(await interaction.client.library.polls.open_in(guild_id), poll)
    await interaction.response.send_message(view=await _card(interaction, chosen), ephemeral=True)


async def _card(interaction: Interaction, poll: Poll) -> Card:
    library = interaction.client.library
    failed = (await library.outbox.failures(POLL, [poll.id])).get(poll.id)
    failure = interaction.client.service(Outbox).reason(failed) if failed else None
    return show_card(await library.polls.progress(poll.id), failure)


@on_press("poll", "here")
async def post_here(interaction: Interaction, press: Press) -> None:
    """Post the poll's message in this channel; the one before is taken away, where there is one."""
    guild_id = require_moderator(interaction)
    bot, library = interaction.client, interaction.client.library
    await interaction.response.defer(ephemeral=True, thinking=True)
    before = await library.polls.losses.move(press.id, guild_id, interaction.channel_id or 0)
    await library.audit.note(guild_id, interaction.user.id, N_("move poll"), before.film_label)
    await bot.service(Outbox).work()
    if before.message_id:
        with contextlib.suppress(discord.HTTPException):  # it may be gone, which is why the poll was posted here
            await message_of(bot, before).delete()
    poll = await library.polls.get(press.id, guild_id)
    await interaction.edit_original_response(view=await _card(interaction, poll))


@on_press("poll", "lift")
async def lift(interaction: Interaction, press: Press) -> None:
    """Let everybody vote, in place of those with a role that is gone."""
    guild_id = require_moderator(interaction)
    library = interaction.client.library
    poll = await library.polls.losses.lift_role(press.id, guild_id)
    await library.audit.note(guild_id, interaction.user.id, N_("lift poll's role"), poll.film_label)
    interaction.client.service(PollKeeper).touched(poll)
    await show_alone(interaction, await _card(interaction, poll))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, after that of /poll."""
    bot.command_group("poll").add_command(show)
