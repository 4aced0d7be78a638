"""Keeps polls: shows how many ballots there are, closes on time, has a message that is gone posted anew."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import aiohttp
import discord

from cogs.polls.cards import poll_card
from cogs.polls.posting import message_of
from cogs.ui.host import Host
from cogs.ui.language import _
from cogs.ui.outbox import Note, Outbox
from cogs.ui.replies import redraw
from cogs.ui.text import escape
from data.errors import NotFound
from data.library import Library
from data.polls import Poll

log = logging.getLogger(__name__)

_EDIT_EVERY = 10.0
_OLD = dt.timedelta(minutes=55)
_EDIT_OLD_EVERY = 90.0
"""Discord lets messages of more than an hour be edited about once a minute (error 30046)."""


class PollKeeper:
    """One a process. Several processes on one database share the work: each poll is closed by one."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._library = library
        self._polls = library.polls
        self._edited: dict[int, float] = {}
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self._shut_out: set[int] = set()
        """Polls whose message the bot may not reach, which moderators were told."""
        self._caught_up = False

    async def stop(self) -> None:
        """Stop; what is not shown yet is shown after the next start."""
        tasks = list(self._waiting.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close_due(self) -> dt.datetime | None:
        """Close what is due, which puts the results into the outbox; when the next poll ends."""
        if not self._caught_up:
            for poll in await self._polls.all_open():
                self.touched(poll)  # ballots may have come after the message was last brought up to date
            self._caught_up = True
        for result in await self._polls.closing.close_due():
            self._edited.pop(result.poll.id, None)
            self._shut_out.discard(result.poll.id)
        return await self._polls.closing.next_end()

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
                await redraw(message_of(self._bot, progress.poll), poll_card(progress))
            self._shut_out.discard(poll_id)
        except discord.NotFound:
            await self._polls.losses.of_message_of(poll_id)
        except discord.Forbidden:
            await self._tell_once(poll_id)
        except (discord.HTTPException, aiohttp.ClientError, NotFound) as error:
            log.info("The message of poll %s could not be brought up to date: %s", poll_id, error)
        except Exception:
            log.exception("The message of poll %s could not be brought up to date", poll_id)
        finally:
            if self._waiting.get(poll_id) is asyncio.current_task():
                del self._waiting[poll_id]

    async def _tell_once(self, poll_id: int) -> None:
        """A permission was taken away: that is said once, however often the message is tried after it."""
        if poll_id in self._shut_out:
            return
        self._shut_out.add(poll_id)
        poll = (await self._polls.progress(poll_id)).poll
        defaults = await self._polls.defaults(poll.guild_id)
        said = _(
            "I may not reach the message of the poll on **{film}** in {channel} any more, so it does not follow the "
            "ballots; they count all the same. Give me View Channel and Send Messages there, or post it elsewhere: "
            "/poll show."
        ).format(film=escape(poll.film_label), channel=f"<#{poll.channel_id}>")
        log.warning("No permission to bring the message of poll %s up to date", poll_id)
        await self._bot.service(Outbox).tell(poll.guild_id, Note(said, defaults.note_channel_id))
