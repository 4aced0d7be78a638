"""Who wants to be told how, and what waits to be told; kept for those alone who chose to hear of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import BigInteger, ColumnElement, Row, and_, delete, exists, func, insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.outbox import Outbox, Place
from data.storage.row_sets import row_set
from data.storage.tables.outbox import outbox as posting
from data.storage.tables.servers import server_presences
from data.storage.tables.tellings import member_news, tellings
from data.tellings.coming import is_to_come
from data.tellings.models import Event, News, Way

DIRECT = "direct"
"""The kind of message in the outbox; its subject is the id of the news."""
MOST_MENTIONED = 20
"""In one announcement; more people are told at their next command."""
MOST_TOLD = 10
"""Of all that is dismissed at once; whoever flooded the queue knows the rest."""
MOST_AT_ONCE = 10
"""Pieces of news under one answer."""
_OVERDUE = dt.timedelta(days=1)
"""What was neither announced nor sent by then is told at the next command."""


class Tellings:
    """The collection of choices and of news."""

    def __init__(self, storage: Storage, outbox: Outbox, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._outbox = outbox
        self._now = now

    async def way(self, guild_id: int, member_id: int) -> Way | None:
        """How a member wants to be told in a server; None for not at all."""
        query = select(tellings.c.way).where(*_of(guild_id, member_id))
        async with self._storage.reading() as connection:
            found = await connection.scalar(query)
        return Way(found) if found else None

    @repeated
    async def choose(self, guild_id: int, member_id: int, way: Way | None, channel_id: int = 0) -> None:
        """Keep how they want it; with None nothing is kept, and what was not told yet is dropped.

        `channel_id` is that of the direct messages with them.
        """
        async with self._storage.writing() as connection:
            if way is None:
                await connection.execute(delete(tellings).where(*_of(guild_id, member_id)))
                mine = (member_news.c.guild_id == guild_id, member_news.c.member_id == member_id)
                await _forget(connection, *mine)
                return
            keys, values = {"guild_id": guild_id, "member_id": member_id}, {"way": way.value, "channel_id": channel_id}
            await connection.execute(self._storage.upsert(tellings, keys, values))

    async def put_within(
        self, connection: AsyncConnection, event: Event, film_id: int, label: str, *members: tuple[int, int]
    ) -> None:
        """Note something for those of the members who want to hear of it, in the transaction that makes it so.

        Members are named by server and id. Whoever posts is told after the commit, by `put`.
        """
        columns = ("guild_id", "member_id", "event", "film_id", "label", "happened_at")
        values = (literal(event.value), literal(film_id), literal(label), literal(self._now()))
        among = row_set(connection.dialect, "members", guild_id=BigInteger(), member_id=BigInteger())
        chosen = select(tellings.c.guild_id, tellings.c.member_id, *values).join(
            among, and_(tellings.c.guild_id == among.c.guild_id, tellings.c.member_id == among.c.member_id)
        )
        inserted = insert(member_news).from_select(columns, chosen).returning(member_news.c.id)
        given = {"members": [[*one] for one in dict.fromkeys(members)]}
        if not (new := list(await connection.scalars(inserted, given))):
            return
        by_message = select(member_news.c.id, member_news.c.guild_id, tellings.c.channel_id)
        by_message = by_message.join(tellings, _same_member()).where(tellings.c.way == Way.MESSAGE)
        fresh = row_set(connection.dialect, "new", id=BigInteger())
        by_message = by_message.join(fresh, fresh.c.id == member_news.c.id)
        rows = await connection.execute(by_message, {"new": [[one] for one in new]})
        await self._outbox.put_all_within(connection, DIRECT, [Place(*row) for row in rows])

    def put(self) -> None:
        """News were put in line, and are committed."""
        self._outbox.wake()

    async def one(self, news_id: int) -> News | None:
        """What a direct message is to say; None if it was told meanwhile, is not wanted, or the server has no bot."""
        left = exists().where(
            server_presences.c.guild_id == tellings.c.guild_id, server_presences.c.left_at.is_not(None)
        )
        wanted = select(member_news).join(tellings, _same_member()).where(tellings.c.way == Way.MESSAGE, ~left)
        async with self._storage.reading() as connection:
            row = (await connection.execute(wanted.where(member_news.c.id == news_id))).first()
        return _news(row) if row else None

    async def to_mention(self, guild_id: int, film_ids: Collection[int]) -> list[int]:
        """Who wants to be mentioned where the reviews of these films are announced, the first `MOST_MENTIONED`."""
        query = select(member_news.c.member_id).join(tellings, _same_member()).where(*_mentioned(guild_id, film_ids))
        first = query.group_by(member_news.c.member_id).order_by(func.min(member_news.c.id)).limit(MOST_MENTIONED)
        async with self._storage.reading() as connection:
            return [int(row[0]) for row in await connection.execute(first)]

    async def waiting(self, guild_id: int, member_id: int) -> list[News]:
        """What a member is to be told at their next command, the oldest first."""
        overdue = member_news.c.happened_at < self._now() - _OVERDUE
        by_mention = and_(tellings.c.way == Way.MENTION, member_news.c.event == Event.REVIEWED)
        announced = is_to_come(member_news.c.guild_id, member_news.c.film_id)
        message = (posting.c.kind == DIRECT, posting.c.subject_id == member_news.c.id)
        in_line = exists().where(*message, posting.c.next_try_at.is_not(None))
        otherwise = or_(and_(by_mention, announced), and_(tellings.c.way == Way.MESSAGE, in_line))
        query = (
            select(member_news)
            .join(tellings, _same_member())
            .where(member_news.c.guild_id == guild_id, member_news.c.member_id == member_id)
            .where(or_(overdue, ~otherwise))
            .order_by(member_news.c.id)
            .limit(MOST_AT_ONCE)
        )
        async with self._storage.reading() as connection:
            return [_news(row) for row in await connection.execute(query)]

    @repeated
    async def told(self, news_ids: Sequence[int]) -> None:
        """Forget what was told."""
        async with self._storage.writing() as connection:
            await _forget(connection, member_news.c.id.in_(list(news_ids)))

    @repeated
    async def mentioned(self, guild_id: int, film_ids: Collection[int], member_ids: Collection[int]) -> None:
        """Forget what an announcement told these members by mentioning them."""
        here = (member_news.c.guild_id == guild_id, member_news.c.film_id.in_(list(film_ids)))
        theirs = (member_news.c.member_id.in_(list(member_ids)), member_news.c.event == Event.REVIEWED)
        async with self._storage.writing() as connection:
            await _forget(connection, *here, *theirs)


def messages_of(*which: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """The rows of the outbox that tell these news: each names the conversation with whom it tells."""
    return posting.c.kind == DIRECT, posting.c.subject_id.in_(select(member_news.c.id).where(*which))


async def _forget(connection: AsyncConnection, *which: ColumnElement[bool]) -> None:
    """News, and what the outbox keeps of their messages: it would say for good whom they were for."""
    await connection.execute(delete(posting).where(*messages_of(*which)))
    await connection.execute(delete(member_news).where(*which))


def _of(guild_id: int, member_id: int) -> tuple[ColumnElement[bool], ...]:
    return tellings.c.guild_id == guild_id, tellings.c.member_id == member_id


def _same_member() -> ColumnElement[bool]:
    return and_(tellings.c.guild_id == member_news.c.guild_id, tellings.c.member_id == member_news.c.member_id)


def _mentioned(guild_id: int, film_ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    here = (member_news.c.guild_id == guild_id, member_news.c.film_id.in_(list(film_ids)))
    return (*here, member_news.c.event == Event.REVIEWED, tellings.c.way == Way.MENTION)


def _news(row: Row[tuple[int, int, int, str, int, str, dt.datetime]]) -> News:
    return News(row.id, row.guild_id, row.member_id, Event(row.event), row.film_id, row.label)
