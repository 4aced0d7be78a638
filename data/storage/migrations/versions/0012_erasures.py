"""Erasures: what a backup that is put back must not bring back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "erasures",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", "erased_at", name="pk_erasures"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("erasures")
