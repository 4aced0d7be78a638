"""Verdict polls: the polls and their keys, ballots, results, what is to be posted, and each server's defaults."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_OPEN: Any = {"sqlite_where": sa.text("is_open = 1"), "postgresql_where": sa.text("is_open")}


def _poll_id(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    column = sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False)
    return column, sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=f"fk_{table}_poll_id")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "polls",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("film_label", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.Column("is_open", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("live", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("named", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
    )
    op.create_index("ix_polls_guild_id_film_id", "polls", ["guild_id", "film_id"])
    op.create_index("ix_polls_due", "polls", ["ends_at"], **_OPEN)
    op.create_index("uq_polls_open", "polls", ["guild_id", "film_id"], unique=True, **_OPEN)
    op.create_table(
        "poll_keys",
        *_poll_id("poll_keys"),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("poll_id", name="pk_poll_keys"),
    )
    op.create_table(
        "ballots",
        *_poll_id("ballots"),
        sa.Column("voter", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("poll_id", "voter", name="pk_ballots"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_results",
        *_poll_id("poll_results"),
        sa.Column("positive", sa.Integer(), nullable=False),
        sa.Column("mixed", sa.Integer(), nullable=False),
        sa.Column("negative", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("closed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("poll_id", name="pk_poll_results"),
    )
    op.create_table(
        "poll_announcements",
        *_poll_id("poll_announcements"),
        sa.Column("next_try_at", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("poll_id", name="pk_poll_announcements"),
    )
    op.create_index("ix_poll_announcements_next_try_at", "poll_announcements", ["next_try_at"])
    op.create_table(
        "poll_defaults",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_poll_defaults"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("poll_defaults", "poll_announcements", "poll_results", "ballots", "poll_keys", "polls"):
        op.drop_table(table)
