"""Writing reviews: who made a revision and why, drafts, requests, the audit, each server's settings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("revisions", sa.Column("actor_id", sa.BigInteger()))
    op.add_column("revisions", sa.Column("note", sa.Text()))
    op.create_table(
        "drafts",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.BigInteger()),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("pending", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_drafts_film_id"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_guild_id_owner_id", "drafts", ["guild_id", "owner_id"])
    op.create_index("ix_drafts_guild_id_state", "drafts", ["guild_id", "state"])
    op.create_table(
        "film_requests",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("answered_film_id", sa.BigInteger()),
        sa.Column("answered_revision", sa.Integer()),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_film_requests_film_id"),
        sa.PrimaryKeyConstraint("guild_id", "film_id", "member_id", name="pk_film_requests"),
    )
    op.create_index("ix_film_requests_member", "film_requests", ["guild_id", "member_id"])
    op.create_table(
        "audit_entries",
        sa.Column("id", _SERIAL, primary_key=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_guild_id_id", "audit_entries", ["guild_id", "id"])
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_server_settings"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("server_settings", "audit_entries", "film_requests", "drafts"):
        op.drop_table(table)
    with op.batch_alter_table("revisions") as revisions:
        revisions.drop_column("note")
        revisions.drop_column("actor_id")
