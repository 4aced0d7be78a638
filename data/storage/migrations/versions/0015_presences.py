"""Which servers have the bot: those of which something is kept are taken to have it, until a start finds otherwise.

What Discord was last told of the commands is not noted any more: it is asked what it has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OF_SERVERS = (
    "audit_entries",
    "drafts",
    "film_nights",
    "film_requests",
    "libraries",
    "poll_defaults",
    "polls",
    "reviews",
    "server_settings",
    "vote_tallies",
    "warning_caps",
    "warning_queue",
    "warning_voices",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "server_presences",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name="pk_server_presences"),
    )
    known = sa.union(*(sa.select(_table(name).c.guild_id) for name in _OF_SERVERS)).subquery()
    of_servers = sa.select(known.c.guild_id).where(known.c.guild_id != 0)  # 0 is the shared library
    op.execute(_table("server_presences").insert().from_select(["guild_id"], of_servers))
    op.drop_table("command_syncs")


def downgrade() -> None:
    """Take back."""
    op.create_table(
        "command_syncs",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("synced_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_command_syncs"),
    )
    op.drop_table("server_presences")


def _table(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("guild_id", sa.BigInteger()))
