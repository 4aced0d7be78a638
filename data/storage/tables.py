"""The tables, the same on every engine. Ids are snowflake-sized; times are aware and in UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """SQLite forgets time zones: every time is stored in UTC and comes back saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Convert to UTC on the way in."""
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Say UTC on the way out."""
        if value is None:
            return None
        time: dt.datetime = value
        return time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)


SerialId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER, which there is 64 bits wide anyway."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

films = Table(
    "films",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("title_key", Text, nullable=False),
    Column("year", Integer, nullable=False),  # 0 when unknown, so that the constraint below holds then too
    UniqueConstraint("title_key", "year"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("film_id", BigInteger, ForeignKey("films.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False, index=True),  # 0 is the shared library
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("film_id", "guild_id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("review_id", BigInteger, ForeignKey("reviews.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("document", JSON, nullable=False),  # a whole data.models.Review
    Column("made_at", UtcDateTime, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tier", String(20), nullable=False),
)

starter_imports = Table(
    "starter_imports",
    metadata,
    Column("name", Text, primary_key=True),  # the file's name: what was once imported is not imported again
    Column("imported_at", UtcDateTime, nullable=False),
)

command_syncs = Table(
    "command_syncs",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
)
