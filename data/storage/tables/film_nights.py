"""Film nights. What is kept of people for good is kept by codes (`data.film_nights.codes`), never by their ids."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, String, Table

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

_CODED = holds_member(WhenForgotten.CODED)

film_nights = Table(
    "film_nights",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False, index=True),
    # a data.film_nights.night.Tonight, which holds nobody's list
    Column("document", JSON, nullable=False, info=_CODED),
    Index("ix_film_nights_guild_id_channel_id_id", "guild_id", "channel_id", "id"),
    Index("ix_film_nights_guild_id_opened_at", "guild_id", "opened_at"),
)
# Who takes part in a night that runs; rows go when it is over.
film_night_guests = Table(
    "film_night_guests",
    metadata,
    Column("night_id", SerialId, ForeignKey(film_nights.c.id), primary_key=True, autoincrement=False),
    Column(
        "member_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        index=True,
        info=holds_member(WhenForgotten.DELETED),
    ),
)
# What rooms were told of each: which wishes are not on the list, and when that was told. Times are seconds since 1970.
film_night_people = Table(
    "film_night_people",
    metadata,
    Column("code", String(16), primary_key=True, info=_CODED),
    Column("known", JSON, nullable=False),  # data.film_nights.history
    Column("asked_at", BigInteger, nullable=False),
    Column("saved_at", BigInteger),  # null while the list is as it was when first counted
)
# What rooms were told of several together: at least one of them has something of what is open.
film_night_doubts = Table(
    "film_night_doubts",
    metadata,
    Column("doubt", String(32), primary_key=True),
    Column("code", String(16), primary_key=True, info=_CODED),
    Column("told_at", BigInteger, nullable=False),
    Column("open", JSON, nullable=False),
    Index("ix_film_night_doubts_code", "code"),
)
