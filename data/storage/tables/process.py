"""What the processes of Marquee tell one another: who writes, what was imported, which commands Discord has."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from data.storage.tables.schema import UtcDateTime, metadata

starter_imports = Table(
    "starter_imports",
    metadata,
    Column("name", Text, primary_key=True),  # the file's name: what was once imported is not imported again
    Column("imported_at", UtcDateTime, nullable=False),
)
command_syncs = Table(
    "command_syncs",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
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
