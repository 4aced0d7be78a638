"""What lists and cards show is kept where it is found: tallies, film nights' people, labels of drafts and reviews."""

import datetime as dt
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

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
_drafts = sa.table("drafts", sa.column("label", sa.Text()), sa.column("document", sa.JSON()))
_reviews = sa.table(
    "reviews", sa.column("id", sa.BigInteger()), sa.column("revision", sa.Integer()), sa.column("label", sa.Text())
)
_revisions = sa.table(
    "revisions",
    sa.column("review_id", sa.BigInteger()),
    sa.column("revision", sa.Integer()),
    sa.column("state", sa.String(20)),
    sa.column("document", sa.JSON()),
)
_BEFORE = ("id", "guild_id", "owner_id", "film_id", "base_revision", "suggested", "state", "version", "part")
_IN_LISTS = (*_BEFORE, "label", "created_at", "changed_at", "note", "pending", "document")
"""The columns of drafts, those first that lists show: SQLite goes through whatever stands before what it reads."""
_MORE_INDEXES = (
    ("ix_warning_queue_guild_id_state_queued_at", "warning_queue", ["guild_id", "state", "queued_at"]),
    ("ix_outbox_guild_id_kind_queued_at", "outbox", ["guild_id", "kind", "queued_at"]),
    ("ix_film_requests_film_id", "film_requests", ["film_id"]),
    ("ix_film_requests_waiting", "film_requests", ["guild_id", "answered_revision", "film_id", "asked_at", "label"]),
    ("ix_film_requests_answered", "film_requests", ["guild_id", "answered_film_id", "answered_revision"]),
)


def upgrade() -> None:
    """Apply."""
    for name, table, columns in _MORE_INDEXES:
        op.create_index(name, table, columns)
    _keep_tallies()
    _keep_rooms()
    _label_drafts()
    _label_reviews()


def _keep_tallies() -> None:
    op.create_table(
        "vote_tallies",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("positive", "mixed", "negative")),
        sa.PrimaryKeyConstraint("guild_id", "film_id", name="pk_vote_tallies"),
    )
    op.execute(_COUNT)
    op.create_index("ix_votes_guild_id_member_id", "votes", ["guild_id", "member_id"])


def _keep_rooms() -> None:
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


def _label_drafts() -> None:
    how: Any = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("drafts", recreate=how, partial_reordering=[_IN_LISTS]) as table:
        table.add_column(sa.Column("label", sa.Text(), nullable=False, server_default=""))
        table.drop_index("ix_drafts_guild_id_state")
    op.execute(sa.update(_drafts).values(label=_label(_drafts.c.document)))
    op.create_index("ix_drafts_guild_id_state_changed_at", "drafts", ["guild_id", "state", "changed_at"])


def _label_reviews() -> None:
    op.add_column("reviews", sa.Column("label", sa.Text(), nullable=False, server_default=""))
    newest = sa.and_(_revisions.c.review_id == _reviews.c.id, _revisions.c.revision == _reviews.c.revision)
    label = sa.select(_label(_revisions.c.document)).where(newest).scalar_subquery()
    op.execute(sa.update(_reviews).values(label=sa.func.coalesce(label, "")))
    op.add_column("revisions", sa.Column("state", sa.String(20), nullable=False, server_default="published"))
    stated = _revisions.c.document["state"].as_string()
    op.execute(sa.update(_revisions).values(state=stated).where(stated.is_not(None)))


def _label(document: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """A film's title with its year, as `data.models.Film.label` has it."""
    film: Any = document["film"]
    labelled: sa.ColumnElement[Any] = film["title"].as_string() + sa.func.coalesce(
        " (" + film["year"].as_string() + ")", ""
    )
    return labelled


def downgrade() -> None:
    """Take back."""
    for name, where, _ in _MORE_INDEXES:
        op.drop_index(name, where)
    op.drop_column("revisions", "state")
    op.drop_column("reviews", "label")
    op.drop_index("ix_drafts_guild_id_state_changed_at", "drafts")
    with op.batch_alter_table("drafts") as table:
        table.drop_column("label")
    op.create_index("ix_drafts_guild_id_state", "drafts", ["guild_id", "state"])
    op.create_index("ix_film_nights_guild_id_channel_id", "film_nights", ["guild_id", "channel_id"])
    op.drop_index("ix_film_nights_guild_id_channel_id_id", "film_nights")
    op.drop_table("film_night_rooms")
    op.drop_index("ix_votes_guild_id_member_id", "votes")
    op.drop_table("vote_tallies")
