"""Where something is asked, and by whom: what a card may show depends on the channel, and on who opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from cogs.ui.host import Interaction
from data.models import SHARED_LIBRARY


@dataclass(frozen=True)
class Place:
    """A channel of a server, or a direct message, whose guild id is that of the shared library."""

    guild_id: int
    channel_id: int = 0
    age_restricted: bool = False


def place_of(asked: Interaction | discord.Message) -> Place:
    """Where a command, a press or a message comes from. A thread is as its channel."""
    channel: Any = asked.channel
    guild_id = asked.guild.id if isinstance(asked, discord.Message) and asked.guild else None
    if isinstance(asked, discord.Interaction):
        guild_id = asked.guild_id
    if guild_id is None or channel is None:
        return Place(guild_id or SHARED_LIBRARY)
    channel_id = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
    is_nsfw = getattr(channel, "is_nsfw", None)
    return Place(guild_id, channel_id or channel.id, bool(is_nsfw and is_nsfw()))


def only_reader(interaction: Interaction) -> int | None:
    """The presser, if the card that is pressed on is one that only they see."""
    message = interaction.message
    return interaction.user.id if message and message.flags.ephemeral else None
