"""Public messages that follow what members do: brought up to date as often as Discord allows, the newest state last."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import discord

from cogs.ui.cards import Card
from cogs.ui.host import Host
from cogs.ui.replies import redraw
from data.errors import MarqueeError

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two edits of a message."""

EVERY_IF_OLD = 65.0
"""Discord lets messages of more than an hour be edited about once a minute (error 30046)."""

_OLD = dt.timedelta(minutes=55)
_MOST_AT_ONCE = 2_000
"""Messages that may wait for an edit; beyond that the next press on one brings it up to date."""

_MOST_REMEMBERED = 10_000
"""Messages whose last edit is remembered: more than are edited in `EVERY_IF_OLD` seconds."""

DrawNow = Callable[[], Awaitable[Card]]
"""Draws the card as it is when it is called."""


@dataclass(frozen=True)
class Place:
    """Where a message stands."""

    guild_id: int
    channel_id: int
    message_id: int


Edit = Callable[[Place, Card], Awaitable[None]]
"""Makes a message look like a card."""


class LiveMessages:
    """One a process. Each message has at most one edit on its way, so none overtakes another.

    `every` is the shortest time in seconds between two edits of a message; a pretend Discord, which has no limits,
    does without.
    """

    def __init__(self, edit: Edit, now: Callable[[], dt.datetime], *, every: float = EVERY) -> None:
        self._edit = edit
        self._now = now
        self._every = every
        self._edited: OrderedDict[int, float] = OrderedDict()
        self._asked_again: set[int] = set()
        self._at_work: dict[int, asyncio.Task[None]] = {}

    def touched(self, place: Place, draw: DrawNow) -> None:
        """Something that a message shows has changed."""
        if place.message_id in self._at_work:
            self._asked_again.add(place.message_id)
        elif len(self._at_work) < _MOST_AT_ONCE:
            name = f"message {place.message_id}"
            self._at_work[place.message_id] = asyncio.create_task(self._follow(place, draw), name=name)

    async def stop(self) -> None:
        """Stop; what was not shown yet is shown with the next press."""
        tasks = list(self._at_work.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, place: Place, draw: DrawNow) -> None:
        """Edit as soon as it may be edited, and again as long as something has changed since the edit began."""
        try:
            while True:
                if (left := self._left(place.message_id)) > 0:
                    await asyncio.sleep(left)
                self._remember(place.message_id)
                self._asked_again.discard(place.message_id)  # before drawing, so that a press after it asks again
                await self._bring_up_to_date(place, draw)
                if place.message_id not in self._asked_again:
                    return
        finally:
            self._asked_again.discard(place.message_id)
            del self._at_work[place.message_id]

    def _left(self, message_id: int) -> float:
        """Seconds until a message may be edited."""
        if not self._every or message_id not in self._edited:
            return 0.0
        old = self._now() - discord.utils.snowflake_time(message_id) > _OLD
        every = EVERY_IF_OLD if old else self._every
        return self._edited[message_id] + every - asyncio.get_running_loop().time()

    def _remember(self, message_id: int) -> None:
        self._edited[message_id] = asyncio.get_running_loop().time()
        self._edited.move_to_end(message_id)
        if len(self._edited) > _MOST_REMEMBERED:
            self._edited.popitem(last=False)

    async def _bring_up_to_date(self, place: Place, draw: DrawNow) -> None:
        try:
            await self._edit(place, await draw())
        except (discord.HTTPException, aiohttp.ClientError, OSError, MarqueeError) as error:
            log.info("Message %s could not be brought up to date: %s", place.message_id, error)
        except Exception:
            log.exception("Message %s could not be brought up to date", place.message_id)


def edits_of(bot: Host) -> Edit:
    """The bot's own way to edit a message that everybody sees."""

    async def edit(place: Place, card: Card) -> None:
        channel = bot.get_partial_messageable(place.channel_id, guild_id=place.guild_id)
        await redraw(channel.get_partial_message(place.message_id), card, bot.gallery)

    return edit
