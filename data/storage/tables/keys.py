"""Keys of the library itself."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from data.storage.tables.schema import metadata

library_keys = Table(
    "library_keys",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
