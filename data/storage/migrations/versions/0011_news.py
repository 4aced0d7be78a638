"""News of published reviews: one row a publication, from which servers are served in batches."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHANNEL = {
    "sqlite": "json_extract(document, '$.announcement_channel_id')",
    "postgresql": "document ->> 'announcement_channel_id'",
}


def upgrade() -> None:
    """Apply. What is in line stays there: it was served already."""
    op.create_table(
        "review_news",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_new", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("served_to", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_review_news"),
        sa.UniqueConstraint("review_id", "revision", name="uq_review_news_review_id_revision"),
    )
    op.create_index(
        "ix_review_news_unserved",
        "review_news",
        ["id"],
        sqlite_where=sa.text("served_to IS NOT NULL"),
        postgresql_where=sa.text("served_to IS NOT NULL"),
    )
    op.create_index(
        "ix_review_announcements_guild_id_next_look_at", "review_announcements", ["guild_id", "next_look_at"]
    )
    op.add_column("server_settings", sa.Column("announces_after", sa.BigInteger()))


def downgrade() -> None:
    """Take back. Servers that were not served yet are, at once."""
    channel = _CHANNEL[op.get_bind().dialect.name]
    op.execute(f"""
        INSERT INTO review_announcements (guild_id, review_id, film_id, revision, is_new, queued_at, next_look_at)
        SELECT settings.guild_id, news.review_id, news.film_id, news.revision, news.is_new, news.queued_at,
               news.queued_at
        FROM review_news AS news JOIN server_settings AS settings
          ON news.guild_id IN (0, settings.guild_id)
        WHERE news.served_to IS NOT NULL AND settings.guild_id > news.served_to AND {channel} IS NOT NULL
          AND COALESCE(settings.announces_after, 0) < news.id
          AND NOT (news.guild_id = 0 AND EXISTS (
              SELECT 1 FROM reviews WHERE reviews.guild_id = settings.guild_id AND reviews.film_id = news.film_id
              AND reviews.state IN ('published', 'withdrawn')))
        ORDER BY news.id, settings.guild_id
    """)  # noqa: S608 -- names of this file
    op.drop_index("ix_review_announcements_guild_id_next_look_at", "review_announcements")
    op.drop_column("server_settings", "announces_after")
    op.drop_table("review_news")
