"""How much each library's revisions take, and film nights by when they were opened: both are bounded from here on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_MISSING = """
INSERT INTO libraries (guild_id, generation)
SELECT DISTINCT guild_id, 0 FROM reviews WHERE guild_id NOT IN (SELECT guild_id FROM libraries)
"""
_SUMS = """
UPDATE libraries SET bytes = (
    SELECT COALESCE(SUM(LENGTH(CAST(revisions.document AS TEXT))), 0)
    FROM reviews JOIN revisions ON revisions.review_id = reviews.id
    WHERE reviews.guild_id = libraries.guild_id
)
"""


def upgrade() -> None:
    """Apply."""
    op.add_column("libraries", sa.Column("bytes", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(_MISSING)  # of those that changed nothing since there are generations
    op.execute(_SUMS)
    op.create_index("ix_film_nights_guild_id_opened_at", "film_nights", ["guild_id", "opened_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_film_nights_guild_id_opened_at", "film_nights")
    with op.batch_alter_table("libraries") as table:
        table.drop_column("bytes")
