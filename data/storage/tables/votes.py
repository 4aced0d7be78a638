"""Standing votes, and how many there are of each kind."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from data.storage.tables.schema import WhenForgotten, holds_member, metadata

votes = Table(
    "votes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.DELETED)),
    Column("tier", String(20), nullable=False),
    Index("ix_votes_guild_id_member_id", "guild_id", "member_id"),
)
# Counts of the rows above, changed in the transaction that changes those: `data.votes.tallies` alone writes both.
vote_tallies = Table(
    "vote_tallies",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", BigInteger, primary_key=True, autoincrement=False),
    Column("positive", Integer, nullable=False),
    Column("mixed", Integer, nullable=False),
    Column("negative", Integer, nullable=False),
)
