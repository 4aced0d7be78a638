"""The tables of writing reviews: drafts, requests, the audit, and each server's settings."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from data.storage.tables import SerialId, UtcDateTime, metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("owner_id", BigInteger, nullable=False),
    Column("film_id", BigInteger, ForeignKey("films.id")),  # null until it is known which film it is: at publishing
    Column("base_revision", Integer, nullable=False),  # of the review that it changes; 0 if it is a new one
    Column("suggested", Integer, nullable=False),  # 1 if a member wrote it who may only suggest
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),  # one more with every change
    Column("part", String(40), nullable=False),  # where its writer was last
    Column("document", JSON, nullable=False),  # a data.models.Review
    Column("pending", JSON, nullable=False),  # what was typed into a form and could not be taken yet, by form
    Column("note", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_drafts_guild_id_owner_id", "guild_id", "owner_id"),
    Index("ix_drafts_guild_id_state", "guild_id", "state"),
)

film_requests = Table(
    "film_requests",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),  # the film as it was asked for
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_film_id", BigInteger),  # the film whose review answered it, null while it is open
    Column("answered_revision", Integer),
    Index("ix_film_requests_member", "guild_id", "member_id"),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
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
)
