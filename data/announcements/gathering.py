"""What is due in the lines of many servers at once: what goes into which message, and when the rest is looked at."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.announcements.times import due_at
from data.servers.settings import Digest, ServerSettings
from data.storage.outbox import Place
from data.storage.tables.announcements import review_announcements as line
from data.storage.tables.servers import server_settings

MOST_ONE_BY_ONE = 3
"""If more wait at once, as after an import, they are gathered in one message."""

MOST_SERVERS = 50
MOST_ROWS = 300
"""Looked at together, so that votes come in between; a server with more in line is looked at alone."""

_LOOKED_AT = (
    update(line).where(line.c.id == bindparam("row")).values(next_look_at=bindparam("look_at"), batch=bindparam("into"))
)


async def gather(connection: AsyncConnection, now: dt.datetime) -> list[Place] | None:
    """Look at what is due in the next servers, and note what became of it; None if nothing is due any more."""
    rows = await _due(connection, now)
    if not rows:
        return None
    lines: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        lines[row.guild_id].append(row)
    settings = await settings_of(connection, lines)
    looked_at: list[dict[str, Any]] = []
    messages = []
    for guild_id, waiting in lines.items():
        message, changed = _look(waiting, settings[guild_id], now)
        looked_at += changed
        messages += [message] if message else []
    await connection.execute(_LOOKED_AT, looked_at)
    return messages


async def settings_of(connection: AsyncConnection, guild_ids: Iterable[int]) -> dict[int, ServerSettings]:
    """What each of these servers chose."""
    known = {guild_id: ServerSettings() for guild_id in guild_ids}
    query = select(server_settings.c.guild_id, server_settings.c.document)
    chosen = await connection.execute(query.where(server_settings.c.guild_id.in_(list(known))))
    return known | {row.guild_id: ServerSettings.model_validate(row.document) for row in chosen}


async def _due(connection: AsyncConnection, now: dt.datetime) -> Sequence[Row[Any]]:
    """Everything that is due in some servers, server by server; nobody else has it until the commit."""
    query = select(line.c.guild_id).where(line.c.next_look_at <= now).order_by(line.c.next_look_at)
    first = (await connection.execute(query.limit(MOST_SERVERS).with_for_update(skip_locked=True))).scalars()
    rows = await _waiting(connection, set(first), now, limit=MOST_ROWS + 1)
    if len(rows) <= MOST_ROWS:
        return rows
    last = rows[-1].guild_id  # of which there may be more
    return [row for row in rows if row.guild_id != last] or await _waiting(connection, {last}, now)


async def _waiting(
    connection: AsyncConnection, guild_ids: Collection[int], now: dt.datetime, limit: int | None = None
) -> Sequence[Row[Any]]:
    query = select(line).where(line.c.guild_id.in_(sorted(guild_ids)), line.c.next_look_at <= now)
    query = query.order_by(line.c.guild_id, line.c.id).limit(limit).with_for_update(skip_locked=True)
    return (await connection.execute(query)).all()


def _look(
    rows: Sequence[Row[Any]], settings: ServerSettings, now: dt.datetime
) -> tuple[Place | None, list[dict[str, Any]]]:
    """All that is to be looked at in one server: into one message, or later. What is in neither is looked at again."""
    if settings.announcement_channel_id is None:
        return None, [_changed(row) for row in rows]
    later = {row.id: due_at(settings, row.queued_at, now) for row in rows}
    due = [row for row in rows if later[row.id] <= now]
    if not due:
        return None, [_changed(row, look_at=later[row.id]) for row in rows]
    first = min(due, key=lambda row: (row.next_look_at, row.id))
    changed = [_changed(row, into=first.id) for row in _together(rows, first, settings)]
    return Place(first.id, first.guild_id, settings.announcement_channel_id), changed


def _changed(row: Row[Any], *, look_at: dt.datetime | None = None, into: int | None = None) -> dict[str, Any]:
    return {"row": row.id, "look_at": look_at, "into": into}


def _together(rows: Sequence[Row[Any]], first: Row[Any], settings: ServerSettings) -> Sequence[Row[Any]]:
    """What goes into one message with the first: every revision of its film, or all that waits if that is much."""
    few = len({row.film_id for row in rows}) <= MOST_ONE_BY_ONE
    if settings.digest is Digest.OFF and few:
        return [row for row in rows if row.film_id == first.film_id]
    return rows
