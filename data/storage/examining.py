"""Looking at a database without changing anything in it, beside whoever writes it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from data.errors import Reason, StorageUnavailable
from data.storage import backups, migrations
from data.storage.faults import refusal_of
from data.storage.files import refuse_an_empty_one

_REVISION = "SELECT version_num FROM alembic_version"
_SETTINGS = "SELECT guild_id, document FROM server_settings"
_IS_THERE = "SELECT to_regclass(:name) IS NOT NULL"


@dataclass(frozen=True)
class Examined:
    """What was found. `pending` is how many migrations are before it, None if a newer Marquee wrote it."""

    damage: str | None
    pending: int | None
    settings: Mapping[int, Mapping[str, Any]]
    """What servers chose, by their ids."""


async def examine(url: URL, file: Path | None) -> Examined | None:
    """What there is to say of a database; None of a file that is not there yet.

    Raises:
        StorageUnavailable: it cannot be opened, or lost what was in it.
    """
    shown = url.render_as_string(hide_password=True)
    try:
        if file:
            return await asyncio.to_thread(_examine_file, file)
        return await _examine_server(url)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        raise refusal_of(error, shown) from error


def _examine_file(file: Path) -> Examined | None:
    refuse_an_empty_one(file)
    if not file.exists() or not file.stat().st_size:
        return None
    with closing(backups.reading(file)) as connection:
        if damage := backups.damage(connection):
            return Examined(damage, 0, {})
        (revision,) = connection.execute(_REVISION).fetchone()
        pending = migrations.pending(revision)
        if pending is None:
            return Examined(None, None, {})
        tables = backups.count(connection)
        settings = connection.execute(_SETTINGS) if "server_settings" in tables else ()
        return _found(pending, settings)


async def _examine_server(url: URL) -> Examined | None:
    try:
        from data.storage.postgresql import Engines
    except ModuleNotFoundError:
        raise StorageUnavailable(Reason.POSTGRESQL_NOT_INSTALLED) from None
    engines = Engines(url)
    try:
        async with engines.reader.connect() as connection:
            await connection.execute(text("SET TRANSACTION READ ONLY"))
            if not await connection.scalar(text(_IS_THERE), {"name": "alembic_version"}):
                return None
            revision = await connection.scalar(text(_REVISION))
            pending = migrations.pending(str(revision))
            if pending is None:
                return Examined(None, None, {})
            there = await connection.scalar(text(_IS_THERE), {"name": "server_settings"})
            settings = (await connection.execute(text(_SETTINGS))).all() if there else ()
            return _found(pending, settings)
    finally:
        await engines.dispose(1.0)


def _found(pending: int, settings: Any) -> Examined:
    documents = {guild_id: json.loads(one) if isinstance(one, str) else one for guild_id, one in settings}
    return Examined(None, pending, documents)
