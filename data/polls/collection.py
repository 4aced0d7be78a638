"""The collection of verdict polls: opened, shown, extended, looked up; their ballots and their end are next door."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from data.deliveries import Delivery
from data.errors import InvalidPoll, NotFound, PollEnded, Reason
from data.polls.ballots import Ballots, member_of
from data.polls.closing import Closing
from data.polls.export import Export, export
from data.polls.losses import Losses
from data.polls.models import POLL, Choice, Opening, Poll, PollDefaults, PollLine, PollResult, Progress
from data.polls.rows import (
    column_of,
    columns_of,
    last_verdict,
    number_of_ballots,
    poll_of,
    read_count,
    read_poll,
    result_of,
    select_results,
)
from data.polls.terms import LONGEST, Names, Results, check_duration, check_terms
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold, lock_row
from data.storage.outbox import Outbox
from data.storage.tables.polls import ballots, poll_defaults, poll_keys, poll_tallies, polls

MOST_OPEN = 25
"""Open polls of one server: as many as Discord completes in a command's option."""

_KEY_BYTES = 32


class Polls:
    """`polls.open(...)`, `polls.ballots.cast(...)`, `polls.closing.close_due()`. Their messages go by the outbox."""

    def __init__(self, storage: Storage, outbox: Outbox, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._outbox = outbox
        self._now = now
        self.ballots = Ballots(storage, now)
        self.closing = Closing(storage, outbox, now)
        self.losses = Losses(storage, outbox)

    @repeated
    async def open(self, opening: Opening) -> tuple[Poll, Delivery]:
        """Begin a poll. Its message is the caller's to post while the claim holds, by the outbox, or to `discard` it;
        wake the outbox then, which posts it after that if it has to.

        Raises:
            InvalidPoll: its terms are out of bounds, the film has an open poll here, or the server has too many.
        """
        check_terms(opening.terms)
        try:
            async with self._storage.writing() as connection:
                poll = await self._open(connection, opening)
                delivery = await self._outbox.put_claimed_within(
                    connection, POLL, poll.id, guild_id=poll.guild_id, channel_id=poll.channel_id
                )
        except IntegrityError:
            raise InvalidPoll(Reason.POLL_OPEN_ALREADY, film=opening.film_label) from None
        return poll, delivery

    async def _open(self, connection: AsyncConnection, opening: Opening) -> Poll:
        now, terms = self._now(), opening.terms
        await hold(connection, "polls", opening.guild_id)  # so that what is counted stays so
        mine = (polls.c.guild_id == opening.guild_id, polls.c.is_open)
        if (await connection.scalar(select(func.count()).select_from(polls).where(*mine)) or 0) >= MOST_OPEN:
            raise InvalidPoll(Reason.TOO_MANY_POLLS, most=MOST_OPEN)
        inserted = await connection.execute(
            insert(polls).values(
                **opening.model_dump(exclude={"terms"}),
                opened_at=now,
                ends_at=now + terms.duration,
                is_open=True,
                **columns_of(terms),
            )
        )
        poll_id = int((inserted.inserted_primary_key or (0,))[0])
        await connection.execute(
            insert(poll_tallies).values(poll_id=poll_id, **dict.fromkeys(map(column_of, Choice), 0))
        )
        if terms.names is Names.NEVER:
            await connection.execute(insert(poll_keys).values(poll_id=poll_id, key=secrets.token_bytes(_KEY_BYTES)))
        return _found(await read_poll(connection, polls.c.id == poll_id))

    @repeated
    async def record_message(self, delivery: Delivery, message_id: int) -> Progress:
        """The message with the poll's buttons; what it may show by now. While the poll is open, that is all there is
        to do about the delivery, which is recorded with it.

        Raises:
            NotFound: there is no such poll.
        """
        async with self._storage.writing() as connection:
            mine = polls.c.id == delivery.subject_id
            await connection.execute(update(polls).where(mine).values(message_id=message_id))
            progress = await _progress(connection, delivery.subject_id)
            if progress.poll.is_open:
                await self._outbox.record_posted_within(connection, delivery, message_id)
            return progress

    async def all_open(self) -> list[Poll]:
        """Open polls of all servers."""
        async with self._storage.reading() as connection:
            return [poll_of(row) for row in await connection.execute(select(polls).where(polls.c.is_open))]

    @repeated
    async def discard(self, poll_id: int) -> None:
        """Take back a poll whose message could not be posted, so that nobody can have voted."""
        async with self._storage.writing() as connection:
            if await read_poll(connection, polls.c.id == poll_id, polls.c.is_open, polls.c.message_id.is_(None)):
                await self._outbox.drop_within(connection, POLL, poll_id)
                for table in (ballots, poll_keys, poll_tallies):
                    await connection.execute(delete(table).where(table.c.poll_id == poll_id))
                await connection.execute(delete(polls).where(polls.c.id == poll_id))

    async def get(self, poll_id: int, guild_id: int) -> Poll:
        """A server's poll, open or closed.

        Raises:
            NotFound: the server has no such poll.
        """
        async with self._storage.reading() as connection:
            return _found(await read_poll(connection, polls.c.id == poll_id, polls.c.guild_id == guild_id))

    async def open_in(self, guild_id: int) -> list[Poll]:
        """A server's open polls, those that end first in front."""
        query = select(polls).where(polls.c.guild_id == guild_id, polls.c.is_open).order_by(polls.c.ends_at, polls.c.id)
        async with self._storage.reading() as connection:
            return [poll_of(row) for row in await connection.execute(query)]

    async def results_in(self, guild_id: int, limit: int = 25) -> list[PollResult]:
        """A server's closed polls, the last closed in front."""
        async with self._storage.reading() as connection:
            rows = await connection.execute(select_results(polls.c.guild_id == guild_id).limit(limit))
            return [result_of(row) for row in rows]

    async def closed_lines(self, guild_id: int, limit: int) -> list[PollLine]:
        """What is to be chosen of a server's closed polls by, the last closed in front."""
        query = select_results(polls.c.guild_id == guild_id).limit(limit)
        async with self._storage.reading() as connection:
            rows = await connection.execute(query.with_only_columns(polls.c.id, polls.c.film_label, polls.c.ends_at))
            return [PollLine(row.id, row.film_label, row.ends_at) for row in rows]

    async def progress_in(self, guild_id: int) -> list[Progress]:
        """A server's open polls, those that end first in front, with the numbers of their ballots and no counts."""
        query = select(polls).where(polls.c.guild_id == guild_id, polls.c.is_open).order_by(polls.c.ends_at, polls.c.id)
        async with self._storage.reading() as connection:
            running = [poll_of(row) for row in await connection.execute(query)]
            numbers = await number_of_ballots(connection, [poll.id for poll in running])
        return [Progress(poll=poll, ballots=numbers.get(poll.id, 0)) for poll in running]

    async def progress(self, poll_id: int) -> Progress:
        """What a poll's message may show while it is open.

        Raises:
            NotFound: there is no such poll.
        """
        async with self._storage.reading() as connection:
            return await _progress(connection, poll_id)

    @repeated
    async def extend(self, poll_id: int, guild_id: int, by: dt.timedelta) -> Poll:
        """Let an open poll end later.

        Raises:
            NotFound: the server has no such poll.
            PollEnded: its end has come.
            InvalidPoll: it would run for more than 32 days in all.
        """
        check_duration(by)
        mine = (polls.c.id == poll_id, polls.c.guild_id == guild_id)
        async with self._storage.writing() as connection:
            poll = _found(await read_poll(connection, *mine))
            later = poll.ends_at + by
            if later - poll.opened_at > LONGEST:
                raise InvalidPoll(Reason.POLL_TOO_LONG)
            # `ends_at` as it was read: of two extensions at once, each on its own, the second is told to look again.
            still = (polls.c.is_open, polls.c.ends_at == poll.ends_at, polls.c.ends_at > self._now())
            if not (await connection.execute(update(polls).where(*mine, *still).values(ends_at=later))).rowcount:
                now = _found(await read_poll(connection, *mine))
                if now.is_open and now.ends_at > self._now():
                    raise InvalidPoll(Reason.POLL_CHANGED)
                raise PollEnded(Reason.POLL_ENDED, now.ends_at)
            return _found(await read_poll(connection, *mine))

    async def result(self, poll_id: int, guild_id: int) -> PollResult:
        """A closed poll's result.

        Raises:
            NotFound: the server has no such poll, or it is still open.
        """
        query = select_results(polls.c.id == poll_id, polls.c.guild_id == guild_id)
        async with self._storage.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            poll = await self.get(poll_id, guild_id)
            raise NotFound(Reason.NO_RESULT_YET, ends=poll.ends_at)
        return result_of(row)

    async def export(self, poll_id: int, guild_id: int) -> Export:
        """A closed poll as CSV, with names only if the poll said so.

        Raises:
            NotFound: as `result`.
        """
        result = await self.result(poll_id, guild_id)
        if result.poll.names is Names.NEVER:
            return export(result)
        query = select(ballots.c.voter, ballots.c.choice).where(ballots.c.poll_id == poll_id)
        async with self._storage.reading() as connection:
            return export(result, [(member_of(voter), Choice[c]) for voter, c in await connection.execute(query)])

    async def server_verdict(self, guild_id: int, film_id: int) -> PollResult | None:
        """The last poll on a film that came to a verdict or a tie; one that missed its quorum leaves that standing."""
        async with self._storage.reading() as connection:
            return await last_verdict(connection, guild_id, film_id)

    async def defaults(self, guild_id: int) -> PollDefaults:
        """What a server opens its polls with."""
        query = select(poll_defaults.c.document).where(poll_defaults.c.guild_id == guild_id)
        async with self._storage.reading() as connection:
            document: Any = await connection.scalar(query)
        return PollDefaults.model_validate(document or {})

    async def with_defaults(self) -> list[int]:
        """The servers that chose something to open polls with."""
        async with self._storage.reading() as connection:
            return list((await connection.execute(select(poll_defaults.c.guild_id))).scalars())

    @repeated
    async def change_defaults(self, guild_id: int, change: Callable[[PollDefaults], PollDefaults]) -> PollDefaults:
        """Keep what `change` makes of a server's defaults.

        Raises:
            InvalidPoll: no poll could be opened with them.
        """
        mine = {"guild_id": guild_id}
        async with self._storage.writing() as connection:
            row = await lock_row(connection, poll_defaults, mine, document={})
            after = change(PollDefaults.model_validate(row.document))
            check_terms(after.terms)
            document = after.model_dump(mode="json", exclude_defaults=True)
            await connection.execute(self._storage.upsert(poll_defaults, mine, {"document": document}))
        return after


def _found(poll: Poll | None) -> Poll:
    if poll is None:
        raise NotFound(Reason.NO_POLL)
    return poll


async def _progress(connection: AsyncConnection, poll_id: int) -> Progress:
    poll = _found(await read_poll(connection, polls.c.id == poll_id))
    count = await read_count(connection, poll_id)
    return Progress(poll=poll, ballots=count.ballots, count=count if poll.results is Results.LIVE else None)
