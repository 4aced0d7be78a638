"""What changed in each library: a number that every change of it raises."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table

from data.storage.tables.schema import metadata

libraries = Table(
    "libraries",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),  # 0 is the shared library
    Column("generation", BigInteger, nullable=False),
    Column("bytes", BigInteger, nullable=False, server_default="0"),  # of all its reviews' revisions
)
