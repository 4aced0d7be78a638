"""What rooms were told of one member, for that member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights import history
from data.film_nights.codes import known_code
from data.taxonomy import load


@dataclass(frozen=True)
class ToldOfMember:
    """One thing that rooms were told, of this member alone or of several together."""

    at: dt.datetime
    people: int
    """Of how many: of 1 that none of the topics is on the list, of more that one of them has something of it."""
    topics: list[str]


async def told_of(connection: AsyncConnection, member_id: int) -> list[ToldOfMember]:
    """Everything, the oldest first."""
    code = await known_code(connection, member_id)
    if code is None:
        return []
    kept = (await history.read(connection, {code})).history
    known = kept.known.get(code, {})
    clear = [
        ToldOfMember(_time(at), 1, _labels(wish for wish, told in known.items() if told == at))
        for at in sorted(set(known.values()))
    ]
    doubts = [ToldOfMember(_time(doubt.at), len(doubt.open), _labels(doubt.open[code])) for doubt in kept.doubts]
    return sorted(clear + doubts, key=lambda one: one.at)


def _time(at: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)


def _labels(wishes: Iterable[str]) -> list[str]:
    topics = {wish.partition(":")[0] for wish in wishes}
    return [topic.label for topic in load().topics if topic.id in topics]
