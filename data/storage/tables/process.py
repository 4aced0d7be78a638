"""What the processes of Marquee tell one another: who writes, and what was imported."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from data.storage.tables.schema import UtcDateTime, metadata

starter_imports = Table(
    "starter_imports",
    metadata,
    Column("name", Text, primary_key=True),  # the file's name: what was once imported is not imported again
    Column("imported_at", UtcDateTime, nullable=False),
)
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),  # a random name, new with every start
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("renewed_at", UtcDateTime, nullable=False),
)
