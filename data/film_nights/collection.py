"""Film nights: who joined, and what was asked and answered, by the rule of `data.film_nights.rule`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidChange, NotFound, Reason
from data.film_nights import codes, rooms
from data.film_nights.rule import Night, NightAnswer, check, renamed
from data.models import StoredReview
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold
from data.storage.tables.film_nights import film_nights
from data.warnings.personal_lists import read_lists

LASTS = dt.timedelta(hours=36)
"""After so long nobody joins a night or asks for it any more; what it answered still counts for the rule."""

REMEMBERED = dt.timedelta(days=7)
"""For so long the answers of other nights, of any film and server, are counted against giving somebody away."""

MOST_PEOPLE = 500

MOST_NIGHTS = 25
"""Nights that a server can open while one lasts: each is kept for ever."""

ANSWERS = "film night answers"
"""What one transaction at a time may do: what one answers limits what another may."""


@dataclass(frozen=True)
class StoredNight:
    """A night in its place."""

    id: int
    guild_id: int
    channel_id: int
    opened_at: dt.datetime
    night: Night


class FilmNights:
    """The collection of film nights. They are kept: a forgotten answer could be asked for again without a person."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    @repeated
    async def open(self, guild_id: int, channel_id: int) -> StoredNight:
        """Begin a night.

        Raises:
            InvalidChange: the server has opened too many lately.
        """
        night, now = Night(), self._now()
        row = {"guild_id": guild_id, "channel_id": channel_id, "opened_at": now, "document": document_of(night)}
        async with self._storage.writing() as connection:
            await hold(connection, "film nights", guild_id)  # so that what is counted stays so
            lately = (film_nights.c.guild_id == guild_id, film_nights.c.opened_at > now - LASTS)
            opened = await connection.scalar(select(func.count()).select_from(film_nights).where(*lately))
            if (opened or 0) >= MOST_NIGHTS:
                raise InvalidChange(Reason.TOO_MANY_NIGHTS, most=MOST_NIGHTS)
            inserted = await connection.execute(insert(film_nights).values(**row))
            night_id = int((inserted.inserted_primary_key or (0,))[0])
        return StoredNight(night_id, guild_id, channel_id, now, night)

    @repeated
    async def change(self, night_id: int, guild_id: int, member_id: int, *, join: bool) -> StoredNight:
        """Let a member join or leave.

        Raises:
            NotFound: the server has no such night, or it is over.
        """
        async with self._storage.writing() as connection:
            stored = self._running(await _read(connection, guild_id, film_nights.c.id == night_id))
            if join and len(stored.night.joined) >= MOST_PEOPLE:
                raise InvalidChange(Reason.TOO_MANY_PEOPLE, most=MOST_PEOPLE)
            night = stored.night.join(member_id) if join else stored.night.leave(member_id)
            await _write(connection, night_id, night)
        return StoredNight(night_id, guild_id, stored.channel_id, stored.opened_at, night)

    async def get(self, night_id: int, guild_id: int) -> StoredNight:
        """A server's night, over or not.

        Raises:
            NotFound: the server has no such night.
        """
        async with self._storage.reading() as connection:
            nights = await _read(connection, guild_id, film_nights.c.id == night_id, for_update=False)
        if not nights:
            raise NotFound(Reason.NO_NIGHT)
        return nights[0]

    @repeated
    async def check(
        self, guild_id: int, channel_id: int, films: Sequence[StoredReview]
    ) -> tuple[StoredNight, list[NightAnswer]]:
        """Ask of films, one after the other, whether they meet anybody's list, for the channel's last night.

        Raises:
            NotFound: there is no night in the channel, or it is over.
        """
        async with self._storage.writing() as connection:
            await hold(connection, ANSWERS)  # of all servers
            stored = self._running(await _last_in(connection, guild_id, channel_id))
            back = await codes.known(connection, stored.night.joined)  # who was forgotten and has joined again
            night, answers = stored.night.renamed(back), []
            people = night.joined.union(*night.rooms)
            lists = await read_lists(connection, sorted(people))
            # Films share topics and lists go with people from server to server: any answer may help to read another.
            since = self._now() - REMEMBERED
            elsewhere = [
                renamed(room, back) for room in await rooms.with_any_of(connection, people | set(back), since=since)
            ]
            for film in films:
                review = film.review
                night, answer = check(night, film.film_id, review.revision, review.warnings, lists, elsewhere=elsewhere)
                answers.append(answer)
            kept = night.renamed(_codes_in(stored.night, back))
            await _write(connection, stored.id, kept)
            if fresh := set(kept.rooms).difference(stored.night.rooms):
                await rooms.forget(connection, before=since)
                await rooms.remember(connection, fresh, stored.opened_at)
        return StoredNight(stored.id, guild_id, channel_id, stored.opened_at, night), answers

    def _running(self, nights: Sequence[StoredNight]) -> StoredNight:
        if not nights or self._now() - nights[-1].opened_at > LASTS:
            raise NotFound(Reason.NO_NIGHT_NOW)
        return nights[-1]


async def _read(
    connection: AsyncConnection, guild_id: int, *conditions: ColumnElement[bool], for_update: bool = True
) -> list[StoredNight]:
    """A server's nights, the oldest first; `for_update` keeps them from everybody else until the commit."""
    query = select(film_nights).where(film_nights.c.guild_id == guild_id, *conditions).order_by(film_nights.c.id)
    rows = await connection.execute(query.with_for_update() if for_update else query)
    return [night_of(row) for row in rows]


async def _last_in(connection: AsyncConnection, guild_id: int, channel_id: int) -> list[StoredNight]:
    """The channel's last night, if it had any, kept from everybody else until the commit."""
    here = (film_nights.c.guild_id == guild_id, film_nights.c.channel_id == channel_id)
    query = select(film_nights).where(*here).order_by(film_nights.c.id.desc()).limit(1)
    return [night_of(row) for row in await connection.execute(query.with_for_update())]


def _codes_in(night: Night, back: dict[int, int]) -> dict[int, int]:
    """Under what code a night knows those who are back: it goes on to."""
    return {back[code]: code for code in frozenset[int]().union(*night.rooms) & back.keys()}


def night_of(row: Row[Any]) -> StoredNight:
    """A night from its row."""
    return StoredNight(row.id, row.guild_id, row.channel_id, row.opened_at, Night.model_validate(row.document))


async def _write(connection: AsyncConnection, night_id: int, night: Night) -> None:
    statement = update(film_nights).where(film_nights.c.id == night_id)
    await connection.execute(statement.values(document=document_of(night)))


def document_of(night: Night) -> dict[str, Any]:
    """How a night is kept. People in the order of their ids, which tells nothing of when they came."""
    document = night.model_dump(mode="json")
    document["joined"] = sorted(document["joined"])
    for asked in document["asked"]:
        asked["people"] = sorted(asked["people"])
    return document
