"""The one error door: whatever a command, button or form raises becomes one sentence for the person."""

from __future__ import annotations

import io
import logging
import secrets

import discord
from discord import app_commands

from cogs.ui.host import Interaction
from cogs.ui.text import shorten
from data.errors import MarqueeError

log = logging.getLogger(__name__)

_UNKNOWN_INTERACTION = 10062
_LONGEST_CONTENT = 2000


def explain(error: BaseException) -> str:
    """One sentence for the person. What was not foreseen is logged under the incident number it names."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, MarqueeError):
        return shorten(str(error), _LONGEST_CONTENT)
    if isinstance(error, app_commands.CheckFailure):
        return "You do not have the permission for that here."
    if isinstance(error, discord.Forbidden):
        return "I am not allowed to do that in this channel. A moderator can give me the permission to post here."
    incident = secrets.token_hex(4)
    log.error("Incident %s", incident, exc_info=error)
    return f"Sorry, something went wrong on my side. Please try again; if it stays, report incident `{incident}`."


async def answer(interaction: Interaction, error: BaseException, *, typed: str = "") -> None:
    """Tell the person who pressed or typed, and nobody else. `typed` goes back to them as a file."""
    sentence = explain(error)
    files = [discord.File(io.BytesIO(typed.encode()), "what-you-typed.txt")] if typed else []
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True, files=files)
        else:
            await interaction.response.send_message(sentence, ephemeral=True, files=files)
    except discord.HTTPException as refused:
        if refused.code != _UNKNOWN_INTERACTION:  # the person waited longer than Discord does
            log.warning("A failure could not be told: %s", refused)
