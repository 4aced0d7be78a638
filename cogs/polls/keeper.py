"""Keeps polls: shows how many ballots there are, closes on time, posts results once, tells moderators what failed."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import aiohttp
import discord

from cogs.polls import charts, sentences
from cogs.polls.cards import chart_file, chart_name, ended_card, poll_card, result_card
from cogs.ui.host import Host
from cogs.ui.text import escape
from data.errors import NotFound
from data.library import Library
from data.polls import Announcement, Poll, PollResult

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 15.0
_SHORTEST_PAUSE = 1.0
_EDIT_EVERY = 10.0
_OLD = dt.timedelta(minutes=55)
_EDIT_OLD_EVERY = 90.0
"""Discord lets messages of more than an hour be edited about once a minute (error 30046)."""

_LONGEST_RETRY = dt.timedelta(hours=1)
_TIME_TO_POST = dt.timedelta(minutes=1)
"""A poll younger than that may still be being posted by the command that opened it."""
_HISTORY = 100


class PollKeeper:
    """One a process. Several processes on one database share the work: each poll is closed and posted by one."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._polls = library.polls
        self._edited: dict[int, float] = {}
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self._running: asyncio.Task[None] | None = None
        self._work = asyncio.Lock()

    def start(self) -> None:
        """Begin to keep time."""
        self._running = asyncio.create_task(self._run(), name="poll keeper")

    async def stop(self) -> None:
        """Stop; what is not done yet is done after the next start, by whichever process comes first."""
        tasks = [task for task in (self._running, *self._waiting.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        await self._bot.wait_until_ready()
        for poll in await self._polls.all_open():
            self.touched(poll)  # ballots may have come after the message was last brought up to date
        while True:
            try:
                await self.work()
                pause = await self._pause()
            except Exception:  # a timer that dies would leave every poll open for ever
                log.exception("Keeping polls failed; trying again")
                pause = _LONGEST_PAUSE
            await asyncio.sleep(pause)

    async def _pause(self) -> float:
        ends_at = await self._polls.closing.next_end()
        left = (ends_at - self._library.now()).total_seconds() if ends_at else _LONGEST_PAUSE
        return min(max(left, _SHORTEST_PAUSE), _LONGEST_PAUSE)

    async def work(self) -> None:
        """Close what is due, and post what waits to be posted."""
        async with self._work:
            await self._polls.closing.close_due()
            while announcement := await self._polls.announcements.claim():
                await self._announce(announcement)
                await self._polls.closing.close_due()  # posting may take long, and ends do not wait
            await self._repost()

    async def _repost(self) -> None:
        """Post open polls that have no message: it was deleted, or this process died before it could be posted."""
        for poll in await self._polls.without_message(self._library.now() - _TIME_TO_POST):
            channel = self._bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
            try:
                message = await channel.send(view=poll_card(await self._polls.progress(poll.id)))
            except (discord.HTTPException, aiohttp.ClientError) as error:
                log.warning("Poll %s has no message and could not be posted: %s", poll.id, error)
                continue
            await self._polls.record_message(poll.id, message.id)

    async def message_gone(self, message_id: int) -> None:
        """Somebody deleted a message: if it was an open poll's, it is posted anew."""
        if await self._polls.forget_message(message_id):
            await self.work()

    def touched(self, poll: Poll) -> None:
        """A ballot came in: let the poll's message say how many there are, as often as Discord allows."""
        if poll.id in self._waiting or poll.message_id is None:
            return
        age = self._library.now() - poll.opened_at
        every = _EDIT_EVERY if age < _OLD else _EDIT_OLD_EVERY
        delay = self._edited.get(poll.id, -every) + every - asyncio.get_running_loop().time()
        self._waiting[poll.id] = asyncio.create_task(self._show(poll.id, max(delay, 0.0)), name=f"poll {poll.id}")

    async def _show(self, poll_id: int, delay: float) -> None:
        try:
            if delay:
                await asyncio.sleep(delay)
            self._edited[poll_id] = asyncio.get_running_loop().time()
            self._waiting.pop(poll_id, None)  # before reading the count, so that a ballot after it asks again
            progress = await self._polls.progress(poll_id)
            if progress.poll.is_open:
                await self._message(progress.poll).edit(view=poll_card(progress))
        except discord.NotFound:
            await self._polls.forget_message_of(poll_id)
        except (discord.HTTPException, aiohttp.ClientError, NotFound) as error:
            log.info("The message of poll %s could not be brought up to date: %s", poll_id, error)
        except Exception:
            log.exception("The message of poll %s could not be brought up to date", poll_id)
        finally:
            if self._waiting.get(poll_id) is asyncio.current_task():
                del self._waiting[poll_id]

    def _message(self, poll: Poll) -> discord.PartialMessage:
        channel = self._bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
        return channel.get_partial_message(poll.message_id or 0)

    async def _announce(self, announcement: Announcement) -> None:
        result, poll = announcement.result, announcement.result.poll
        self._edited.pop(poll.id, None)
        try:
            message_id = await self._post(announcement)
        except (discord.Forbidden, discord.NotFound) as error:
            await self._give_up(result, _reason(error, poll))
        except Exception as error:
            wait = min(dt.timedelta(seconds=30) * 2**announcement.attempt, _LONGEST_RETRY)
            log.warning("The result of poll %s could not be posted (%s); again in %s", poll.id, error, wait)
            reason = "Discord could not be reached; I keep trying."
            await self._polls.announcements.record_failure(poll.id, reason, self._library.now() + wait)
        else:
            await self._polls.announcements.record_posted(poll.id, message_id)
            await self._show_end(result, message_id)

    async def _post(self, announcement: Announcement) -> int:
        result = announcement.result
        channel = self._bot.get_partial_messageable(result.poll.channel_id, guild_id=result.poll.guild_id)
        if announcement.attempt > 1 and (posted := await self._posted_before(channel, result)):
            return posted
        style = charts.style_of(await self._polls.defaults(result.poll.guild_id))
        png = await asyncio.to_thread(charts.draw, result, style)
        try:
            message = await channel.send(
                view=result_card(result), file=chart_file(png, result.poll.id), nonce=announcement.nonce
            )
        except discord.Forbidden:  # perhaps only the file is not allowed
            message = await channel.send(view=result_card(result, with_chart=False), nonce=announcement.nonce)
        return message.id

    async def _posted_before(self, channel: discord.PartialMessageable, result: PollResult) -> int | None:
        """The result's message, if an attempt before this one posted it and died before it could say so."""
        name, me = chart_name(result.poll.id), self._bot.user
        async for message in channel.history(limit=_HISTORY, after=result.closed_at - dt.timedelta(minutes=1)):
            if message.author == me and any(name == file.filename for file in message.attachments):
                return message.id
        return None

    async def _show_end(self, result: PollResult, message_id: int | None) -> None:
        poll = result.poll
        place = f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}"
        try:
            if poll.message_id:
                link = f"{place}/{message_id}" if message_id else None
                await self._message(poll).edit(view=ended_card(result, link))
        except discord.HTTPException as error:
            log.info("The message of poll %s could not be closed: %s", poll.id, error)

    async def _give_up(self, result: PollResult, reason: str) -> None:
        """Record why, and tell moderators where they can be told."""
        poll = result.poll
        await self._polls.announcements.record_failure(poll.id, reason)
        await self._show_end(result, None)
        note = (
            f"The poll on **{escape(poll.film_label)}** has ended: {sentences.outcome(result)}\n"
            f"{reason} The result is kept: see /poll results."
        )
        for channel_id in await self._note_channels(poll):
            try:
                await self._bot.get_partial_messageable(channel_id, guild_id=poll.guild_id).send(note)
            except discord.HTTPException:
                continue
            return
        log.warning("Moderators of server %s could not be told that a poll's result was not posted", poll.guild_id)

    async def _note_channels(self, poll: Poll) -> list[int]:
        guild = self._bot.get_guild(poll.guild_id)
        places = [guild.public_updates_channel, guild.system_channel] if guild else []
        chosen = (await self._polls.defaults(poll.guild_id)).note_channel_id
        return [*([chosen] if chosen else []), *(channel.id for channel in places if channel)]


def _reason(error: discord.HTTPException, poll: Poll) -> str:
    if isinstance(error, discord.Forbidden):
        return f"I may not post in <#{poll.channel_id}> (View Channel, Send Messages, Attach Files)."
    return "Its channel is gone."
