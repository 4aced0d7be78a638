"""`python -m bot run`: Marquee on Discord, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import signals
from bot.client import Marquee
from bot.keeping import keeping
from bot.known_films import folder_of
from bot.proxies import Proxies
from bot.settings import Settings
from cogs.ui.fair_use import FairUse
from cogs.ui.language import N_, _
from data.errors import CannotStart
from data.films import known
from data.library import Library

log = logging.getLogger(__name__)

_API_PATH = "/api/v10"

_LAST_PRESSES_SECONDS = 3.0
"""For those at work when it stops: Discord waits as long for an answer."""

_CLOSED = {
    4004: N_(
        "Discord does not accept the token. "
        "Copy it again from the Developer Portal (Bot, Reset Token) into DISCORD_TOKEN."
    ),
    4010: N_(
        "Discord does not know the shard that this Marquee is. Start it again, so that it asks how many there are."
    ),
    4011: N_("Discord asks for more shards than Marquee runs in. Start it again, so that it asks how many there are."),
    4012: N_("Discord does not speak this version of its gateway any more; update Marquee."),
    4013: N_("Discord does not know an intent that Marquee asks for; update Marquee."),
    4014: N_("Discord refuses the connection because an intent is switched off in the Developer Portal."),
}
"""What Discord means by closing the connection for good."""


_AS_CLOSED: dict[type, int] = {discord.LoginFailure: 4004, discord.PrivilegedIntentsRequired: 4014}


async def serve(settings: Settings) -> None:
    """Log in and serve until SIGTERM or SIGINT.

    Raises:
        CannotStart: bad token, Discord unreachable, a permission missing.
        StorageUnavailable: the database cannot be opened.
    """
    if settings.discord_token is None:
        raise CannotStart(
            _("DISCORD_TOKEN is not set. Put it into .env (README, “On your server”), or try the playground.")
        )
    address = settings.database.get_secret_value()
    async with (
        known.kept(folder_of(address, settings.known_films_folder)) as films,
        Library.open(address, known=films) as library,
        keeping(settings, library.now),
        Marquee(library, fair_use=FairUse(enforced=settings.fair_use), pictures=settings.title_pictures) as bot,
    ):
        point_at(settings, bot)
        with signals.stop_event() as stop:
            running = asyncio.create_task(_start(bot, settings.discord_token.get_secret_value()))
            await _until_stopped(running, stop)
            if not running.done():
                await _stop(bot, running)
            elif error := running.exception():
                raise reason_of(error) from error
    log.info("Stopped")


async def _start(bot: Marquee, token: str) -> None:
    await bot.login(token)
    gc.freeze()  # all that was loaded stays: to look it through for garbage would stop everybody for 70 ms at a time
    await bot.connect()


async def _until_stopped(running: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Until it is told to stop, or the bot ends by itself."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _stop(bot: Marquee, running: asyncio.Task[None]) -> None:
    """Let those at work finish, and leave Discord, which may let discord.py sleep in a rate limit: closing alone does
    not wake it."""
    log.info("Stopping")
    await bot.admission.stop(_LAST_PRESSES_SECONDS)
    running.cancel()
    await asyncio.wait({running})
    await bot.close()


def api_address(settings: Settings) -> str:
    """Where Discord's HTTP API is, or the proxy for it that is set."""
    if settings.discord_api_url is None:
        return Route.BASE
    url = yarl.URL(str(settings.discord_api_url))
    return str(url if url.path.strip("/") else url.with_path(_API_PATH)).rstrip("/")


def point_at(settings: Settings, bot: Marquee) -> None:
    """Go through a proxy for Discord's HTTP API or gateway, or for this network, where one is set."""
    bot.http.connector = Proxies.of(settings).connector()
    Route.BASE = api_address(settings)
    if settings.discord_gateway_url:
        gateway = str(settings.discord_gateway_url)
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        ask_discord = bot.http.get_bot_gateway

        async def get_bot_gateway() -> tuple[int, str, Any]:
            shards, _address, limits = await ask_discord()
            return shards, gateway, limits

        bot.http.get_bot_gateway = get_bot_gateway  # type: ignore[method-assign]  # the one place that names the address


def reason_of(error: BaseException) -> BaseException:
    """What to raise for an error of Discord's or of the way there: a sentence, or the error itself."""
    closed = error.code if isinstance(error, discord.ConnectionClosed) else _AS_CLOSED.get(type(error))
    if closed in _CLOSED:
        return CannotStart(_(_CLOSED[closed]))
    if isinstance(error, discord.Forbidden):
        why = error.text or _("no reason given")
        return CannotStart(_("Discord says that a permission is missing: {why}.").format(why=why))
    if isinstance(error, app_commands.CommandSyncFailure):
        return CannotStart(_("Discord did not take the commands: {why}").format(why=error))
    if isinstance(error, aiohttp.ClientError | discord.GatewayNotFound | discord.DiscordServerError | OSError):
        return CannotStart(_("Discord cannot be reached. Check this machine's connection, or discordstatus.com."))
    return error
