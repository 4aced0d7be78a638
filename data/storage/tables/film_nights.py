"""Film nights."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table

from data.storage.tables.schema import SerialId, UtcDateTime, WhenForgotten, holds_member, metadata

film_nights = Table(
    "film_nights",
    metadata,
    Column("id", SerialId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column(
        "document", JSON, nullable=False, info=holds_member(WhenForgotten.CODED)
    ),  # a data.warnings.filmnight.Night, which holds nobody's list
    Index("ix_film_nights_guild_id_channel_id_id", "guild_id", "channel_id", "id"),
    Index("ix_film_nights_guild_id_opened_at", "guild_id", "opened_at"),
)
# Who was lately answered for together, as the nights' documents say: by a member's id the sets are found that hold it.
film_night_rooms = Table(
    "film_night_rooms",
    metadata,
    Column("member_id", BigInteger, primary_key=True, autoincrement=False, info=holds_member(WhenForgotten.CODED)),
    Column("room", String(32), primary_key=True),  # data.film_nights.rooms.key_of: the same for the same people
    Column("opened_at", UtcDateTime, nullable=False, index=True),  # of the last night on which they were
    Index("ix_film_night_rooms_room", "room"),
)
