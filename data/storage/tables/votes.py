"""Standing votes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from data.storage.tables.schema import metadata

votes = Table(
    "votes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tier", String(20), nullable=False),
)
