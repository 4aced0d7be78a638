"""What rooms were told, as it is kept: read for the people a question is about, and written back after it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights.rule import Code, Doubt, History, Wishes
from data.storage.inserts import upsert_many
from data.storage.tables.film_nights import film_night_doubts, film_night_people


@dataclass(frozen=True)
class Kept:
    """What can bear on a question about some people."""

    history: History
    asked_at: Mapping[Code, int]
    """When something was last asked of their lists."""
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    """Those of the history, by their keys."""


async def read(connection: AsyncConnection, people: Collection[Code]) -> Kept:
    """Everything that was told of these people, and of others together with one of them."""
    known: dict[Code, dict[str, int]] = {}
    asked_at: dict[Code, int] = {}
    saved: dict[Code, int] = {}
    query = select(film_night_people).where(film_night_people.c.code.in_(sorted(people)))
    for row in await connection.execute(query):
        known[row.code], asked_at[row.code] = _known_of(row.known), row.asked_at
        if row.saved_at is not None:
            saved[row.code] = row.saved_at
    doubts, saved_by_others = await _doubts(connection, people)
    return Kept(History(known, list(doubts.values()), saved | saved_by_others), asked_at, doubts)


async def _doubts(connection: AsyncConnection, people: Collection[Code]) -> tuple[dict[str, Doubt], dict[Code, int]]:
    about = select(film_night_doubts.c.doubt).where(film_night_doubts.c.code.in_(sorted(people)))
    query = (
        select(film_night_doubts, film_night_people.c.saved_at)
        .join(film_night_people, film_night_people.c.code == film_night_doubts.c.code)
        .where(film_night_doubts.c.doubt.in_(about))
        .order_by(film_night_doubts.c.told_at, film_night_doubts.c.doubt)
    )
    told_at: dict[str, int] = {}
    open_: defaultdict[str, dict[Code, Wishes]] = defaultdict(dict)
    saved: dict[Code, int] = {}
    for row in await connection.execute(query):
        told_at[row.doubt], open_[row.doubt][row.code] = row.told_at, _wishes_of(row.open)
        if row.saved_at is not None:
            saved[row.code] = row.saved_at
    return {key: Doubt(told_at[key], people) for key, people in open_.items()}, saved


async def write(connection: AsyncConnection, before: Kept, after: History, judged: Iterable[Code], now: int) -> None:
    """Keep what a question added: of whom something was asked, and which doubts are others now."""
    rows = [{"code": code, "known": _stored(after.known.get(code, {})), "asked_at": now} for code in sorted(judged)]
    if rows:
        statement = upsert_many(connection.dialect, film_night_people, ["code"], ["known", "asked_at"])
        await connection.execute(statement, rows)
    kept = {id(doubt) for doubt in after.doubts}
    gone = [key for key, doubt in before.doubts.items() if id(doubt) not in kept]
    if gone:
        await connection.execute(delete(film_night_doubts).where(film_night_doubts.c.doubt.in_(gone)))
    known_before = {id(doubt) for doubt in before.doubts.values()}
    if fresh := [row for doubt in after.doubts if id(doubt) not in known_before for row in _rows_of(doubt)]:
        await connection.execute(insert(film_night_doubts), fresh)


async def note_saved(connection: AsyncConnection, code: Code, now: int) -> None:
    """Note that somebody saved the own list, if anything was ever told of it."""
    saved = update(film_night_people).where(film_night_people.c.code == code).values(saved_at=now)
    await connection.execute(saved)


def _rows_of(doubt: Doubt) -> list[dict[str, Any]]:
    key = secrets.token_hex(16)
    return [
        {"doubt": key, "code": code, "told_at": doubt.at, "open": _folded(wishes)}
        for code, wishes in doubt.open.items()
    ]


def _stored(known: Mapping[str, int]) -> dict[str, Any]:
    """What is known, by when it was told."""
    told: defaultdict[int, set[str]] = defaultdict(set)
    for wish, when in known.items():
        told[when].add(wish)
    return {str(when): _folded(wishes) for when, wishes in sorted(told.items())}


def _known_of(document: Mapping[str, Any]) -> dict[str, int]:
    return {wish: int(when) for when, folded in document.items() for wish in _wishes_of(folded)}


def _folded(wishes: Iterable[str]) -> dict[str, list[str]]:
    """Wishes by topic, which takes a third of the room."""
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for wish in sorted(wishes):
        topic, _, strength = wish.partition(":")
        topics[topic].append(strength)
    return dict(topics)


def _wishes_of(folded: Mapping[str, Iterable[str]]) -> Wishes:
    return frozenset(f"{topic}:{strength}" for topic, strengths in folded.items() for strength in strengths)
