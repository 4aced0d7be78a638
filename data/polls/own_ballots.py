"""All ballots of one member that the database can still tell are theirs: in open polls, and in named ones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.polls.ballots import voter_code
from data.polls.models import Choice, Poll
from data.polls.rows import poll_of
from data.polls.sealing import unseal
from data.polls.terms import Names
from data.storage.tables.polls import ballots, poll_keys, polls

_PAGE = 100
"""Polls of one statement, in each of which the member has another code."""


@dataclass(frozen=True)
class OwnBallot:
    """A member's ballot, for that member's eyes."""

    poll: Poll
    voter: bytes
    """The code under which it lies."""
    choice: Choice


async def ballots_of(connection: AsyncConnection, member_id: int) -> AsyncIterator[OwnBallot]:
    """A member's ballots in all servers, in the order of the polls. Those of ended secret polls are nobody's."""
    readable = or_(and_(polls.c.is_open, poll_keys.c.key.is_not(None)), polls.c.named)
    query = select(polls, poll_keys.c.key).outerjoin(poll_keys, poll_keys.c.poll_id == polls.c.id).where(readable)
    query = query.order_by(polls.c.id).limit(_PAGE)
    last = 0
    while rows := (await connection.execute(query.where(polls.c.id > last))).all():
        found = {row.id: (poll_of(row), row.key) for row in rows}
        codes = {poll_id: voter_code(poll, key, member_id) for poll_id, (poll, key) in found.items()}
        places = (and_(ballots.c.poll_id == poll_id, ballots.c.voter == code) for poll_id, code in codes.items())
        for one in await connection.execute(select(ballots).where(or_(*places)).order_by(ballots.c.poll_id)):
            poll, key = found[one.poll_id]
            choice = Choice[one.choice] if poll.names is Names.AFTER else unseal(one.choice, key, one.voter)
            yield OwnBallot(poll, one.voter, choice)
        last = rows[-1].id
