"""How much of films' warnings each channel of a server shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select

from data.models import SHARED_LIBRARY, Severity
from data.servers.audit import Audit
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.inserts import hold
from data.storage.tables.warnings import warning_caps
from data.warnings.caps import EVERYTHING, Cap, cap_of

SERVER = 0
"""The channel id under which a server's default is kept."""


def cap_columns(guild_id: Any, channel_id: Any) -> list[ColumnElement[Any]]:
    """Columns for another statement, which `cap_in` reads: the caps of a channel and of its server."""
    places = {"channel": channel_id, "server": SERVER}
    return [
        select(warning_caps.c[name])
        .where(warning_caps.c.guild_id == guild_id, warning_caps.c.channel_id == place)
        .scalar_subquery()
        .label(f"{whose}_{name}")
        for whose, place in places.items()
        for name in ("highest", "details")
    ]


def cap_in(row: Row[Any], guild_id: int, *, age_restricted: bool = False) -> Cap:
    """The cap that holds in the channel that `cap_columns` were made for."""
    if guild_id == SHARED_LIBRARY:
        return EVERYTHING
    server = EVERYTHING if age_restricted else _cap(row.server_highest, row.server_details)
    return cap_of(_cap(row.channel_highest, row.channel_details), server)


def _cap(highest: str | None, details: bool | None) -> Cap | None:
    return Cap(highest=Severity(highest), details=bool(details)) if highest is not None else None


class WarningCaps:
    """The collection of caps: one a channel, and one for the rest of the server."""

    def __init__(self, storage: Storage, audit: Audit) -> None:
        self._storage = storage
        self._audit = audit

    async def holding_in(self, guild_id: int, channel_id: int, *, age_restricted: bool = False) -> Cap:
        """The cap of a channel. One that is age-restricted shows everything unless it has a cap of its own."""
        if guild_id == SHARED_LIBRARY:
            return EVERYTHING
        query = select(*cap_columns(guild_id, channel_id))
        async with self._storage.reading() as connection:
            return cap_in((await connection.execute(query)).one(), guild_id, age_restricted=age_restricted)

    async def all_of(self, guild_id: int) -> dict[int, Cap]:
        """Every cap that a server has set, by channel; `SERVER` is its default."""
        query = select(warning_caps).where(warning_caps.c.guild_id == guild_id).order_by(warning_caps.c.channel_id)
        async with self._storage.reading() as connection:
            rows = await connection.execute(query)
            return {row.channel_id: Cap(highest=Severity(row.highest), details=row.details) for row in rows}

    async def set(self, guild_id: int, channel_id: int, cap: Cap | None, actor_id: int) -> None:
        """Keep a channel's cap, or the server's for `SERVER`. None takes it back."""
        await self.change(guild_id, channel_id, lambda _: cap, actor_id)

    @repeated
    async def change(
        self, guild_id: int, channel_id: int, change: Callable[[Cap | None], Cap | None], actor_id: int
    ) -> None:
        """`set` for what depends on the cap that holds there, its own or the server's: `change` gets it."""
        keys = {"guild_id": guild_id, "channel_id": channel_id}
        async with self._storage.writing() as connection:
            await hold(connection, "caps", guild_id)  # a row that is not there cannot be locked
            row = (await connection.execute(select(*cap_columns(guild_id, channel_id)))).one()
            own = _cap(row.channel_highest, row.channel_details)
            cap = change(own or _cap(row.server_highest, row.server_details))
            subject = f"<#{channel_id}>" if channel_id != SERVER else "the server"
            after = cap.model_dump(mode="json") if cap else None
            await self._audit.record(connection, guild_id, actor_id, "filter warnings", subject, after=after)
            if cap is None:
                place = [warning_caps.c[name] == value for name, value in keys.items()]
                await connection.execute(delete(warning_caps).where(*place))
                return
            values = {"highest": cap.highest.value, "details": cap.details}
            await connection.execute(self._storage.upsert(warning_caps, keys, values))
