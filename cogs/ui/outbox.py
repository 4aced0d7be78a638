"""Posts what is in the outbox: each message once, though processes die and Discord's answers get lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import aiohttp
import discord

from cogs.ui.cards import Card
from cogs.ui.host import Host
from cogs.ui.language import N_, _
from cogs.ui.presses import PressButton
from cogs.ui.worker import Worker
from data.deliveries import MOST_ATTEMPTS, Delivery, Failure, NotPosted
from data.library import Library

log = logging.getLogger(__name__)

_REST = dt.timedelta(minutes=10)
_REST_BESIDE_OTHERS = dt.timedelta(minutes=1)
"""Nobody tells this process what another one put in line."""

_RETRY_FEED = dt.timedelta(seconds=15)
_HISTORY = 500
"""Messages to look through for one that may have been posted; it stands among the first since it was tried."""

_CLOCKS_DIFFER = dt.timedelta(minutes=1)
_NETWORK = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)

FAILURES = {
    Failure.UNREACHABLE: N_("Discord could not be reached; I keep trying."),
    Failure.FORBIDDEN: N_("I may not post in {channel} ({permissions})."),
    Failure.CHANNEL_GONE: N_("Its channel is gone."),
    Failure.NEVER_TAKEN: N_("Discord took it in none of many attempts."),
}
"""What moderators are told of each."""

Send = Callable[..., Awaitable[discord.Message]]
"""`channel.send` with the nonce of the delivery."""

Feed = Callable[[], Awaitable[dt.datetime | None]]
"""Puts in line what is due by now; says when there will be something again, None if it knows of nothing."""


class Later(Exception):
    """It is not to be posted before `until`."""

    def __init__(self, until: dt.datetime) -> None:
        self.until = until
        super().__init__(until)


@dataclass(frozen=True)
class Note:
    """What moderators are told, in `channel_id` if it can be, else where Discord tells them things."""

    text: str
    channel_id: int | None = None
    row: Sequence[PressButton] = ()
    """What can be pressed below it, by moderators alone, as whoever takes the press has to check."""


class Kind(Protocol):
    """What a topic knows of one kind of its messages."""

    name: str
    permissions: str
    """What posting takes, in Discord's words."""

    async def post(self, delivery: Delivery, send: Send) -> discord.Message | None:
        """Write and send the message; None if there is nothing left to say. May raise `Later`."""

    def is_it(self, delivery: Delivery, message: discord.Message) -> bool:
        """Whether a message of ours is this delivery's."""

    async def posted(self, delivery: Delivery, message_id: int) -> bool:
        """It stands; called again if this process dies before that is recorded. Whether it has recorded that itself."""

    async def given_up(self, delivery: Delivery, why: Failure, reason: str) -> Note | None:
        """It can never be posted there, for a reason told in a sentence; what moderators are told, if anything."""


