"""Ballots: cast, changed and taken back while a poll is open, many presses in one commit.

A ballot is found again by its voter's code: an HMAC of the member under the poll's own random key, or in a named poll
the member's id. Its choice is sealed under the same key. It says nothing else: no time, no number, no gate.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.eligibility import Voter, refusal
from data.errors import MarqueeError, NotFound, PollEnded, Reason
from data.polls.models import Choice, Poll, Recorded
from data.polls.rows import column_of, poll_of
from data.polls.sealing import code_of, seal, unseal
from data.polls.terms import Names
from data.storage import Storage
from data.storage.tables.polls import ballots, poll_keys, poll_tallies, polls

_ID_BYTES = 8
_Place = tuple[int, bytes]
"""Where a ballot lies: poll id, the voter's code."""


@dataclass(frozen=True, slots=True)
class _Press:
    """What one member's press asks for; no choice takes the ballot back."""

    poll_id: int
    voter: Voter
    choice: Choice | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class _Box:
    """A poll with what its voters' codes are made with."""

    poll: Poll
    key: bytes | None

    def code(self, member_id: int) -> bytes:
        """Under what a member's ballot lies."""
        return voter_code(self.poll, self.key, member_id)

    def written(self, choice: Choice, code: bytes) -> str:
        """The choice as the ballot's row holds it."""
        return choice.name if self.key is None else seal(choice, self.key, code)

    def read(self, written: str, code: bytes) -> Choice:
        """The choice that a ballot's row holds."""
        return Choice[written] if self.key is None else unseal(written, self.key, code)


def voter_code(poll: Poll, key: bytes | None, member_id: int) -> bytes:
    """32 bytes that only the holder of `key` can tie to the member; in a named poll the id itself, 8 bytes."""
    member = member_id.to_bytes(_ID_BYTES)
    if poll.names is Names.AFTER:
        return member
    if key is None:
        raise NotFound(Reason.POLL_COUNTED)
    return code_of(key, member)


def member_of(code: bytes) -> int:
    """The member of a named poll's ballot."""
    return int.from_bytes(code)


_COUNTED = [column_of(choice) for choice in Choice]
_COUNT = (
    update(poll_tallies)
    .where(poll_tallies.c.poll_id == bindparam("the_poll_id"))
    .values({name: poll_tallies.c[name] + bindparam(f"more_{name}") for name in _COUNTED})
)


