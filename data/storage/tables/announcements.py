"""The line of reviews to be announced, written in the transaction that publishes them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, UniqueConstraint

from data.storage.tables.schema import SerialId, UtcDateTime, metadata

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
)
