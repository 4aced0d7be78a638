"""Putting a member's code in their place, wherever film nights were answered for them."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Text, cast, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights import codes, rooms
from data.film_nights.collection import ANSWERS, document_of, night_of
from data.storage import LONG_SECONDS, Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold
from data.storage.tables.film_nights import film_night_rooms, film_nights

_PAGE = 200
"""Nights that are looked at in one statement."""

_AT_ONCE = 20
"""Nights, or sets of people, of one transaction."""


async def nights_with(connection: AsyncConnection, member_id: int) -> list[int]:
    """The ids of the nights that name a member. It looks through all of them, as nothing else does."""
    mentions = cast(film_nights.c.document, Text).contains(str(member_id))
    query = select(film_nights.c.id, film_nights.c.document).where(mentions).order_by(film_nights.c.id).limit(_PAGE)
    found: list[int] = []
    last = 0
    while rows := (await connection.execute(query.where(film_nights.c.id > last))).all():
        found += [row.id for row in rows if _names(row.document, member_id)]
        last = rows[-1].id
        await asyncio.sleep(0)  # others are answered in between
    return found


def _names(document: Any, member_id: int) -> bool:
    """Of the document as it is: to read it as a night takes fifty times as long."""
    return member_id in document["joined"] or any(member_id in asked["people"] for asked in document["asked"])


async def forget(storage: Storage, member_id: int) -> None:
    """Let a member leave every night, and stand in sets of people under a code alone."""
    async with storage.reading(LONG_SECONDS) as connection:
        nights = await nights_with(connection, member_id)
        theirs = select(film_night_rooms.c.room).where(film_night_rooms.c.member_id == member_id)
        sets = list(await connection.scalars(theirs))
    for start in range(0, len(nights), _AT_ONCE):
        await _recode_nights(storage, member_id, nights[start : start + _AT_ONCE])
    for start in range(0, len(sets), _AT_ONCE):
        await _recode_rooms(storage, member_id, sets[start : start + _AT_ONCE])


@repeated
async def _recode_nights(storage: Storage, member_id: int, ids: list[int]) -> None:
    async with storage.writing() as connection:
        await hold(connection, ANSWERS)
        code = await codes.make(connection, member_id)
        query = select(film_nights).where(film_nights.c.id.in_(ids)).order_by(film_nights.c.id).with_for_update()
        for row in (await connection.execute(query)).all():
            night = night_of(row).night.leave(member_id).renamed({member_id: code})
            changed = update(film_nights).where(film_nights.c.id == row.id)
            await connection.execute(changed.values(document=document_of(night)))


@repeated
async def _recode_rooms(storage: Storage, member_id: int, names: list[str]) -> None:
    """A set's own name is made of those in it, so it changes too: by the old one, trying ids would find who it was."""
    async with storage.writing() as connection:
        await hold(connection, ANSWERS)
        code = await codes.make(connection, member_id)
        for name in names:
            here = film_night_rooms.c.room == name
            rows = (await connection.execute(select(film_night_rooms).where(here))).all()
            if rows:
                people = frozenset(code if row.member_id == member_id else row.member_id for row in rows)
                await connection.execute(delete(film_night_rooms).where(here))
                await rooms.remember(connection, [people], max(row.opened_at for row in rows))
