"""Film nights: who joined, and what was asked and answered, by the rule of `data.film_nights.rule`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import InvalidChange, NotFound, Reason
from data.film_nights import history
from data.film_nights.asking import told
from data.film_nights.codes import codes_of, known_code
from data.film_nights.night import StoredNight, Tonight
from data.film_nights.rule import LEAST
from data.models import StoredReview
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold, insert_unless_there
from data.storage.tables.film_nights import film_night_guests, film_nights

LASTS = dt.timedelta(hours=36)
"""After so long nobody joins a night or asks for it any more, and who took part is forgotten."""

MOST_PEOPLE = 500

MOST_NIGHTS = 25
"""Nights that a server can open while one lasts: each is kept for ever."""


class FilmNights:
    """The collection of film nights. What rooms were told is kept: if forgotten, it could be asked without a person."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    @repeated
    async def open(self, guild_id: int, channel_id: int) -> StoredNight:
        """Begin a night, and forget who took part in those that are over.

        Raises:
            InvalidChange: the server has opened too many lately.
        """
        now, tonight = self._now(), Tonight()
        row = {"guild_id": guild_id, "channel_id": channel_id, "opened_at": now, "document": _document(tonight)}
        over = select(film_nights.c.id).where(film_nights.c.opened_at < now - LASTS)
        async with self._storage.writing() as connection:
            await hold(connection, "film-nights", guild_id)  # so that what is counted stays so
            lately = (film_nights.c.guild_id == guild_id, film_nights.c.opened_at > now - LASTS)
            opened = await connection.scalar(select(func.count()).select_from(film_nights).where(*lately))
            if (opened or 0) >= MOST_NIGHTS:
                raise InvalidChange(Reason.TOO_MANY_NIGHTS, most=MOST_NIGHTS)
            await connection.execute(delete(film_night_guests).where(film_night_guests.c.night_id.in_(over)))
            inserted = await connection.execute(insert(film_nights).values(**row))
            night_id = int((inserted.inserted_primary_key or (0,))[0])
        return StoredNight(night_id, guild_id, channel_id, now, {}, tonight)

    @repeated
    async def change(self, night_id: int, guild_id: int, member_id: int, *, join: bool) -> StoredNight:
        """Let a member join or leave.

        Raises:
            NotFound: the server has no such night, or it is over.
        """
        guest = {"night_id": night_id, "member_id": member_id}
        async with self._storage.writing() as connection:
            stored = await self._running(connection, guild_id, film_nights.c.id == night_id)
            if not join:
                here = (film_night_guests.c[name] == value for name, value in guest.items())
                await connection.execute(delete(film_night_guests).where(*here))
                guests = {one: code for one, code in stored.guests.items() if one != member_id}
                return replace(stored, guests=guests)
            if len(stored.guests) >= MOST_PEOPLE:
                raise InvalidChange(Reason.TOO_MANY_PEOPLE, most=MOST_PEOPLE)
            await insert_unless_there(connection, film_night_guests, **guest)
            return replace(stored, guests={**stored.guests, **await codes_of(connection, [member_id])})

    async def get(self, night_id: int, guild_id: int) -> StoredNight:
        """A server's night, over or not.

        Raises:
            NotFound: the server has no such night.
        """
        async with self._storage.reading() as connection:
            nights = await _read(connection, guild_id, film_nights.c.id == night_id)
        if not nights:
            raise NotFound(Reason.NO_NIGHT)
        return nights[0]

    @repeated
    async def check(self, guild_id: int, channel_id: int, films: Sequence[StoredReview]) -> StoredNight:
        """Ask of a shortlist whether its films are for everybody who joined the channel's last night, once a night.

        Raises:
            NotFound: there is no night in the channel, or it is over.
        """
        async with self._storage.writing() as connection:
            # One check at a time, of all servers: what one is told limits what another may be.
            await hold(connection, "film-night-answers")
            stored = await self._running(connection, guild_id, film_nights.c.channel_id == channel_id)
            if stored.tonight.asked:
                return stored
            picks = await told(connection, stored.guests, films, self._now())
            asked = len(stored.guests) >= LEAST
            tonight = stored.tonight.model_copy(update={"shortlist": picks, "asked": asked})
            await _write(connection, stored.id, tonight)
            return replace(stored, tonight=tonight)

    @repeated
    async def veto(self, night_id: int, guild_id: int, member_id: int, film_id: int) -> StoredNight:
        """Have a film not cleared tonight, for somebody who takes part; who it was is not kept.

        Raises:
            NotFound: the server has no such night, it is over, or the film or the member is not of it.
        """
        async with self._storage.writing() as connection:
            stored = await self._running(connection, guild_id, film_nights.c.id == night_id)
            tonight = stored.tonight
            if member_id not in stored.guests or film_id not in {pick.film for pick in tonight.shortlist}:
                raise NotFound(Reason.NOT_OF_THE_NIGHT)
            tonight = tonight.model_copy(update={"vetoed": tuple(sorted({*tonight.vetoed, film_id}))})
            await _write(connection, stored.id, tonight)
            return replace(stored, tonight=tonight)

    @repeated
    async def shown(self, stored: StoredNight, message_id: int) -> None:
        """Remember the message that the room was told in."""
        async with self._storage.writing() as connection:
            query = select(film_nights.c.document).where(film_nights.c.id == stored.id).with_for_update()
            tonight = Tonight.model_validate((await connection.execute(query)).scalar_one())
            await _write(connection, stored.id, tonight.model_copy(update={"message": message_id}))

    async def of_member(self, member_id: int) -> list[StoredNight]:
        """The nights with a shortlist that run and that a member takes part in."""
        mine = select(film_night_guests.c.night_id).where(film_night_guests.c.member_id == member_id)
        runs = film_nights.c.opened_at >= self._now() - LASTS
        async with self._storage.reading() as connection:
            nights = await _read(connection, None, film_nights.c.id.in_(mine), runs)
        return [stored for stored in nights if stored.tonight.shortlist]

    async def note_saved(self, connection: AsyncConnection, member_id: int) -> None:
        """In the transaction that saves a member's list: it counts anew once three in a room have saved theirs."""
        if code := await known_code(connection, member_id):
            await history.note_saved(connection, code, int(self._now().timestamp()))

    async def _running(self, connection: AsyncConnection, guild_id: int, condition: ColumnElement[bool]) -> StoredNight:
        """The last night of these, kept from everybody else until the commit."""
        nights = await _read(connection, guild_id, condition, for_update=True)
        if not nights or self._now() - nights[0].opened_at > LASTS:
            raise NotFound(Reason.NO_NIGHT_NOW)
        return nights[0]


