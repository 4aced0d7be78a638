"""A number for each library, which every change raises, so that other processes read what they do not know yet."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply. What is there already is of generation 0; what is read in its order begins with its library."""
    op.create_table(
        "libraries",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_libraries"),
    )
    op.add_column("reviews", sa.Column("generation", sa.BigInteger(), server_default="0", nullable=False))
    op.create_index("ix_reviews_guild_id_generation_id", "reviews", ["guild_id", "generation", "id"])
    op.drop_index("ix_reviews_guild_id", "reviews")


def downgrade() -> None:
    """Take back."""
    op.create_index("ix_reviews_guild_id", "reviews", ["guild_id"])
    op.drop_index("ix_reviews_guild_id_generation_id", "reviews")
    op.drop_column("reviews", "generation")
    op.drop_table("libraries")
