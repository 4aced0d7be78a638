"""Whether what a server's choices name is still there. Asked of Discord only where this process does not see it."""

from __future__ import annotations

import aiohttp
import discord


async def channel_is_gone(guild: discord.Guild, channel_id: int) -> bool:
    """Whether a server has a channel or thread no more. One that is hidden, or cannot be asked for now, is there."""
    if guild.unavailable or guild.get_channel_or_thread(channel_id):
        return False
    try:
        await guild.fetch_channel(channel_id)
    except discord.NotFound:
        return True
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        return False
    return False


def roles_gone(guild: discord.Guild, *role_ids: int | None) -> list[int]:
    """Those that a server has no more: Discord tells of every role, whether it matters to the bot or not."""
    if guild.unavailable:
        return []
    return [role_id for role_id in role_ids if role_id and guild.get_role(role_id) is None]
