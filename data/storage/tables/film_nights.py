"""Film nights."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Table

from data.storage.tables.schema import SerialId, UtcDateTime, metadata

film_nights = Table(
    "film_nights",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("document", JSON, nullable=False),  # a data.warnings.filmnight.Night, which holds nobody's list
    Index("ix_film_nights_guild_id_channel_id", "guild_id", "channel_id"),
)
