"""What is stated once for every slash command: how long a typed option may be, and where a command can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

FilmName = app_commands.Range[str, 1, 200]
FilmNames = app_commands.Range[str, 1, 500]
Topic = app_commands.Range[str, 1, 100]
PollName = app_commands.Range[str, 1, 100]
Duration = app_commands.Range[str, 1, 60]

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Where every command can be used that says nothing else."""

FOR_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
"""Servers install the bot; people do not take it along to others."""

T = TypeVar("T")


def also_in_direct_messages(command: T) -> T:
    """Mark a command that needs no server. On a class of commands such a mark does nothing."""
    mark: Callable[[T], T] = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    return mark(command)
