"""What is to be posted exactly once, written in the transaction that makes it news."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from data.storage.tables.schema import UtcDateTime, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("next_try_at", UtcDateTime, index=True),  # null once it is posted or given up
    Column("attempts", Integer, nullable=False),
    Column("tried_at", UtcDateTime),  # when the last attempt was about to send; null if none ever was
    Column("message_id", BigInteger),
    Column("failure", Text),  # a `data.deliveries.Failure`; older rows hold a sentence
    Index("ix_outbox_guild_id_kind_queued_at", "guild_id", "kind", "queued_at"),
)
