"""A poll's two messages, as the outbox posts them: the one to vote on, and the result."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable

import aiohttp
import discord

from cogs.polls import charts, sentences
from cogs.polls.cards import chart_file, chart_name, ended_card, poll_card, result_card, result_mark
from cogs.ui.host import Host
from cogs.ui.language import N_, _
from cogs.ui.outbox import Note, Send, custom_ids
from cogs.ui.replies import redraw
from cogs.ui.text import escape
from data.deliveries import Delivery, Failure
from data.library import Library
from data.polls import POLL, RESULT, Poll, PollResult

log = logging.getLogger(__name__)

PERMISSIONS = N_("View Channel, Send Messages, Attach Files, Read Message History")


def message_of(bot: Host, poll: Poll) -> discord.PartialMessage:
    """The message of a poll that has one, to be edited."""
    channel = bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
    return channel.get_partial_message(poll.message_id or 0)


async def _show_end(bot: Host, result: PollResult, result_message_id: int | None = None) -> None:
    """Let the poll's message say how it ended, with the way to the result."""
    poll = result.poll
    if not poll.message_id:
        return
    place = f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}"
    card = ended_card(result, f"{place}/{result_message_id}" if result_message_id else None)
    try:
        await redraw(message_of(bot, poll), card)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("The message of poll %s could not be closed: %s", poll.id, error)


class PollMessage:
    """The message with the poll's buttons."""

    name = POLL
    permissions = PERMISSIONS

    def __init__(self, bot: Host, library: Library, touched: Callable[[Poll], None]) -> None:
        self._bot = bot
        self._polls = library.polls
        self._touched = touched

    async def post(self, delivery: Delivery, send: Send) -> discord.Message | None:
        """Nothing if the poll has ended meanwhile."""
        progress = await self._polls.progress(delivery.subject_id)
        return await send(view=poll_card(progress)) if progress.poll.is_open else None

    def is_it(self, delivery: Delivery, message: discord.Message) -> bool:
        """By the buttons."""
        mine = re.compile(rf"poll:{delivery.subject_id}:.*")
        return any(mine.fullmatch(custom_id) for custom_id in custom_ids(message.components))

    async def posted(self, delivery: Delivery, message_id: int) -> bool:
        """The poll knows where it stands; one that was closed meanwhile says so there."""
        progress = await self._polls.record_message(delivery, message_id)
        if not progress.poll.is_open:
            await _show_end(self._bot, await self._polls.result(delivery.subject_id, delivery.guild_id))
        elif progress.ballots:
            self._touched(progress.poll)  # they may have come before anybody knew which message to bring up to date
        return progress.poll.is_open

    async def given_up(self, delivery: Delivery, why: Failure, reason: str) -> Note:
        """The poll stays open, though nobody can press anything; if its channel is gone, where polls are posted here
        by default takes its place.
        """
        poll = await self._polls.get(delivery.subject_id, delivery.guild_id)
        defaults = await self._polls.defaults(delivery.guild_id)
        elsewhere = defaults.channel_id if why is Failure.CHANNEL_GONE else None
        if elsewhere and elsewhere != delivery.channel_id and poll.is_open:
            await self._polls.losses.move(poll.id, poll.guild_id, elsewhere)
            note = _("The poll on **{film}** lost its channel and goes on in {channel}. What was voted is kept.")
        else:
            note = _(
                "The poll on **{film}** has no message: {reason} What was voted is kept. "
                "Post it where you like with /poll show, or end it with /poll close."
            )
        told = note.format(film=escape(poll.film_label), reason=reason, channel=f"<#{elsewhere}>")
        return Note(told, defaults.note_channel_id)


class ResultMessage:
    """The result with its chart; the poll's own message then leads to it."""

    name = RESULT
    permissions = PERMISSIONS

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._polls = library.polls

    async def _result(self, delivery: Delivery) -> PollResult:
        return await self._polls.result(delivery.subject_id, delivery.guild_id)

    async def post(self, delivery: Delivery, send: Send) -> discord.Message:
        """With its chart where files are allowed, else in words."""
        result = await self._result(delivery)
        style = charts.style_of(await self._polls.defaults(delivery.guild_id))
        png = await asyncio.to_thread(charts.draw, result, style)
        try:
            return await send(view=result_card(result), file=chart_file(png, result.poll.id))
        except discord.Forbidden:  # perhaps only the file is not allowed
            return await send(view=result_card(result, with_chart=False))

    def is_it(self, delivery: Delivery, message: discord.Message) -> bool:
        """By the chart's name, or where there is none by the button."""
        if any(file.filename == chart_name(delivery.subject_id) for file in message.attachments):
            return True
        mark = f":{result_mark(delivery.subject_id)}"
        return any(custom_id.endswith(mark) for custom_id in custom_ids(message.components))

    async def posted(self, delivery: Delivery, message_id: int) -> bool:
        """The poll's message leads to the result."""
        await _show_end(self._bot, await self._result(delivery), message_id)
        return False

    async def given_up(self, delivery: Delivery, why: Failure, reason: str) -> Note:
        """The poll's message says how it ended, where that can still be said."""
        result = await self._result(delivery)
        await _show_end(self._bot, result)
        note = _("The poll on **{film}** has ended: {outcome}\n{reason} The result is kept: see /poll results.").format(
            film=escape(result.poll.film_label), outcome=sentences.outcome(result), reason=reason
        )
        return Note(note, (await self._polls.defaults(delivery.guild_id)).note_channel_id)
