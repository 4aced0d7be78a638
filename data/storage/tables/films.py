"""Which film is which."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from data.storage.tables.schema import metadata

films = Table(
    "films",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("title_key", Text, nullable=False),
    Column("year", Integer, nullable=False),  # 0 when unknown, so that the constraint below holds then too
    Column("directors", Text, nullable=False, server_default=""),  # by whom a namesake of the same year is told
    UniqueConstraint("title_key", "year"),
)

# By what a film is known again, `data.film_keys`: ids of other databases, and titles however they are spelt.
film_keys = Table(
    "film_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("film_id", BigInteger, ForeignKey("films.id"), primary_key=True, autoincrement=False),
    Index("ix_film_keys_film_id", "film_id"),
)
