"""Content warnings: members' lists, film nights, members' voices, the moderators' queue, caps of channels."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "personal_lists",
        _id("member_id"),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_personal_lists"),
    )
    op.create_table(
        "film_nights",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_film_nights"),
    )
    op.create_index("ix_film_nights_guild_id_channel_id", "film_nights", ["guild_id", "channel_id"])
    op.create_table(
        "warning_voices",
        _id("guild_id"),
        _id("film_id"),
        sa.Column("warning", sa.String(16), nullable=False),
        _id("member_id"),
        sa.Column("voice", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "film_id", "warning", "member_id", name="pk_warning_voices"),
    )
    op.create_table(
        "warning_queue",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("warning", sa.String(16), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("proposed_by", sa.BigInteger()),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("queued_at", _TIME, nullable=False),
        sa.Column("settled_by", sa.BigInteger()),
        sa.Column("settled_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_warning_queue"),
    )
    place = ["guild_id", "film_id", "kind", "warning"]
    op.create_index("uq_warning_queue_place", "warning_queue", place, unique=True)
    op.create_table(
        "warning_caps",
        _id("guild_id"),
        _id("channel_id"),
        sa.Column("highest", sa.Text(), nullable=False),
        sa.Column("details", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name="pk_warning_caps"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("warning_caps", "warning_queue", "warning_voices", "film_nights", "personal_lists"):
        op.drop_table(table)
