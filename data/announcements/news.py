"""News of published reviews: one row a publication, from which each server gets it into its line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.models import SHARED_LIBRARY, ReviewState, StoredReview
from data.storage.inserts import hold
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.announcements import review_news as news
from data.storage.tables.reviews import reviews
from data.storage.tables.servers import server_settings

MOST_SERVED = 100
"""Rows of one transaction, so that votes come in between: some three milliseconds."""

MOST_PUBLICATIONS = 20
"""Those of one transaction, where hardly anybody is to be told."""

_FIRST = select(news).where(news.c.served_to.is_not(None)).order_by(news.c.id).limit(1)


async def put_within(connection: AsyncConnection, stored: StoredReview, now: dt.datetime, *, is_new: bool) -> None:
    """Note a publication in its transaction; who is told of it is found out afterwards."""
    about = {"guild_id": stored.guild_id, "review_id": stored.id, "film_id": stored.film_id}
    row = about | {"revision": stored.review.revision, "is_new": is_new, "queued_at": now, "served_to": 0}
    await connection.execute(insert(news).values(row))


async def is_left(connection: AsyncConnection) -> bool:
    """Whether there is a publication that some server may not have in its line yet."""
    return (await connection.execute(_FIRST)).first() is not None


async def serve(connection: AsyncConnection) -> bool:
    """Put the first publications into the lines of the next servers, which is noted in the same transaction.

    Whether every server has everything then. One process at a time serves, so that lines keep the order of the news.
    """
    await hold(connection, "news")
    served = 0
    for _ in range(MOST_PUBLICATIONS):
        row = (await connection.execute(_FIRST)).first()
        if row is None:
            return True
        served += await _serve_some(connection, row, MOST_SERVED - served)
        if served >= MOST_SERVED:
            break
    return False


async def _serve_some(connection: AsyncConnection, row: Row[Any], most: int) -> int:
    """How many servers have it in line now that had not."""
    next_ones = select(server_settings.c.guild_id).where(*_listening(row)).order_by(server_settings.c.guild_id)
    served_to: int | None = await connection.scalar(next_ones.offset(most - 1).limit(1))
    if served_to is not None:
        next_ones = next_ones.where(server_settings.c.guild_id <= served_to)
    same = {name: getattr(row, name) for name in ("review_id", "film_id", "revision", "is_new", "queued_at")}
    same["next_look_at"] = row.queued_at
    rows = next_ones.add_columns(*(literal(value, line.c[name].type) for name, value in same.items()))
    served = await connection.execute(insert(line).from_select(["guild_id", *same], rows))
    await connection.execute(update(news).where(news.c.id == row.id).values(served_to=served_to))
    return served.rowcount


def _listening(row: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    """The servers after those that have it already, that chose a channel before it and see this review."""
    chosen = server_settings.c.document["announcement_channel_id"].as_string().is_not(None)
    before = func.coalesce(server_settings.c.announces_after, 0) < row.id
    after = server_settings.c.guild_id > row.served_to
    if row.guild_id != SHARED_LIBRARY:
        return chosen, before, after, server_settings.c.guild_id == row.guild_id
    own = exists().where(
        reviews.c.guild_id == server_settings.c.guild_id,
        reviews.c.film_id == row.film_id,
        reviews.c.state.in_((ReviewState.PUBLISHED, ReviewState.WITHDRAWN)),
    )
    return chosen, before, after, ~own
