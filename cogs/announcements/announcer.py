"""Posts new and revised reviews to the channel a server chose: once each, outside quiet hours, gathered if asked."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import discord
from discord.ext import commands

from cogs.announcements.cards import News, announcement_card, announcement_ids
from cogs.ui.host import Host
from data.announcements.collection import AnnouncedReview, ReviewAnnouncement
from data.errors import NotFound
from data.library import Library

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 15.0
_SHORTEST_PAUSE = 5.0
_LONGEST_RETRY = dt.timedelta(hours=1)
_HISTORY = 500


class Announcer:
    """One a process. Several processes on one database share the work: each announcement is posted by one."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._announcements = library.announcements
        self._running: asyncio.Task[None] | None = None
        self._work = asyncio.Lock()

    def start(self) -> None:
        """Begin to post."""
        self._running = asyncio.create_task(self._run(), name="announcer")

    async def stop(self) -> None:
        """Stop; what is not posted yet is posted after the next start, by whichever process comes first."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.work()
                pause = await self._pause()
            except Exception:  # a worker that dies would leave every review unannounced
                log.exception("Announcing failed; trying again")
                pause = _LONGEST_PAUSE
            await asyncio.sleep(pause)

    async def _pause(self) -> float:
        due = await self._announcements.next_due()
        left = (due - self._library.now()).total_seconds() if due else _LONGEST_PAUSE
        return min(max(left, _SHORTEST_PAUSE), _LONGEST_PAUSE)

    async def work(self) -> None:
        """Post what is due."""
        async with self._work:
            while announcement := await self._announcements.claim():
                await self._announce(announcement)

    async def _announce(self, announcement: ReviewAnnouncement) -> None:
        try:
            message_id = await self._post(announcement)
        except (discord.Forbidden, discord.NotFound) as error:
            await self._give_up(announcement, error)
        except Exception as error:
            wait = min(dt.timedelta(seconds=30) * 2**announcement.attempt, _LONGEST_RETRY)
            log.warning("Announcement %s could not be posted (%s); again in %s", announcement.id, error, wait)
            reason = "Discord could not be reached; I keep trying."
            await self._announcements.record_failure(announcement.id, reason, self._library.now() + wait)
        else:
            await self._announcements.record_posted(announcement.id, message_id)

    async def _post(self, announcement: ReviewAnnouncement) -> int:
        """The id of the message that says it; 0 if there is nothing left to say."""
        channel = self._bot.get_partial_messageable(announcement.channel_id, guild_id=announcement.guild_id)
        if announcement.attempt > 1 and (posted := await self._posted_before(channel, announcement)):
            return posted
        news = [one for review in announcement.reviews if (one := await self._news(announcement.guild_id, review))]
        if not news:
            return 0
        place = self._bot.get_channel(announcement.channel_id)
        restricted = bool(place is not None and getattr(place, "nsfw", False))
        cap = await self._library.warning_caps.holding_in(
            announcement.guild_id, announcement.channel_id, age_restricted=restricted
        )
        message = await channel.send(view=announcement_card(announcement.id, news, cap), nonce=announcement.nonce)
        return message.id

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

    async def _posted_before(self, channel: discord.PartialMessageable, announcement: ReviewAnnouncement) -> int | None:
        """The message, if an attempt before this one posted it and died before it could say so."""
        me, since = self._bot.user, announcement.tried_at - dt.timedelta(minutes=1)
        async for message in channel.history(limit=_HISTORY, after=since):
            if message.author == me and announcement.id in announcement_ids(message.components):
                return message.id
        return None

    async def _give_up(self, announcement: ReviewAnnouncement, error: discord.HTTPException) -> None:
        """Record why, and tell moderators where they can be told."""
        reason = "its channel is gone."
        if isinstance(error, discord.Forbidden):
            reason = f"I may not post in <#{announcement.channel_id}> (View Channel, Send Messages)."
        await self._announcements.record_failure(announcement.id, reason)
        guild = self._bot.get_guild(announcement.guild_id)
        for channel in (guild.public_updates_channel, guild.system_channel) if guild else ():
            if channel is None:
                continue
            try:
                await channel.send(f"New reviews could not be announced: {reason} The reviews themselves are there.")
            except discord.HTTPException:
                continue
            return
        log.warning("Moderators of server %s could not be told that: %s", announcement.guild_id, reason)


class Announcements(commands.Cog):
    """Holds the announcer."""

    def __init__(self, announcer: Announcer) -> None:
        self.announcer = announcer

    async def cog_unload(self) -> None:
        """Called when the bot closes."""
        await self.announcer.stop()


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    announcer = Announcer(bot, library)
    await bot.add_cog(Announcements(announcer))
    announcer.start()
