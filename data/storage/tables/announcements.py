"""News of reviews, written in the transaction that publishes them, and each server's line, which is served from it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, UniqueConstraint, text

from data.storage.tables.schema import SerialId, UtcDateTime, metadata

# Rows are kept: of what a server switched on later it is told nothing that has a smaller id.
review_news = Table(
    "review_news",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),  # 0 is the shared library, which every server sees
    Column("review_id", BigInteger, nullable=False),
    Column("film_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("is_new", Boolean(create_constraint=False), nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("served_to", BigInteger),  # servers up to this id have it in line; null once all have
    UniqueConstraint("review_id", "revision"),
    Index(
        "ix_review_news_unserved",
        "id",
        sqlite_where=text("served_to IS NOT NULL"),
        postgresql_where=text("served_to IS NOT NULL"),
    ),
)
review_announcements = Table(
    "review_announcements",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("review_id", BigInteger, nullable=False),
    Column("film_id", BigInteger, nullable=False),  # no foreign key: what was announced is not kept from going
    Column("revision", Integer, nullable=False),
    Column("is_new", Boolean(create_constraint=False), nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("next_look_at", UtcDateTime, index=True),  # null once it is in the outbox, or the server chose no channel
    Column("batch", BigInteger),  # the first row's id of what is posted in one message: its subject in the outbox
    UniqueConstraint("guild_id", "review_id", "revision"),
    Index("ix_review_announcements_batch", "batch"),
    Index("ix_review_announcements_guild_id_next_look_at", "guild_id", "next_look_at"),
)
