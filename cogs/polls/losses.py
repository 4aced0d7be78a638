"""What Discord takes from under polls (messages, channels, roles): noticed when it happens, and at each start."""

from __future__ import annotations

import discord
from discord.ext import commands

from cogs.polls.cards import lift_button
from cogs.polls.keeper import PollKeeper
from cogs.ui.gone import channel_is_gone, roles_gone
from cogs.ui.host import Host
from cogs.ui.language import N_, _
from cogs.ui.outbox import Note, Outbox
from cogs.ui.text import escape
from data.library import Library
from data.polls import Poll, PollDefaults


class PollLosses(commands.Cog):
    """Listen for what polls lose."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._polls = library.polls

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A poll whose message is deleted would be a dead poll."""
        await self._polls.losses.of_messages([event.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """So would one whose message is purged with others."""
        await self._polls.losses.of_messages(event.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Polls in the channel are posted elsewhere, or moderators are told; so it is with defaults that name it."""
        await self._polls.losses.of_channel(channel.id)
        await self.look_at_defaults(channel.guild)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """The same of a thread."""
        await self._polls.losses.of_channel(event.thread_id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Nobody can vote in a poll for a role that is gone."""
        await self._lose_role(role.guild.id, role.id)
        await self.look_at_defaults(role.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Nobody told of what was taken away meanwhile. That messages are gone is found when they are next edited."""
        for poll in await self._polls.all_open():
            guild = self._bot.get_guild(poll.guild_id)
            if guild and not poll.gates.role_gone:
                for role_id in roles_gone(guild, poll.gates.role_id):
                    await self._lose_role(guild.id, role_id)
        for guild_id in await self._polls.with_defaults():
            if guild := self._bot.get_guild(guild_id):
                await self.look_at_defaults(guild)

    async def _lose_role(self, guild_id: int, role_id: int) -> None:
        for poll in await self._polls.losses.of_role(guild_id, role_id):
            self._bot.service(PollKeeper).touched(poll)
            await self._tell(poll)

    async def _tell(self, poll: Poll) -> None:
        defaults = await self._polls.defaults(poll.guild_id)
        said = _(
            "The poll on **{film}** asks for a role that this server has no more, so nobody can vote in it. "
            "What was voted is kept. Let everybody else vote, or end it with /poll close."
        ).format(film=escape(poll.film_label))
        note = Note(said, defaults.note_channel_id, (lift_button(poll),))
        await self._bot.service(Outbox).tell(poll.guild_id, note)

    async def look_at_defaults(self, guild: discord.Guild) -> None:
        """Put aside what polls are opened with here and is not there any more, and say so."""
        kept = await self._polls.defaults(guild.id)
        channels = filter(None, (kept.channel_id, kept.note_channel_id))
        gone = {one for one in channels if await channel_is_gone(guild, one)}
        gone |= set(roles_gone(guild, kept.terms.gates.role_id))
        if not gone:
            return
        found = [kept]

        def change(now: PollDefaults) -> PollDefaults:
            found.append(now)  # by now, since two things that go together are looked for twice
            return _without(now, gone)

        after = await self._polls.change_defaults(guild.id, change)
        if not (lost := _lost(found[-1], after)):
            return
        me = self._bot.user.id if self._bot.user else 0
        await self._library.audit.note(guild.id, me, N_("put aside"), N_("poll defaults"), after={"gone": sorted(gone)})
        head = _("Something that polls are opened with here was removed from this server:")
        said = "\n- ".join([head, *lost])
        await self._bot.service(Outbox).tell(guild.id, Note(said, after.note_channel_id))


def _without(defaults: PollDefaults, gone: set[int]) -> PollDefaults:
    gates = defaults.terms.gates
    if gates.role_id in gone:
        gates = gates.model_copy(update={"role_id": None})
    channels = {
        name: None if getattr(defaults, name) in gone else getattr(defaults, name)
        for name in ("channel_id", "note_channel_id")
    }
    return defaults.model_copy(update={"terms": defaults.terms.model_copy(update={"gates": gates}), **channels})


def _lost(before: PollDefaults, after: PollDefaults) -> list[str]:
    lost = []
    if before.channel_id != after.channel_id:
        lost.append(_("the channel. New polls are posted where /poll open is typed, or choose one: /poll defaults."))
    if before.note_channel_id != after.note_channel_id:
        lost.append(_("the channel for notes like this one. Choose another: /poll defaults."))
    if before.terms.gates.role_id != after.terms.gates.role_id:
        lost.append(_("the role. New polls are for everybody, or choose one: /poll defaults."))
    return lost


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded, after the keeper's."""
    await bot.add_cog(PollLosses(bot, bot.library))
