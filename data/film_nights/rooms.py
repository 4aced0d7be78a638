"""Who was lately answered for together, on whatever night and in whatever server; found by the members."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights.rule import People
from data.storage.inserts import insert_into
from data.storage.tables.film_nights import film_night_rooms as table


def key_of(people: Iterable[int]) -> str:
    """The same for the same people."""
    return blake2b(repr(sorted(people)).encode(), digest_size=16).hexdigest()


async def with_any_of(connection: AsyncConnection, people: People, *, since: dt.datetime) -> list[People]:
    """The sets of people, any of these among them, who were answered for on nights that were opened since then."""
    theirs = select(table.c.room).where(table.c.member_id.in_(sorted(people)), table.c.opened_at >= since)
    members: defaultdict[str, set[int]] = defaultdict(set)
    query = select(table.c.room, table.c.member_id).where(table.c.room.in_(theirs))
    for room, member_id in await connection.execute(query):
        members[room].add(member_id)
    return [frozenset(room) for room in members.values()]


async def remember(connection: AsyncConnection, rooms: Iterable[People], opened_at: dt.datetime) -> None:
    """Note that these sets of people were answered for, on a night that was opened then."""
    rows = [
        {"member_id": member_id, "room": key_of(people), "opened_at": opened_at}
        for people in rooms
        for member_id in sorted(people)
    ]
    inserted = insert_into(connection.dialect, table)
    later = inserted.excluded.opened_at
    noted = inserted.on_conflict_do_update(
        index_elements=["member_id", "room"], set_={"opened_at": later}, where=table.c.opened_at < later
    )
    await connection.execute(noted, rows)


async def forget(connection: AsyncConnection, *, before: dt.datetime) -> None:
    """Drop what no answer is held against any more; the nights themselves are kept."""
    await connection.execute(delete(table).where(table.c.opened_at < before))
