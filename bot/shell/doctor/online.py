"""What only Discord can tell: the token, this machine's clock, intents, permissions, commands."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot import command_sync
from bot.proxies import Proxies
from bot.shell.doctor.discord_api import Api, Refused
from bot.shell.doctor.findings import Finding, broken, warning, well
from bot.shell.doctor.permissions import of_permissions
from bot.shell.idle import idle_bot
from cogs.ui.language import _, counted
from data.library import utc_now
from data.storage.examining import Examined

_CLOCKS_DIFFER = dt.timedelta(seconds=5)
_CLOCK_IS_WRONG = dt.timedelta(minutes=1)
_PRIVILEGED = 0b1111 << 12 | 0b11 << 18
"""Flags of an application: presences, members and message content, each also in the kind for small bots.

Source: https://discord.com/developers/docs/resources/application#application-object-application-flags
"""


async def ask(base: str, token: str, proxies: Proxies, examined: Examined | None) -> AsyncIterator[Finding]:
    """Everything, as far as Discord answers."""
    async with Api.open(base, token, proxies) as api:
        try:
            me = await api.get("/users/@me")
        except Refused as refused:
            yield _refused(refused)
            return
        except (aiohttp.ClientError, TimeoutError):
            yield broken(_("Discord cannot be reached. Check this machine's connection, or discordstatus.com."))
            return
        yield well(_("The token is that of {name}.").format(name=me["username"]))
        yield _clock(api.date, utc_now())
        for part in (_application, of_permissions, _commands):
            try:
                async for finding in part(api, me, examined):
                    yield finding
            except (Refused, aiohttp.ClientError, TimeoutError) as error:
                yield warning(_("Discord did not answer everything ({why}). Ask again later.").format(why=error))


def _refused(refused: Refused) -> Finding:
    if refused.status == 401:
        return broken(
            _(
                "Discord does not accept the token. "
                "Copy it again from the Developer Portal (Bot, Reset Token) into DISCORD_TOKEN."
            )
        )
    return broken(_("Discord answers with {status}. Look at discordstatus.com.").format(status=refused.status))


def _clock(theirs: dt.datetime | None, ours: dt.datetime) -> Finding:
    """Polls end by this machine's clock, and Discord refuses what is signed by one that is far off."""
    apart = abs(ours - theirs) if theirs else dt.timedelta(0)
    if apart <= _CLOCKS_DIFFER:
        return well(_("This machine's clock is right."))
    say = broken if apart > _CLOCK_IS_WRONG else warning
    return say(
        counted(
            round(apart.total_seconds()),
            "This machine's clock is {count} second off. Let it be set by NTP.",
            "This machine's clock is {count} seconds off. Let it be set by NTP.",
        )
    )


async def _application(api: Api, _me: Any, _examined: Any) -> AsyncIterator[Finding]:
    application = await api.get("/oauth2/applications/@me")
    if application.get("flags", 0) & _PRIVILEGED:
        yield warning(
            _("Privileged intents are switched on. Marquee needs none: switch them off in the Developer Portal.")
        )
    else:
        yield well(_("No privileged intents are switched on, and none are needed."))


async def _commands(api: Api, _me: Any, _examined: Any) -> AsyncIterator[Finding]:
    application = await api.get("/oauth2/applications/@me")
    where = command_sync.PATH.format(application_id=application["id"])
    told = await api.get(f"{where}?{urlencode(command_sync.WITH_ALL)}")
    async with idle_bot() as bot:
        await bot.load()
        as_it_should = not command_sync.differ(await bot.commands_payload(), told)
    if as_it_should:
        yield well(counted(len(told), "Discord knows its {count} command.", "Discord knows its {count} commands."))
    else:
        yield warning(_("Discord has other commands than this Marquee's. Start the bot: it tells Discord by itself."))