class Ballots:
    """The ballots of open polls. A ballot is durable before `cast` returns."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now
        self._upsert = storage.upsert_many(ballots, ["poll_id", "voter"], ["choice"])
        self._delete = delete(ballots).where(
            *(column == bindparam(f"the_{column.name}") for column in ballots.primary_key)
        )

    async def cast(self, poll_id: int, voter: Voter, choice: Choice) -> Recorded:
        """Record a member's ballot, in place of an earlier one.

        Raises:
            NotFound: there is no such poll.
            PollEnded: the press came after the end, or the poll was closed while it was on its way.
            NotEligible: a gate does not let this member vote now; an earlier ballot stands.
            Busy, StorageUnavailable: it was not recorded.
        """
        return await self._storage.writer.write(self._apply, _Press(poll_id, voter, choice, self._now()))

    async def withdraw(self, poll_id: int, voter: Voter) -> Recorded:
        """Take a member's ballot back. No gate keeps anyone from it.

        Raises:
            NotFound, PollEnded, Busy, StorageUnavailable: as `cast`; the ballot stands.
        """
        return await self._storage.writer.write(self._apply, _Press(poll_id, voter, None, self._now()))

    async def own(self, poll_id: int, member_id: int) -> Choice | None:
        """A member's own ballot in an open poll, for that member's eyes.

        Raises:
            NotFound: there is no such poll, or it is secret and has ended.
        """
        async with self._storage.reading() as connection:
            boxes = await _boxes(connection, {poll_id})
            if poll_id not in boxes:
                raise NotFound(Reason.POLL_GONE)
            place = (poll_id, boxes[poll_id].code(member_id))
            return (await _known(connection, boxes, [place])).get(place)

    async def _apply(self, connection: AsyncConnection, presses: Sequence[_Press]) -> list[Recorded | MarqueeError]:
        boxes = await _boxes(connection, {press.poll_id for press in presses}, until_commit=True)
        await _alone(connection, boxes)
        refusals = [_refusal(boxes.get(press.poll_id), press) for press in presses]
        places = [
            None if no else (press.poll_id, boxes[press.poll_id].code(press.voter.member_id))
            for press, no in zip(presses, refusals, strict=True)
        ]
        known = await _known(connection, boxes, {place for place in places if place}, until_commit=True)
        after: dict[_Place, Choice | None] = dict(known)
        answers: list[Recorded | MarqueeError] = []
        for press, place, no in zip(presses, places, refusals, strict=True):
            if place is None:
                answers.append(no or NotFound(Reason.POLL_GONE))
                continue
            answers.append(Recorded(press.choice, after.get(place)))
            after[place] = press.choice
        changes = {place: choice for place, choice in after.items() if choice is not known.get(place)}
        await self._store(connection, boxes, changes)
        await self._count(connection, known, changes)
        return answers

    async def _store(
        self, connection: AsyncConnection, boxes: Mapping[int, _Box], changes: Mapping[_Place, Choice | None]
    ) -> None:
        """In the order of the codes: it is random, and the same for all processes, so that none waits in a circle."""
        kept, taken_back = [], []
        for (poll_id, voter), choice in sorted(changes.items(), key=lambda change: change[0]):
            if choice:
                written = boxes[poll_id].written(choice, voter)
                kept.append({"poll_id": poll_id, "voter": voter, "choice": written})
            else:
                taken_back.append({"the_poll_id": poll_id, "the_voter": voter})
        if kept:
            await connection.execute(self._upsert, kept)
        if taken_back:
            await connection.execute(self._delete, taken_back)

    async def _count(
        self, connection: AsyncConnection, known: Mapping[_Place, Choice], changes: Mapping[_Place, Choice | None]
    ) -> None:
        """Keep the counts in step, so that nobody has to count ballots to know them."""
        more: dict[int, Counter[str]] = {poll_id: Counter() for poll_id, _ in sorted(changes)}
        for place, choice in changes.items():
            counter = more[place[0]]
            counter.update([column_of(choice)] if choice else [])
            counter.subtract([column_of(known[place])] if place in known else [])
        if more:
            steps = [{"the_poll_id": poll_id, **{f"more_{c}": more[poll_id][c] for c in _COUNTED}} for poll_id in more]
            await connection.execute(_COUNT, steps)


def _refusal(box: _Box | None, press: _Press) -> MarqueeError | None:
    if box is None:
        return NotFound(Reason.POLL_GONE)
    poll = box.poll
    if press.at >= poll.ends_at:
        return PollEnded(Reason.PRESSED_AFTER_END, poll.ends_at)
    if not poll.is_open:
        return PollEnded(Reason.CLOSED_MEANWHILE, poll.ends_at)
    return refusal(poll.gates, press.voter, press.at) if press.choice else None


async def _boxes(
    connection: AsyncConnection, poll_ids: Collection[int], *, until_commit: bool = False
) -> dict[int, _Box]:
    """Polls with their keys, by id. `until_commit` keeps other processes from closing them before this one commits."""
    query = (
        select(polls, poll_keys.c.key)
        .outerjoin(poll_keys, poll_keys.c.poll_id == polls.c.id)
        .where(polls.c.id.in_(list(poll_ids)))
        .order_by(polls.c.id)
    )
    if until_commit:
        query = query.with_for_update(read=True, of=polls)
    return {row.id: _Box(poll_of(row), row.key) for row in await connection.execute(query)}


async def _alone(connection: AsyncConnection, poll_ids: Collection[int]) -> None:
    """Let only this transaction take ballots of these polls: of two that found no ballot of a member, both would count
    it. On SQLite there is one writing transaction anyway.
    """
    if connection.dialect.name == "postgresql":
        query = select(poll_tallies.c.poll_id).where(poll_tallies.c.poll_id.in_(list(poll_ids)))
        await connection.execute(query.order_by(poll_tallies.c.poll_id).with_for_update())


async def _known(
    connection: AsyncConnection,
    boxes: Mapping[int, _Box],
    places: Collection[_Place],
    *,
    until_commit: bool = False,
) -> dict[_Place, Choice]:
    """The ballots that lie at these places already. `until_commit` takes them all, in one order for all processes."""
    known: dict[_Place, Choice] = {}
    for poll_id in sorted({poll_id for poll_id, _ in places}):
        codes = [code for of_poll, code in places if of_poll == poll_id]
        query = select(ballots.c.voter, ballots.c.choice).where(
            ballots.c.poll_id == poll_id, ballots.c.voter.in_(codes)
        )
        if until_commit:
            query = query.order_by(ballots.c.voter).with_for_update()
        read = boxes[poll_id].read
        known |= {(poll_id, voter): read(choice, voter) for voter, choice in await connection.execute(query)}
    return known
