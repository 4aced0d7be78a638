"""Each server's choices, and who did what there."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table, Text

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger, nullable=False, info=holds_member(WhenForgotten.NOBODY)),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("made_at", UtcDateTime, nullable=False),
    Index("ix_audit_entries_guild_id_id", "guild_id", "id"),
)
server_settings = Table(
    "server_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),  # a data.servers.ServerSettings
    Column("announces_after", BigInteger),  # the last of review_news when the server chose to be told of reviews
)
server_presences = Table(
    "server_presences",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", UtcDateTime),  # since when it has the bot no more; null while it has it
)
