"""`python -m bot sync`: tell Discord of the commands now, without going online."""

from __future__ import annotations

import aiohttp
import discord

from bot import command_sync
from bot.run import point_at, reason_of
from bot.settings import Settings
from bot.shell.idle import idle_bot
from cogs.ui.language import _, counted
from data.errors import CannotStart


async def sync(settings: Settings, *, force: bool) -> None:
    """Print what was done. Without `force` Discord is told only if it has other commands.

    Raises:
        CannotStart: there is no token, or Discord cannot be reached or takes neither it nor the commands.
    """
    if settings.discord_token is None:
        raise CannotStart(_("DISCORD_TOKEN is not set. Put it into .env (README, “On your server”)."))
    async with idle_bot() as bot:
        point_at(settings, bot)
        try:
            await bot.login(settings.discord_token.get_secret_value())
            told = await command_sync.tell(bot, always=force)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise reason_of(error) from error
    if told is None:
        print(_("Discord has these commands already. To tell it all the same: python -m bot sync --force"))
    else:
        print(counted(told, "Discord was told of {count} command.", "Discord was told of {count} commands."))
