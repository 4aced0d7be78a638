"""What the bot may do in each of its servers, and in the channels where reviews are announced."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.shell.doctor.discord_api import Api, Refused
from bot.shell.doctor.findings import Finding, broken, warning, well
from cogs.ui.language import N_, _, counted
from data.storage.examining import Examined

_MOST_TOLD = 10
"""Lines of one kind; more would hide the rest."""

_NEEDED = {
    "view_channel": N_("View Channels"),
    "send_messages": N_("Send Messages"),
    "attach_files": N_("Attach Files"),
    "read_message_history": N_("Read Message History"),
}
_NEEDED_TO_ANNOUNCE = ("view_channel", "send_messages", "read_message_history")


async def of_permissions(api: Api, me: Mapping[str, Any], examined: Examined | None) -> AsyncIterator[Finding]:
    """Of the servers, then of the channels."""
    servers = {int(one["id"]): one for one in await api.servers()}
    for finding in _of_servers(servers):
        yield finding
    chosen = _announcing(examined.settings if examined else {})
    here = sorted(chosen.keys() & servers.keys())
    failing = [problem for one in here if (problem := await _channel(api, me, servers[one], chosen[one]))]
    for finding in _first(failing):
        yield finding
    if here and not failing:
        yield well(
            counted(
                len(here),
                "{count} server has reviews announced, and they can be posted.",
                "{count} servers have reviews announced, and they can be posted.",
            )
        )


def _of_servers(servers: Mapping[int, Mapping[str, Any]]) -> Iterator[Finding]:
    if not servers:
        yield warning(_("The bot is in no server yet. Invite it (README, “On your server”)."))
        return
    problems = [
        warning(
            _("In {server} it lacks {permissions}. Give its role those, or invite it anew (README).").format(
                server=_name(one), permissions=missing
            )
        )
        for one in servers.values()
        if (missing := _missing(int(one["permissions"]), tuple(_NEEDED)))
    ]
    yield from _first(problems)
    if not problems:
        yield well(
            counted(
                len(servers),
                "In {count} server, with all permissions.",
                "In {count} servers, in each with all permissions.",
            )
        )


def _first(problems: Sequence[Finding]) -> Iterator[Finding]:
    """So many that they can be read, and how many more there are."""
    yield from problems[:_MOST_TOLD]
    if (more := len(problems) - _MOST_TOLD) > 0:
        text = counted(more, "The same in {count} more server.", "The same in {count} more servers.")
        yield Finding(problems[0].mark, text)


def _announcing(settings: Mapping[int, Mapping[str, Any]]) -> dict[int, int]:
    channels = {number: one.get("announcement_channel_id") for number, one in settings.items()}
    return {number: int(channel) for number, channel in channels.items() if channel}


async def _channel(api: Api, me: Mapping[str, Any], server: Mapping[str, Any], channel_id: int) -> Finding | None:
    """What keeps announcements from being posted; None if nothing does."""
    try:
        channel = await api.get(f"/channels/{channel_id}")
        member = await api.get(f"/guilds/{server['id']}/members/{me['id']}")
    except Refused as refused:
        if refused.status not in {403, 404}:
            raise
        return broken(
            _(
                "In {server} the channel of announcements is gone, or hidden from it. Choose one: /reviews settings"
            ).format(server=_name(server))
        )
    allowed = permissions_in(int(server["permissions"]), server["id"], channel, me["id"], member["roles"])
    if missing := _missing(allowed, _NEEDED_TO_ANNOUNCE):
        return broken(
            _(
                "In {server} it lacks {permissions} in #{channel}, where reviews are announced. Allow them there."
            ).format(server=_name(server), permissions=missing, channel=channel.get("name", channel_id))
        )
    return None


def permissions_in(base: int, guild_id: str, channel: Mapping[str, Any], member_id: str, roles: Sequence[str]) -> int:
    """What somebody may do in a channel who may do `base` in the server.

    Source: https://discord.com/developers/docs/topics/permissions#permission-overwrites
    """
    if base & discord.Permissions.administrator.flag:
        return discord.Permissions.all().value
    overwrites = {one["id"]: (int(one["allow"]), int(one["deny"])) for one in channel.get("permission_overwrites", ())}
    of_roles = [overwrites[role] for role in roles if role in overwrites]
    allow = deny = 0
    for allows, denies in of_roles:
        allow, deny = allow | allows, deny | denies
    nothing = (0, 0)
    for allows, denies in (overwrites.get(guild_id, nothing), (allow, deny), overwrites.get(member_id, nothing)):
        base = base & ~denies | allows
    return base


def _missing(allowed: int, needed: Sequence[str]) -> str:
    if allowed & discord.Permissions.administrator.flag:
        return ""
    has = discord.Permissions(allowed)
    return ", ".join(_(_NEEDED[name]) for name in needed if not getattr(has, name))


def _name(server: Mapping[str, Any]) -> str:
    return f"{server['name']} ({server['id']})"
