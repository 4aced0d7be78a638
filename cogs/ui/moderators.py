"""Who may do what moderators do."""

from __future__ import annotations

from typing import Any

import discord

from data.errors import MarqueeError


class NotAModerator(MarqueeError):
    """A moderators' command or button, used by somebody else."""


def require_moderator(interaction: discord.Interaction[Any]) -> int:
    """The server's id, if whoever acts may manage it.

    Discord hides these commands from members, but a server can show them to anyone, and a button's id can be forged.

    Raises:
        NotAModerator: they may not, or this is no server.
    """
    if interaction.guild_id is None:
        raise NotAModerator("That works in a server only.")
    if not interaction.permissions.manage_guild:
        raise NotAModerator("That is for moderators: it needs the permission Manage Server.")
    return interaction.guild_id