async def _read(
    connection: AsyncConnection, guild_id: int | None, *conditions: ColumnElement[bool], for_update: bool = False
) -> list[StoredNight]:
    """Nights of a server or of all, the last first; `for_update` takes the very last, for a change."""
    here = () if guild_id is None else (film_nights.c.guild_id == guild_id,)
    query = select(film_nights).where(*here, *conditions).order_by(film_nights.c.id.desc())
    rows = (await connection.execute(query.limit(1).with_for_update() if for_update else query)).all()
    return [await _night_of(connection, row) for row in rows]


async def _night_of(connection: AsyncConnection, row: Row[Any]) -> StoredNight:
    query = select(film_night_guests.c.member_id).where(film_night_guests.c.night_id == row.id)
    members = (await connection.execute(query)).scalars().all()
    guests = await codes_of(connection, members) if members else {}
    tonight = Tonight.model_validate(row.document)
    return StoredNight(row.id, row.guild_id, row.channel_id, row.opened_at, guests, tonight)


async def _write(connection: AsyncConnection, night_id: int, tonight: Tonight) -> None:
    statement = update(film_nights).where(film_nights.c.id == night_id)
    await connection.execute(statement.values(document=_document(tonight)))


def _document(tonight: Tonight) -> dict[str, Any]:
    """In the order of the codes, which tells nothing of when people came."""
    return tonight.model_dump(mode="json", exclude_defaults=True)
