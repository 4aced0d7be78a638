"""How members want to hear what became of what they asked for, and what there is to tell them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

tellings = Table(
    "tellings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("way", String(20), nullable=False),  # data.tellings.Way; no row: not at all
    Column("channel_id", BigInteger, nullable=False),  # of the direct messages with them, 0 where there are none
)

# What was told is deleted, and its number is no other's: by it a direct message is found again.
member_news = Table(
    "member_news",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False, info=holds_member(WhenForgotten.DELETED)),
    Column("event", String(20), nullable=False),  # data.tellings.Event
    Column("film_id", BigInteger, nullable=False),
    Column("label", Text, nullable=False),
    Column("happened_at", UtcDateTime, nullable=False),
    Index("ix_member_news_member", "guild_id", "member_id"),
    Index("ix_member_news_film", "guild_id", "film_id"),
    sqlite_autoincrement=True,
)
