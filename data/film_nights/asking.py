"""A shortlist held against the lists of those who joined, one film after the other, inside one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights import history
from data.film_nights.night import Pick
from data.film_nights.questions import met_by, question_of
from data.film_nights.rule import Code, Guest, Outcome, Wishes, ask
from data.models import SHARED_LIBRARY, StoredReview
from data.storage.tables.reviews import revisions
from data.warnings.personal import PersonalList
from data.warnings.personal_lists import read_lists

RESTS = dt.timedelta(hours=20)
"""For so long after a list was asked of in one night, nothing new is asked of it in another."""

SETTLES = dt.timedelta(days=1)
"""So old must a server's own review be, as it reads now: nobody words a question for the people who are just there."""


@dataclass(frozen=True)
class _Room:
    """Those who joined, with their lists of this moment."""

    members: Mapping[int, Code]
    lists: Mapping[int, PersonalList]
    resting: frozenset[Code]

    def guests(self, question: Wishes) -> list[Guest]:
        """As the rule sees them, in the order of their codes."""
        return [
            Guest(code, met_by(self.lists.get(member_id, PersonalList()), question), code in self.resting)
            for member_id, code in sorted(self.members.items(), key=lambda guest: guest[1])
        ]


async def told(
    connection: AsyncConnection, members: Mapping[int, Code], films: Sequence[StoredReview], now: dt.datetime
) -> tuple[Pick, ...]:
    """What the room is told of each film; what that adds to the history is kept."""
    before = await history.read(connection, frozenset(members.values()))
    rested = (now - RESTS).timestamp()
    resting = frozenset(code for code, asked_at in before.asked_at.items() if asked_at > rested)
    room = _Room(members, await read_lists(connection, sorted(members)), resting)
    fresh = await _fresh(connection, films, now)
    after, judged, picks = before.history, set[Code](), []
    for film in films:
        outcome = Outcome()
        if film.id not in fresh:
            question = question_of(tuple(film.review.warnings))
            after, outcome = ask(after, question, room.guests(question), int(now.timestamp()))
        judged |= outcome.judged
        picks.append(_pick(film, outcome))
    await history.write(connection, before, after, judged, int(now.timestamp()))
    return tuple(picks)


def _pick(film: StoredReview, outcome: Outcome) -> Pick:
    label = film.review.film.label
    counted = tuple(sorted(outcome.counted))
    return Pick(film=film.film_id, label=label, cleared=outcome.cleared, counted=counted, since=outcome.since)


async def _fresh(connection: AsyncConnection, films: Sequence[StoredReview], now: dt.datetime) -> set[int]:
    """The reviews that a server published or changed too lately for a question."""
    own = {film.id: film.review.revision for film in films if film.guild_id != SHARED_LIBRARY}
    if not own:
        return set()
    query = select(revisions.c.review_id, revisions.c.revision).where(
        revisions.c.review_id.in_(sorted(own)), revisions.c.made_at > now - SETTLES
    )
    return {row.review_id for row in await connection.execute(query) if own[row.review_id] == row.revision}
