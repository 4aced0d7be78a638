"""Which film is which."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text, UniqueConstraint

from data.storage.tables.schema import metadata

films = Table(
    "films",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("title_key", Text, nullable=False),
    Column("year", Integer, nullable=False),  # 0 when unknown, so that the constraint below holds then too
    UniqueConstraint("title_key", "year"),
)
