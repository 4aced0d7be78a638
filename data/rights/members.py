"""A member who is forgotten: what was theirs goes, and what they wrote and decided for a server is nobody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from sqlalchemy import Column, ColumnElement, bindparam, delete, func, select, update

from data.errors import NotFound, PollEnded
from data.film_nights.own import told_of
from data.models import FORMER_MEMBER
from data.polls import Polls, Voter
from data.polls.own_ballots import OwnBallot, ballots_of
from data.rights.batches import MOST_DELETED, delete_all
from data.storage import LONG_SECONDS, Storage, erasures
from data.storage.collisions import repeated
from data.storage.tables.erasures import erasures as journal
from data.storage.tables.film_nights import film_night_doubts, film_night_people, film_nights
from data.storage.tables.outbox import outbox
from data.storage.tables.polls import ballots
from data.storage.tables.schema import WhenForgotten, columns_of_members
from data.storage.tables.tellings import member_news, tellings
from data.storage.tables.votes import votes
from data.storage.tables.warnings import list_keys, personal_lists
from data.tellings import messages_of
from data.votes.collection import Votes, places_of
from data.warnings.personal_lists import PersonalLists

_CODED = (film_nights, film_night_people, film_night_doubts)
"""Tables in which a code stands for a member from the beginning, and stays."""

_BY_THEMSELVES = {votes, ballots, personal_lists, list_keys, journal, *_CODED}
"""Tables that know how a member is taken out of them; of the others it is enough what their columns say."""


def _plain(*fates: WhenForgotten) -> Iterator[Column[object]]:
    for column, fate in columns_of_members().items():
        if column.table not in _BY_THEMSELVES and fate in fates:
            yield column


class Members:
    """Forgets members, in short transactions, so that others wait for none; begun again, it goes on."""

    def __init__(
        self,
        storage: Storage,
        now: Callable[[], dt.datetime],
        *,
        votes: Votes,
        polls: Polls,
        personal_lists: PersonalLists,
    ) -> None:
        self._storage = storage
        self._now = now
        self._votes = votes
        self._polls = polls
        self._lists = personal_lists

    async def count(self, member_id: int) -> dict[str, int]:
        """How much is kept of a member, by `table.column`, of what there is."""
        counts: dict[str, int] = {}
        async with self._storage.reading(LONG_SECONDS) as connection:
            for column in _plain(*WhenForgotten):
                query = select(func.count()).select_from(column.table).where(column == member_id)
                counts[str(column)] = int(await connection.scalar(query) or 0)
            cast = select(func.count()).select_from(places_of(member_id).subquery())
            counts[str(votes.c.member_id)] = int(await connection.scalar(cast) or 0)
            counts[str(ballots.c.voter)] = len([one async for one in ballots_of(connection, member_id)])
            kept = select(func.count()).select_from(personal_lists).where(personal_lists.c.member_id == member_id)
            counts[str(personal_lists.c.member_id)] = int(await connection.scalar(kept) or 0)
            counts[str(film_night_people.c.code)] = len(await told_of(connection, member_id))
        return {name: number for name, number in counts.items() if number}

    async def forget(self, member_id: int, at: dt.datetime | None = None) -> dict[str, int]:
        """Do it, for good, and note it, so that no backup undoes it; how much it was, as `count`."""
        if member_id <= FORMER_MEMBER:
            raise ValueError("that is nobody's id")
        kept = await self.count(member_id)
        await self._begin(member_id, at or self._now())
        await self._votes.retract_all(member_id)
        await self._take_ballots(member_id)
        await delete_all(self._storage, tellings, tellings.c.member_id == member_id)  # so that no more comes in line
        await delete_all(self._storage, outbox, *messages_of(member_news.c.member_id == member_id))
        for column in _plain(WhenForgotten.DELETED):
            await delete_all(self._storage, column.table, column == member_id)
        for column in _plain(WhenForgotten.NOBODY):
            while await self._rename_some(column, member_id) == MOST_DELETED:
                pass
        await self._lists.erase_keys()
        return kept

    @repeated
    async def _begin(self, member_id: int, at: dt.datetime) -> None:
        """The list first, which is the most private. The note covers those of lists that were erased before."""
        lists = (journal.c.kind == erasures.PERSONAL_LIST, journal.c.subject_id == member_id)
        async with self._storage.writing() as connection:
            await erasures.record(connection, erasures.MEMBER, member_id, at)
            await connection.execute(delete(journal).where(*lists))
            await self._lists.erase_within(connection, member_id)

    async def _take_ballots(self, member_id: int) -> None:
        async with self._storage.reading(LONG_SECONDS) as connection:
            own = [one async for one in ballots_of(connection, member_id)]
        for one in own:
            try:
                await self._polls.ballots.withdraw(one.poll.id, Voter(member_id, self._now()))
            except (PollEnded, NotFound):  # secret ballots are nobody's then
                await self._take_ended(one)

    @repeated
    async def _take_ended(self, one: OwnBallot) -> None:
        """Out of a named poll, whose sums stand beside it."""
        mine: tuple[ColumnElement[bool], ...] = (ballots.c.poll_id == one.poll.id, ballots.c.voter == one.voter)
        async with self._storage.writing() as connection:
            await connection.execute(delete(ballots).where(*mine))

    @repeated
    async def _rename_some(self, column: Column[object], member_id: int) -> int:
        """Put nobody in the place of a member; how often that was done."""
        key = list(column.table.primary_key)
        query = select(*key).where(column == member_id).limit(MOST_DELETED)
        async with self._storage.writing() as connection:
            rows = (await connection.execute(query)).all()
            if rows:
                by_key = update(column.table).where(*(one == bindparam(f"the_{one.name}") for one in key))
                places = [{f"the_{name}": value for name, value in row._mapping.items()} for row in rows]
                await connection.execute(by_key.values({column: FORMER_MEMBER}), places)
        return len(rows)
