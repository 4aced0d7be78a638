"""What members ask for."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from data.storage.tables.schema import UtcDateTime, WhenForgotten, holds_member, metadata

film_requests = Table(
    "film_requests",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("label", Text, nullable=False),  # the film as it was asked for
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_film_id", BigInteger),  # the film whose review answered it, null while it is open
    Column("answered_revision", Integer),
    Index("ix_film_requests_member", "guild_id", "member_id"),
    Index("ix_film_requests_film_id", "film_id"),  # of all servers, for what a shared review answers
    # All that the list of what is wanted shows, so that it is counted without the rows themselves.
    Index("ix_film_requests_waiting", "guild_id", "answered_revision", "film_id", "asked_at", "label"),
    Index("ix_film_requests_answered", "guild_id", "answered_film_id", "answered_revision"),
)
