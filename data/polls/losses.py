"""What Discord takes from under open polls: their messages, their channels, and the roles that they ask for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidPoll, NotFound, Reason
from data.polls.models import POLL, Poll
from data.polls.rows import poll_of, read_poll
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.outbox import Outbox
from data.storage.tables.polls import polls


class Losses:
    """A poll that lost something stays open, and so does every ballot in it."""

    def __init__(self, storage: Storage, outbox: Outbox) -> None:
        self._storage = storage
        self._outbox = outbox

    async def of_messages(self, message_ids: Collection[int]) -> None:
        """Messages are gone: those that were open polls' are posted anew."""
        await self._post_anew(polls.c.message_id.in_(list(message_ids)))

    async def of_channel(self, channel_id: int) -> None:
        """A channel or thread is gone, with every poll's message in it; what comes of posting there is told."""
        await self._post_anew(polls.c.channel_id == channel_id, polls.c.message_id.is_not(None))

    async def of_message_of(self, poll_id: int) -> None:
        """The message of one poll is gone."""
        await self._post_anew(polls.c.id == poll_id, polls.c.message_id.is_not(None))

    async def _post_anew(self, *conditions: ColumnElement[bool]) -> None:
        async with self._storage.reading() as connection:
            if await connection.scalar(select(polls.c.id).where(*conditions, polls.c.is_open).limit(1)) is None:
                return  # nearly every message that is deleted; a look keeps nobody from writing
        await self._put_in_line(*conditions)
        self._outbox.wake()

    @repeated
    async def _put_in_line(self, *conditions: ColumnElement[bool]) -> None:
        async with self._storage.writing() as connection:
            query = select(polls).where(*conditions, polls.c.is_open).order_by(polls.c.id).with_for_update()
            for poll in [poll_of(row) for row in await connection.execute(query)]:
                await self._move(connection, poll, poll.channel_id)

    @repeated
    async def move(self, poll_id: int, guild_id: int, channel_id: int) -> Poll:
        """Have an open poll's message posted in a channel; the poll as it was before, with the message it had.

        Raises:
            NotFound: the server has no such open poll.
        """
        async with self._storage.writing() as connection:
            poll = await _open_poll(connection, poll_id, guild_id)
            await self._move(connection, poll, channel_id)
        self._outbox.wake()
        return poll

    async def _move(self, connection: AsyncConnection, poll: Poll, channel_id: int) -> None:
        values = {"channel_id": channel_id, "message_id": None}
        await connection.execute(update(polls).where(polls.c.id == poll.id).values(values))
        await self._outbox.put_within(connection, POLL, poll.id, guild_id=poll.guild_id, channel_id=channel_id)

    @repeated
    async def of_role(self, guild_id: int, role_id: int) -> list[Poll]:
        """A role is gone: the open polls that ask for it, as they are now, of which nobody knew it yet."""
        lost = []
        async with self._storage.writing() as connection:
            query = select(polls).where(polls.c.guild_id == guild_id, polls.c.is_open).order_by(polls.c.id)
            for poll in [poll_of(row) for row in await connection.execute(query.with_for_update())]:
                if poll.gates.role_id == role_id and not poll.gates.role_gone:
                    lost.append(await _change_gates(connection, poll, role_gone=True))
        return lost

    @repeated
    async def lift_role(self, poll_id: int, guild_id: int) -> Poll:
        """Let an open poll ask no more for a role that is gone; its other gates stay.

        Raises:
            NotFound: the server has no such open poll.
            InvalidPoll: the poll asks for no role that is gone.
        """
        async with self._storage.writing() as connection:
            poll = await _open_poll(connection, poll_id, guild_id)
            if not poll.gates.role_gone:
                raise InvalidPoll(Reason.ROLE_STILL_THERE)
            return await _change_gates(connection, poll, role_id=None, role_gone=False)


async def _open_poll(connection: AsyncConnection, poll_id: int, guild_id: int) -> Poll:
    mine = (polls.c.id == poll_id, polls.c.guild_id == guild_id, polls.c.is_open)
    if poll := await read_poll(connection, *mine, for_update=True):
        return poll
    raise NotFound(Reason.NO_POLL)


async def _change_gates(connection: AsyncConnection, poll: Poll, **changes: Any) -> Poll:
    gates = poll.gates.model_copy(update=changes)
    document = gates.model_dump(mode="json", exclude_defaults=True)
    await connection.execute(update(polls).where(polls.c.id == poll.id).values(gates=document))
    return poll.model_copy(update={"gates": gates})
