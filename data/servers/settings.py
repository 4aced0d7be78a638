"""What each server chose: who writes and who publishes, whether members suggest, and how it hears of reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError
from sqlalchemy import func, select

from data.eligibility import Gates
from data.errors import InvalidChange, Reason
from data.models import Model
from data.servers.audit import Audit
from data.storage import Storage, generations
from data.storage.collisions import repeated
from data.storage.inserts import lock_row
from data.storage.tables.announcements import review_news
from data.storage.tables.servers import server_settings


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("a time zone is written as in Europe/Paris") from None
    return name


MOST_ROLES = 25
"""Roles of one kind: as many as a menu shows."""

RoleIds = Annotated[tuple[int, ...], Field(max_length=MOST_ROLES)]


class Digest(StrEnum):
    """Whether reviews are announced one by one or gathered."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class QuietHours(Model):
    """From when to when nothing is announced, by the server's clock; over midnight if the end is before the start."""

    start: dt.time
    end: dt.time


class ServerSettings(Model):
    """One server's choices. Whoever may Manage Server is a moderator in any case."""

    reviewer_role_ids: RoleIds = ()
    """Who may write drafts."""
    moderator_role_ids: RoleIds = ()
    """Who may publish, withdraw and approve."""
    vote_gates: Gates = Gates()
    """Who may vote on cards; everybody, unless it is set."""
    suggestions_allowed: bool = False
    """Whether members may suggest reviews and corrections."""
    announcement_channel_id: int | None = None
    announcement_role_id: int | None = None
    """Who is mentioned where reviews are announced, besides those who asked for them and chose to be."""
    publish_onward: bool = False
    """Whether what is announced in an announcement channel is published to the servers that follow it."""
    announcement_channel_gone: bool = False
    """Whether it was put aside because the server has it no more."""
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    quiet_hours: QuietHours | None = None
    digest: Digest = Digest.OFF


class Servers:
    """The collection of servers' settings."""

    def __init__(self, storage: Storage, audit: Audit) -> None:
        self._storage = storage
        self._audit = audit

    async def get(self, guild_id: int) -> ServerSettings:
        """A server's settings, the defaults if it never chose."""
        query = select(server_settings.c.document).where(server_settings.c.guild_id == guild_id)
        async with self._storage.reading() as connection:
            document = await connection.scalar(query)
        return ServerSettings.model_validate(document or {})

    async def chosen(self) -> list[int]:
        """The servers that chose anything."""
        async with self._storage.reading() as connection:
            return list((await connection.execute(select(server_settings.c.guild_id))).scalars())

    async def set(self, guild_id: int, actor_id: int, **changes: Any) -> ServerSettings:
        """Change some of a server's settings, by their names in `ServerSettings`.

        Raises:
            InvalidChange: a value that cannot be, with the reason; nothing is changed then.
        """
        return await self.change(guild_id, actor_id, lambda _: changes)

    @repeated
    async def change(
        self, guild_id: int, actor_id: int, change: Callable[[ServerSettings], dict[str, Any]]
    ) -> ServerSettings:
        """`set` for what depends on the settings as they are: `change` gets them and gives the changes.

        Raises:
            InvalidChange: as `set`.
        """
        mine = {"guild_id": guild_id}
        async with self._storage.writing() as connection:
            row = await lock_row(connection, server_settings, mine, document={})
            before = ServerSettings.model_validate(row.document)
            changes = change(before)
            if any(len(changes.get(name, ())) > MOST_ROLES for name in ("reviewer_role_ids", "moderator_role_ids")):
                raise InvalidChange(Reason.TOO_MANY_ROLES, most=MOST_ROLES)
            try:
                after = ServerSettings.model_validate(before.model_dump() | changes)
            except ValidationError as error:
                reasons = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors(include_url=False))
                raise InvalidChange(Reason.INVALID_SETTING, why=reasons) from error
            if after.announcement_channel_id is not None:
                after = after.model_copy(update={"announcement_channel_gone": False})
            document = after.model_dump(mode="json", exclude_defaults=True)
            values: dict[str, Any] = {"document": document}
            if before.announcement_channel_id is None and after.announcement_channel_id is not None:
                newest = select(func.coalesce(func.max(review_news.c.id), 0))
                values["announces_after"] = await connection.scalar(newest)  # what was published before is no news
            await connection.execute(self._storage.upsert(server_settings, mine, values))
            await generations.raise_within(connection, guild_id)
            was = before.model_dump(mode="json", exclude_defaults=True)
            await self._audit.record(
                connection, guild_id, actor_id, "settings", "the server", before=was, after=document
            )
        return after
