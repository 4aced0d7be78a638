"""The tables, the same on every engine. Ids are snowflake-sized; times are aware and in UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
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
    Column("actor_id", BigInteger),  # who made it; null if it came from a file
    Column("note", Text),
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

polls = Table(
    "polls",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("film_id", BigInteger, nullable=False),  # no foreign key: a poll outlives its film
    Column("film_label", Text, nullable=False),
    Column("opened_by", BigInteger, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),  # once it is closed: when it ended
    Column("is_open", Boolean(create_constraint=False), nullable=False),
    Column("live", Boolean(create_constraint=False), nullable=False),
    Column("named", Boolean(create_constraint=False), nullable=False),
    Column("gates", JSON, nullable=False),  # a data.polls.Gates
    Column("quorum", Integer, nullable=False),
    Index("ix_polls_guild_id_film_id", "guild_id", "film_id"),
    Index("ix_polls_due", "ends_at", sqlite_where=text("is_open = 1"), postgresql_where=text("is_open")),
    Index(
        "uq_polls_open",
        "guild_id",
        "film_id",
        unique=True,
        sqlite_where=text("is_open = 1"),
        postgresql_where=text("is_open"),
    ),
)

# A table of its own, so that whoever reads polls does not read keys, and that it can be rewritten when a key goes.
poll_keys = Table(
    "poll_keys",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
)

# No time and no serial number; without SQLite's row ids, rows lie in the order of `voter`, which is random.
ballots = Table(
    "ballots",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column("voter", LargeBinary, primary_key=True),  # an HMAC, or in a named poll the member's id
    Column("choice", String(20), nullable=False),
    sqlite_with_rowid=False,
)

poll_results = Table(
    "poll_results",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column("positive", Integer, nullable=False),
    Column("mixed", Integer, nullable=False),
    Column("negative", Integer, nullable=False),
    Column("unseen", Integer, nullable=False),
    Column("closed_at", UtcDateTime, nullable=False),
)

# Results still to be posted, written in the transaction that closes the poll.
poll_announcements = Table(
    "poll_announcements",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column("next_try_at", UtcDateTime, index=True),  # null once it is posted or given up
    Column("attempts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("failure", Text),
)

poll_defaults = Table(
    "poll_defaults",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),  # a data.polls.PollDefaults
)
