"""Channels and roles that a server chose and has no more: put aside and told, when it happens and at each start."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from cogs.ui.gone import channel_is_gone, roles_gone
from cogs.ui.host import Host
from cogs.ui.language import _
from cogs.ui.outbox import Note, Outbox
from data.library import Library
from data.servers.settings import ServerSettings


class ServerLosses(commands.Cog):
    """Listen for what servers remove."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Perhaps that of announcements."""
        await self.look(channel.guild)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Perhaps that of reviewers."""
        await self.look(role.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Nobody told of what was removed meanwhile."""
        for guild_id in await self._library.servers.chosen():
            if guild := self._bot.get_guild(guild_id):
                await self.look(guild)

    async def look(self, guild: discord.Guild) -> None:
        """Put aside what this server chose and has no more, and say so to moderators."""
        chosen = await self._library.servers.get(guild.id)
        gates = chosen.vote_gates
        voters = None if gates.role_gone else gates.role_id
        named = chosen.announcement_role_id
        gone = set(roles_gone(guild, *chosen.reviewer_role_ids, *chosen.moderator_role_ids, voters, named))
        channel_id = chosen.announcement_channel_id
        if channel_id and await channel_is_gone(guild, channel_id):
            gone.add(channel_id)
        if not gone:
            return
        found = [chosen]

        def change(now: ServerSettings) -> dict[str, Any]:
            found.append(now)  # by now, since two things that go together are looked for twice
            return _without(now, gone)

        me = self._bot.user.id if self._bot.user else 0
        after = await self._library.servers.change(guild.id, me, change)
        if lost := _lost(found[-1], after):
            head = _("Something that was chosen with /reviews settings was removed from this server:")
            notes = (await self._library.polls.defaults(guild.id)).note_channel_id
            await self._bot.service(Outbox).tell(guild.id, Note("\n- ".join([head, *lost]), notes))


def _without(settings: ServerSettings, gone: set[int]) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: [role_id for role_id in getattr(settings, name) if role_id not in gone]
        for name in ("reviewer_role_ids", "moderator_role_ids")
    }
    if settings.vote_gates.role_id in gone:
        changes["vote_gates"] = settings.vote_gates.model_copy(update={"role_gone": True}).model_dump()
    if settings.announcement_role_id in gone:
        changes["announcement_role_id"] = None
    if settings.announcement_channel_id in gone:
        changes |= {"announcement_channel_id": None, "announcement_channel_gone": True}
    return changes


def _lost(before: ServerSettings, after: ServerSettings) -> list[str]:
    lost = []
    if before.announcement_channel_id != after.announcement_channel_id:
        lost.append(_("the channel for announcements. There are none until you choose another."))
    if before.announcement_role_id != after.announcement_role_id:
        lost.append(_("the role that announcements mention. They mention none until you choose another."))
    if before.reviewer_role_ids != after.reviewer_role_ids:
        lost.append(_("a role that may write. Who had it can be given another."))
    if before.moderator_role_ids != after.moderator_role_ids:
        lost.append(_("a role that may publish. Who had it can be given another."))
    if before.vote_gates != after.vote_gates:
        lost.append(_("the role that may vote on cards. Nobody can until you choose another, or @everyone."))
    return lost


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ServerLosses(bot, bot.library))
