"""Verdict polls: their terms, keys, ballots and results."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

polls = Table(
    "polls",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("film_id", BigInteger, nullable=False),  # no foreign key: a poll outlives its film
    Column("film_label", Text, nullable=False),
    Column("opened_by", BigInteger, nullable=False, info=holds_member(WhenForgotten.NOBODY)),
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
# The counts of an open poll, changed with each ballot; rewritten with the keys, since old versions tell what came when.
poll_tallies = Table(
    "poll_tallies",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column("positive", Integer, nullable=False),
    Column("mixed", Integer, nullable=False),
    Column("negative", Integer, nullable=False),
    Column("unseen", Integer, nullable=False),
)
# Those of which there are ballots, that nobody can read, still to be deleted.
ended_secret_polls = Table(
    "ended_secret_polls",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
)
# No time and no serial number; without SQLite's row ids, rows lie in the order of `voter`, which is random.
ballots = Table(
    "ballots",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id"), primary_key=True, autoincrement=False),
    Column(
        "voter", LargeBinary, primary_key=True, info=holds_member(WhenForgotten.DELETED)
    ),  # an HMAC, or in a named poll the member's id
    Column("choice", String(20), nullable=False),  # sealed by the poll's key, or in a named poll a Choice's name
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
poll_defaults = Table(
    "poll_defaults",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),  # a data.polls.PollDefaults
)
