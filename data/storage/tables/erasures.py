"""What was erased for good, so that a backup made before does not bring it back. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from data.storage.tables.schema import UtcDateTime, WhenForgotten, holds_member, metadata

erasures = Table(
    "erasures",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.KEPT)),
    Column("erased_at", UtcDateTime, primary_key=True),
)
