"""The first tables: films, reviews and their revisions, votes, what was imported and synced."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "films",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_films"),
        sa.UniqueConstraint("title_key", "year", name="uq_films_title_key_year"),
    )
    op.create_table(
        "reviews",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("film_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_reviews_film_id"),
        sa.UniqueConstraint("film_id", "guild_id", name="uq_reviews_film_id_guild_id"),
    )
    op.create_index("ix_reviews_guild_id", "reviews", ["guild_id"])
    op.create_table(
        "revisions",
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("review_id", "revision", name="pk_revisions"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_revisions_review_id"),
    )
    op.create_table(
        "votes",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tier", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "film_id", "member_id", name="pk_votes"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_votes_film_id"),
    )
    op.create_table(
        "starter_imports",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("imported_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_starter_imports"),
    )
    op.create_table(
        "command_syncs",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("synced_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_command_syncs"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("command_syncs", "starter_imports", "votes", "revisions", "reviews", "films"):
        op.drop_table(table)
