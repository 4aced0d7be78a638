"""The line of reviews to be announced, written in the transaction that publishes them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

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
    Column("next_try_at", UtcDateTime, index=True),  # null once it is posted or given up
    Column("batch", BigInteger),  # the first row's id of what is posted in one message; null until it is tried
    Column("tried_at", UtcDateTime),  # when it was first tried
    Column("attempts", Integer, nullable=False),
    Column("channel_id", BigInteger),  # where it was first tried, which it keeps to
    Column("message_id", BigInteger),
    Column("failure", Text),
    UniqueConstraint("guild_id", "review_id", "revision"),
    Index("ix_review_announcements_batch", "batch"),
)
