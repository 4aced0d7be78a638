"""Reviews and all their revisions."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

reviews = Table(
    "reviews",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("film_id", BigInteger, ForeignKey("films.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),  # 0 is the shared library
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("label", Text, nullable=False, server_default=""),  # the film's in the newest revision, for lists
    Column("generation", BigInteger, nullable=False, server_default="0"),  # its library's, when it changed last
    UniqueConstraint("film_id", "guild_id"),
    Index("ix_reviews_guild_id_generation_id", "guild_id", "generation", "id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("review_id", BigInteger, ForeignKey("reviews.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("document", JSON, nullable=False),  # a whole data.models.Review
    Column("made_at", UtcDateTime, nullable=False),
    Column(
        "actor_id", BigInteger, index=True, info=holds_member(WhenForgotten.NOBODY)
    ),  # who made it; null if it came from a file
    Column("note", Text),
    Column("state", String(20), nullable=False, server_default="published"),  # as the document says
)
