"""Announcements: the reviews that are in line to be announced."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "review_announcements",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_new", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("queued_at", _TIME, nullable=False),
        sa.Column("next_try_at", _TIME),
        sa.Column("batch", sa.BigInteger()),
        sa.Column("tried_at", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_review_announcements"),
        sa.UniqueConstraint(
            "guild_id", "review_id", "revision", name="uq_review_announcements_guild_id_review_id_revision"
        ),
    )
    op.create_index("ix_review_announcements_next_try_at", "review_announcements", ["next_try_at"])
    op.create_index("ix_review_announcements_batch", "review_announcements", ["batch"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("review_announcements")