class Outbox:
    """One a process. Several processes on one database share the work: each message is posted by one."""

    def __init__(self, bot: Host, library: Library) -> None:
        self._bot = bot
        self._line = library.outbox
        self._now = library.now
        self._kinds: dict[str, Kind] = {}
        self._feeds: list[Feed] = []
        self._working = asyncio.Lock()
        rest = _REST_BESIDE_OTHERS if library.outbox.is_shared else _REST
        self._worker = Worker("outbox", self.work, library.now, rest)

    def carry(self, *kinds: Kind, feed: Feed | None = None) -> None:
        """Post these kinds of messages from now on; `feed` is asked for more before each look."""
        self._kinds.update({kind.name: kind for kind in kinds})
        self._feeds += [feed] if feed else []

    def start(self) -> None:
        """Begin to post as soon as Discord is there."""
        self._line.wake = self._worker.wake
        self._worker.start(self._bot.wait_until_ready)

    async def stop(self) -> None:
        """Stop; what is not posted yet is posted after the next start, by whichever process comes first."""
        await self._worker.stop()

    async def work(self) -> dt.datetime | None:
        """Post what is due; when there will be something again."""
        async with self._working:
            due = await self._feed()
            while delivery := await self._line.claim():
                await self.deliver(delivery)
                due = await self._feed()  # posting may take long, and the ends of polls do not wait
            return min(filter(None, (due, await self._line.next_due())), default=None)

    async def _feed(self) -> dt.datetime | None:
        """When a feed wants to be asked again. One that fails keeps nothing else from being posted."""
        dues: list[dt.datetime | None] = []
        for feed in self._feeds:
            try:
                dues.append(await feed())
            except Exception:
                log.exception("What is due could not be put in line; trying again")
                dues.append(self._now() + _RETRY_FEED)
        return min(filter(None, dues), default=None)

    async def deliver(self, delivery: Delivery) -> None:
        """Post it, or record why not."""
        try:
            await self.post(delivery)
        except discord.Forbidden:
            await self._give_up(delivery, Failure.FORBIDDEN)
        except discord.NotFound:
            await self._give_up(delivery, Failure.CHANNEL_GONE)
        except Later as later:
            await self._line.postpone(delivery, later.until)
        except Exception as error:
            await self.try_again(delivery, error)

    async def post(self, delivery: Delivery) -> int | None:
        """The id of the message, posted now or by an attempt before; None if there is nothing to say, or another
        process says it.

        Raises:
            discord.Forbidden, discord.NotFound: it cannot be posted.
            Exception: whatever else went wrong. It may have been posted all the same: tell `try_again`.
        """
        kind = self._kinds[delivery.kind]
        channel = self._bot.get_partial_messageable(delivery.channel_id, guild_id=delivery.guild_id)
        message = await self._posted_before(kind, delivery, channel)
        if message is None:
            if not await self._line.about_to_send(delivery):
                return None
            message = await kind.post(delivery, partial(channel.send, nonce=delivery.nonce))
        message_id = message.id if message else None
        if not (message_id and await kind.posted(delivery, message_id)):
            await self._line.record_posted(delivery, message_id)
        return message_id

    async def _posted_before(
        self, kind: Kind, delivery: Delivery, channel: discord.PartialMessageable
    ) -> discord.Message | None:
        """The message, if an attempt before this one posted it and died, or lost the answer."""
        if delivery.tried_at is None:
            return None
        async for message in channel.history(limit=_HISTORY, after=delivery.tried_at - _CLOCKS_DIFFER):
            if message.author == self._bot.user and kind.is_it(delivery, message):
                return message
        return None

    async def try_again(self, delivery: Delivery, error: Exception) -> None:
        """Record that it could not be posted now; after very many attempts it is given up."""
        if delivery.attempt >= MOST_ATTEMPTS:
            await self._give_up(delivery, Failure.NEVER_TAKEN)
            return
        unforeseen = not isinstance(error, _NETWORK)
        log.warning("%s %s could not be posted: %s", delivery.kind, delivery.subject_id, error, exc_info=unforeseen)
        await self._line.record_failure(delivery)

    def reason(self, failed: NotPosted) -> str:
        """Why a message could not be posted, in a sentence for moderators."""
        if not isinstance(failed.why, Failure):
            return failed.why
        return _(FAILURES[failed.why]).format(
            channel=f"<#{failed.channel_id}>", permissions=_(self._kinds[failed.kind].permissions)
        )

    async def _give_up(self, delivery: Delivery, why: Failure) -> None:
        if await self._line.give_up(delivery, why):
            reason = self.reason(NotPosted(delivery.kind, delivery.channel_id, why))
            if note := await self._kinds[delivery.kind].given_up(delivery, why, reason):
                await self.tell(delivery.guild_id, note)

    async def tell(self, guild_id: int, note: Note) -> None:
        """Tell moderators where they can be told."""
        for channel_id in self._note_channels(guild_id, note):
            channel = self._bot.get_partial_messageable(channel_id, guild_id=guild_id)
            try:
                await (channel.send(view=_drawn(note)) if note.row else channel.send(note.text))
            except _NETWORK:
                continue
            return
        log.warning("Moderators of server %s could not be told: %s", guild_id, note.text)

    def _note_channels(self, guild_id: int, note: Note) -> Iterable[int]:
        guild = self._bot.get_guild(guild_id)
        places = (guild.public_updates_channel, guild.system_channel) if guild else ()
        return dict.fromkeys(filter(None, (note.channel_id, *(channel.id for channel in places if channel))))


def _drawn(note: Note) -> Card:
    card = Card()
    card.text(note.text)
    card.row(*note.row)
    return card


def custom_ids(components: Sequence[Any]) -> Iterator[str]:
    """The custom ids of everything in a message's components, by which a message of ours is known again."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from custom_ids(getattr(component, "children", ()))
