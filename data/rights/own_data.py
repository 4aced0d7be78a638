"""Everything that is kept of a member, for that member: in plain words, with times, as one document."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import NotFound
from data.film_keys import title_of
from data.film_nights.own import told_of
from data.polls.own_ballots import ballots_of
from data.reviews.revisions import COUNTING, newest
from data.storage.tables.drafts import drafts
from data.storage.tables.film_nights import film_night_guests, film_nights
from data.storage.tables.films import films
from data.storage.tables.polls import polls
from data.storage.tables.requests import film_requests
from data.storage.tables.reviews import reviews, revisions
from data.storage.tables.servers import audit_entries
from data.storage.tables.tellings import member_news, tellings
from data.storage.tables.votes import votes
from data.storage.tables.warnings import member_answers, warning_queue, warning_voices
from data.taxonomy import load
from data.votes.collection import places_of
from data.warnings.listing import key_of
from data.warnings.personal_lists import read_lists

MOST_TEXT_BYTES = 3_000_000
"""Of whole reviews and drafts in one document, the newest first: Discord takes files of ten million bytes."""

Document = dict[str, Any]


class OwnData:
    """Reads a member's own data inside one reading transaction."""

    def __init__(self, connection: AsyncConnection, member_id: int) -> None:
        self._connection = connection
        self._member_id = member_id
        self._room = MOST_TEXT_BYTES

    async def read(self, at: dt.datetime) -> Document:
        """All of it. Ids are texts, since many programs round numbers of their size."""
        return {
            "made": _time(at),
            "member": str(self._member_id),
            "standing_votes": await self._votes(),
            "ballots": await self._ballots(),
            "requests": await self._requests(),
            "told_of_requests": await self._tellings(),
            "topics_to_be_told_of": await self._list(),
            "said_of_warnings": await self._voices(),
            "said_of_films_without_a_review": await self._answers(),
            "proposed_warnings": await self._proposals(),
            "drafts_and_suggestions": await self._drafts(),
            "states_of_reviews": await self._revisions(),
            "entries_in_logs": await self._log(),
            "decisions_on_warnings": await self._decisions(),
            "polls_opened": await self._polls(),
            "film_nights": await self._nights(),
        }

    async def _rows(self, query: Any) -> Sequence[Row[Any]]:
        return (await self._connection.execute(query)).all()

    async def _labels(self, film_ids: Sequence[int]) -> dict[int, str]:
        """What a film is called: in a review of it, or as it was asked for."""
        labels: dict[int, str] = {}
        wanted = sorted(set(film_ids))
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            for row in await self._rows(select(films).where(films.c.id.in_(some))):
                title = title_of(row.title_key)
                labels[row.id] = f"{title} ({row.year})" if row.year else title
            named = select(reviews.c.film_id, reviews.c.label).where(reviews.c.film_id.in_(some), reviews.c.label != "")
            labels |= {row.film_id: row.label for row in await self._rows(named)}
        return labels

    async def _votes(self) -> list[Document]:
        mine = places_of(self._member_id).subquery()
        place = and_(votes.c.guild_id == mine.c.guild_id, votes.c.film_id == mine.c.film_id)
        query = select(votes).join(mine, place).where(votes.c.member_id == self._member_id)
        rows = await self._rows(query.order_by(votes.c.guild_id, votes.c.film_id))
        labels = await self._labels([row.film_id for row in rows])
        return [{**_place(row), "film": labels[row.film_id], "vote": row.tier} for row in rows]

    async def _ballots(self) -> list[Document]:
        return [
            {"server": str(one.poll.guild_id), "film": one.poll.film_label, "ballot": one.choice.value}
            | {"poll_ends": _time(one.poll.ends_at)}
            async for one in ballots_of(self._connection, self._member_id)
        ]

    async def _requests(self) -> list[Document]:
        query = select(film_requests).where(film_requests.c.member_id == self._member_id)
        return [
            {**_place(row), "film": row.label, "asked": _time(row.asked_at)}
            | {"answered": row.answered_revision is not None}
            for row in await self._rows(query.order_by(film_requests.c.asked_at))
        ]

    async def _tellings(self) -> list[Document]:
        ways = await self._rows(select(tellings).where(tellings.c.member_id == self._member_id))
        waiting = await self._rows(select(member_news).where(member_news.c.member_id == self._member_id))
        return [{**_place(row), "way": row.way} for row in ways] + [
            {**_place(row), "of": row.label, "event": row.event, "at": _time(row.happened_at)} for row in waiting
        ]

    async def _list(self) -> list[Document]:
        lists = await read_lists(self._connection, [self._member_id])
        wishes = lists[self._member_id].wishes if lists else ()
        return [{"topic": _topic(wish.topic), "at_least": wish.at_least.value} for wish in wishes]

    async def _voices(self) -> list[Document]:
        rows = await self._rows(select(warning_voices).where(warning_voices.c.member_id == self._member_id))
        labels = await self._labels([row.film_id for row in rows])
        return [
            {**_place(row), "film": labels.get(row.film_id), "warning": await self._warning(row), "said": row.voice}
            for row in rows
        ]

    async def _warning(self, row: Row[Any]) -> str | None:
        """Its topic; nothing where the review's warning has changed since."""
        stored = await newest(self._connection, row.film_id, row.guild_id, COUNTING)
        warnings = stored.review.warnings if stored else ()
        return next((one.topic for one in warnings if key_of(one) == row.warning), None)

    async def _answers(self) -> list[Document]:
        mine = select(member_answers).where(member_answers.c.member_id == self._member_id)
        rows = await self._rows(mine.order_by(member_answers.c.said_at, member_answers.c.topic))
        labels = await self._labels([row.film_id for row in rows])
        return [
            {**_place(row), "film": labels.get(row.film_id), "of": _topic(row.topic)}
            | {"said": row.answer, "at": _time(row.said_at)}
            for row in rows
        ]

    async def _proposals(self) -> list[Document]:
        rows = await self._rows(select(warning_queue).where(warning_queue.c.proposed_by == self._member_id))
        labels = await self._labels([row.film_id for row in rows])
        return [_of_queue(row, labels) | {"warning": row.document, "proposed": _time(row.queued_at)} for row in rows]

    async def _decisions(self) -> list[Document]:
        rows = await self._rows(select(warning_queue).where(warning_queue.c.settled_by == self._member_id))
        labels = await self._labels([row.film_id for row in rows])
        return [_of_queue(row, labels) | {"decided": _time(row.settled_at)} for row in rows]

    async def _drafts(self) -> list[Document]:
        heads = [column for column in drafts.c if column.name not in ("document", "pending")]
        mine = select(*heads).where(drafts.c.owner_id == self._member_id)
        found = []
        for row in await self._rows(mine.order_by(drafts.c.changed_at.desc())):
            head = {**_place(row), "film": row.label, "state": row.state, "suggested": bool(row.suggested)}
            times = {"begun": _time(row.created_at), "changed": _time(row.changed_at), "note": row.note}
            texts = select(drafts.c.document, drafts.c.pending).where(drafts.c.id == row.id)
            found.append(head | times | await self._text(texts))
        return found

    async def _revisions(self) -> list[Document]:
        shown = (revisions.c.review_id, revisions.c.revision, revisions.c.made_at, revisions.c.note)
        query = select(*shown, reviews.c.guild_id, reviews.c.label).join(reviews, reviews.c.id == revisions.c.review_id)
        query = query.where(revisions.c.actor_id == self._member_id).order_by(revisions.c.made_at.desc())
        found = []
        for row in await self._rows(query):
            head = {**_place(row), "film": row.label, "revision": row.revision, "made": _time(row.made_at)}
            this = (revisions.c.review_id == row.review_id, revisions.c.revision == row.revision)
            found.append(head | {"note": row.note} | await self._text(select(revisions.c.document).where(*this)))
        return found

    async def _text(self, query: Any) -> Document:
        """Whole texts, while there is room."""
        if self._room <= 0:
            return {"text": None, "too_long_for_this_file": True}
        row = (await self._rows(query))[0]._mapping
        text = {"text": row["document"]} | ({"typed": row["pending"]} if row.get("pending") else {})
        self._room -= len(json.dumps(text, ensure_ascii=False).encode())
        return text

    async def _log(self) -> list[Document]:
        query = select(audit_entries).where(audit_entries.c.actor_id == self._member_id)
        return [
            {**_place(row), "did": row.action, "of": row.subject, "at": _time(row.made_at)}
            for row in await self._rows(query.order_by(audit_entries.c.id))
        ]

    async def _polls(self) -> list[Document]:
        query = select(polls).where(polls.c.opened_by == self._member_id).order_by(polls.c.id)
        return [
            {**_place(row), "film": row.film_label, "opened": _time(row.opened_at), "ends": _time(row.ends_at)}
            for row in await self._rows(query)
        ]

    async def _nights(self) -> list[Document]:
        """Those joined, and what rooms were told of the member: of one that all of it is off the list, else of some."""
        mine = film_nights.join(film_night_guests, film_night_guests.c.night_id == film_nights.c.id)
        query = select(film_nights).select_from(mine).where(film_night_guests.c.member_id == self._member_id)
        joined = [{**_place(row), "joined": _time(row.opened_at)} for row in await self._rows(query)]
        told = await told_of(self._connection, self._member_id)
        return joined + [
            {"told": _time(one.at), "off_your_list": one.topics}
            if one.people == 1
            else {"told": _time(one.at), "on_one_of_so_many_lists": one.people, "topics": one.topics}
            for one in told
        ]


def _topic(topic_id: str) -> str:
    """In words; its id where a later version asks for it no more."""
    try:
        return load().topic(topic_id).label
    except NotFound:
        return topic_id


def _place(row: Row[Any]) -> Document:
    return {"server": str(row.guild_id) if row.guild_id else "shared"}


def _of_queue(row: Row[Any], labels: dict[int, str]) -> Document:
    return {**_place(row), "film": labels.get(row.film_id), "state": row.state}


def _time(at: dt.datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else None
