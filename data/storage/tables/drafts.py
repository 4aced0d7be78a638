"""Reviews being written."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("owner_id", BigInteger, nullable=False, info=holds_member(WhenForgotten.DELETED)),
    Column("film_id", BigInteger, ForeignKey("films.id")),  # null until it is known which film it is: at publishing
    Column("base_revision", Integer, nullable=False),  # of the review that it changes; 0 if it is a new one
    Column("suggested", Integer, nullable=False),  # 1 if a member wrote it who may only suggest
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),  # one more with every change
    Column("part", String(40), nullable=False),  # where its writer was last
    Column("label", Text, nullable=False, server_default=""),  # its film's, for lists
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("note", Text),
    # Last, so that SQLite need not go through them to what lists show.
    Column("pending", JSON, nullable=False),  # what was typed into a form and could not be taken yet, by form
    Column("document", JSON, nullable=False),  # a data.models.Review
    Index("ix_drafts_guild_id_owner_id", "guild_id", "owner_id"),
    Index("ix_drafts_guild_id_state_changed_at", "guild_id", "state", "changed_at"),
)
