"""Members may choose to hear what became of what they asked for and suggested."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "tellings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name="pk_tellings"),
    )
    op.create_table(
        "member_news",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_news_member", "member_news", ["guild_id", "member_id"])
    op.create_index("ix_member_news_film", "member_news", ["guild_id", "film_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("member_news")
    op.drop_table("tellings")
