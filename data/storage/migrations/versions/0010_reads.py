"""What is read is kept where it is found: tallies beside votes, who was answered for together beside film nights."""

import datetime as dt
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"

_TIME = sa.DateTime(timezone=True)
_COUNT = """
INSERT INTO vote_tallies (guild_id, film_id, positive, mixed, negative)
SELECT guild_id, film_id, SUM(CASE WHEN tier = 'Positive' THEN 1 ELSE 0 END),
       SUM(CASE WHEN tier = 'Mixed' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'Negative' THEN 1 ELSE 0 END)
FROM votes GROUP BY guild_id, film_id
"""
_nights = sa.table("film_nights", sa.column("opened_at", _TIME), sa.column("document", sa.JSON()))
_rooms = sa.table(
    "film_night_rooms",
    sa.column("member_id", sa.BigInteger()),
    sa.column("room", sa.String(32)),
    sa.column("opened_at", _TIME),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "vote_tallies",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("positive", "mixed", "negative")),
        sa.PrimaryKeyConstraint("guild_id", "film_id", name="pk_vote_tallies"),
    )
    op.execute(_COUNT)
    op.create_index("ix_votes_guild_id_member_id", "votes", ["guild_id", "member_id"])
    op.create_table(
        "film_night_rooms",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("room", sa.String(32), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "room", name="pk_film_night_rooms"),
    )
    _fill_rooms()
    op.create_index("ix_film_night_rooms_room", "film_night_rooms", ["room"])
    op.create_index("ix_film_night_rooms_opened_at", "film_night_rooms", ["opened_at"])
    op.create_index("ix_film_nights_guild_id_channel_id_id", "film_nights", ["guild_id", "channel_id", "id"])
    op.drop_index("ix_film_nights_guild_id_channel_id", "film_nights")


def _fill_rooms() -> None:
    """Of all nights: the first answer after this drops what is too old to count."""
    lately: dict[tuple[int, ...], dt.datetime] = {}
    for night in op.get_bind().execute(sa.select(_nights)):
        for asked in night.document["asked"]:
            people = tuple(sorted(asked["people"]))
            lately[people] = max(night.opened_at, lately.get(people, night.opened_at))
    op.bulk_insert(
        _rooms,
        [
            {"member_id": member_id, "room": _key_of(people), "opened_at": opened_at}
            for people, opened_at in lately.items()
            for member_id in people
        ],
    )


def _key_of(people: tuple[int, ...]) -> str:
    return blake2b(repr(list(people)).encode(), digest_size=16).hexdigest()


def downgrade() -> None:
    """Take back."""
    op.create_index("ix_film_nights_guild_id_channel_id", "film_nights", ["guild_id", "channel_id"])
    op.drop_index("ix_film_nights_guild_id_channel_id_id", "film_nights")
    op.drop_table("film_night_rooms")
    op.drop_index("ix_votes_guild_id_member_id", "votes")
    op.drop_table("vote_tallies")
