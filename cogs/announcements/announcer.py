"""Posts new and revised reviews to the channel a server chose: once each, outside quiet hours, gathered if asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import discord

from cogs.announcements.cards import News, announcement_card, announcement_ids, mentioned_ids, mentions
from cogs.announcements.onward import Onward
from cogs.ui.host import Host
from cogs.ui.language import N_, _
from cogs.ui.outbox import Later, Note, Outbox, Send
from data.announcements.collection import AnnouncedReview
from data.deliveries import REVIEWS, Delivery, Failure
from data.errors import NotFound
from data.library import Library


class Announcer:
    """What the outbox asks about announcements."""

    name = REVIEWS
    permissions = N_("View Channel, Send Messages, Read Message History")

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._announcements = library.announcements
        self._tellings = library.tellings
        self._onward = Onward()

    async def gather_due(self) -> dt.datetime | None:
        """Put what is due into the outbox; when there is something next."""
        await self._announcements.gather_due()
        return await self._announcements.next_due()

    async def post(self, delivery: Delivery, send: Send) -> discord.Message | None:
        """Nothing if everything was withdrawn meanwhile."""
        announcement = await self._announcements.read(delivery.subject_id)
        if announcement.due_at > self._library.now():
            raise Later(announcement.due_at)
        news = [one for review in announcement.reviews if (one := await self._news(delivery.guild_id, review))]
        if not news:
            return None
        place = self._bot.get_channel(delivery.channel_id)
        restricted = bool(place is not None and getattr(place, "nsfw", False))
        cap = await self._library.warning_caps.holding_in(
            delivery.guild_id, delivery.channel_id, age_restricted=restricted
        )
        role_id = await self._role_to_mention(delivery.guild_id)
        asked = (
            []
            if await self._goes_onward(place)
            else await self._to_mention(place, [one.stored.film_id for one in news])
        )
        card = announcement_card(delivery.subject_id, news, cap, mentions=mentions(role_id, asked))
        named = [discord.Object(role_id)] if role_id else []
        allowed = discord.AllowedMentions(users=list(map(discord.Object, asked)), roles=named)
        return await send(view=card, allowed_mentions=allowed)

    async def _goes_onward(self, place: object) -> bool:
        """Whether what is posted there goes to other servers, which are to learn of nobody that they asked."""
        if not (isinstance(place, discord.TextChannel) and place.is_news()):
            return False
        return (await self._library.servers.get(place.guild.id)).publish_onward

    async def _role_to_mention(self, guild_id: int) -> int | None:
        """The role that the server chose, unless it was removed and nobody told of that yet."""
        role_id = (await self._library.servers.get(guild_id)).announcement_role_id
        guild = self._bot.get_guild(guild_id)
        return role_id if role_id and guild and guild.get_role(role_id) else None

    async def _to_mention(self, place: object, film_ids: Sequence[int]) -> list[int]:
        """Who asked and wants to be mentioned, of those who are still members and see the channel."""
        if not isinstance(place, discord.TextChannel):
            return []
        asked = await self._tellings.to_mention(place.guild.id, film_ids)
        return [member_id for member_id in asked if await _sees(place, member_id)]

    async def _news(self, guild_id: int, review: AnnouncedReview) -> News | None:
        """The review as it is now; nothing if it was withdrawn since."""
        try:
            stored = await self._library.reviews.get(review.film_id, guild_id)
        except NotFound:
            return None
        waited = [
            await self._library.requests.answered_by(guild_id, review.film_id, number) for number in review.revisions
        ]
        return News(stored, review.is_new, sum(waited))

    def is_it(self, delivery: Delivery, message: discord.Message) -> bool:
        """By the first button."""
        return delivery.subject_id in announcement_ids(message.components)

    async def posted(self, delivery: Delivery, message_id: int) -> bool:
        """Whom it mentions is told by that, though the process that sent it died; and it goes onward if it is to."""
        place = self._bot.get_channel(delivery.channel_id)
        if not isinstance(place, discord.TextChannel):
            return False
        announcement = await self._announcements.read(delivery.subject_id)
        film_ids, told = [review.film_id for review in announcement.reviews], set[int]()
        if await self._tellings.to_mention(delivery.guild_id, film_ids):
            told = await _mentioned_in(place.get_partial_message(message_id))
            await self._tellings.mentioned(delivery.guild_id, film_ids, told)
        if not told and await self._goes_onward(place):  # where that was chosen just now, it may name somebody
            await self._onward.send(place.get_partial_message(message_id).publish(), place.id)
        return False

    async def given_up(self, delivery: Delivery, why: Failure, reason: str) -> Note:
        """The reviews are there all the same."""
        note = _("New reviews could not be announced: {reason} The reviews themselves are there.")
        return Note(note.format(reason=reason))


async def _sees(channel: discord.TextChannel, member_id: int) -> bool:
    """Whether somebody is still a member, and sees the channel; asked of Discord, since no members are kept."""
    try:
        member = await channel.guild.fetch_member(member_id)
    except discord.NotFound:
        return False
    return channel.permissions_for(member).view_channel


async def _mentioned_in(message: discord.PartialMessage) -> set[int]:
    """Nobody, if it was removed meanwhile: they are told at their next command."""
    try:
        return set(mentioned_ids((await message.fetch()).components))
    except (discord.Forbidden, discord.NotFound):
        return set()


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    announcer = Announcer(bot, bot.library)
    bot.service(Outbox).carry(announcer, feed=announcer.gather_due)
