"""/my data: what its buttons do, each with the data of whoever presses, for nobody else's eyes."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from cogs.polls.keeper import PollKeeper
from cogs.rights.cards import data_file, forget_card, forgotten_card, own_data_card
from cogs.ui.fair_use import spend
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from data.rights.collection import Rights


def _rights(interaction: Interaction) -> Rights:
    library = interaction.client.library
    return library.rights


async def show_own_data(interaction: Interaction) -> None:
    """How much there is of the asker's."""
    await show(interaction, own_data_card(await _rights(interaction).of_member(interaction.user.id)))


@on_press("my", "data")
async def back(interaction: Interaction, press: Press) -> None:
    """Back to how much there is."""
    spend(interaction)
    await show_own_data(interaction)


@on_press("my", "everything")
async def export(interaction: Interaction, press: Press) -> None:
    """All of it as a file."""
    spend(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    document = await _rights(interaction).export_member(interaction.user.id)
    written = await asyncio.to_thread(_written, document)
    await interaction.followup.send(_("Everything I keep of you."), file=data_file(written), ephemeral=True)


def _written(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


@on_press("my", "forget")
async def ask_before_forgetting(interaction: Interaction, press: Press) -> None:
    """Ask first."""
    spend(interaction)
    await show(interaction, forget_card(await _rights(interaction).of_member(interaction.user.id)))


@on_press("my", "forgotten")
async def forget(interaction: Interaction, press: Press) -> None:
    """Delete what is the presser's, and bring the messages of polls up to date that they had a ballot in."""
    spend(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)  # much may be looked through for it
    rights = _rights(interaction)
    polls = await rights.open_polls_of(interaction.user.id)
    gone = await rights.forget_member(interaction.user.id)
    for poll in polls:
        interaction.client.service(PollKeeper).touched(poll)
    await interaction.edit_original_response(view=forgotten_card(gone))


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded; the handlers are registered by the import."""
