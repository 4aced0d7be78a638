"""Tallies of votes, counted from the votes; and an index by which a member's own votes are found."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"

_COUNT = """
INSERT INTO vote_tallies (guild_id, film_id, positive, mixed, negative)
SELECT guild_id, film_id, SUM(CASE WHEN tier = 'Positive' THEN 1 ELSE 0 END),
       SUM(CASE WHEN tier = 'Mixed' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'Negative' THEN 1 ELSE 0 END)
FROM votes GROUP BY guild_id, film_id
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "vote_tallies",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("positive", "mixed", "negative")),
        sa.PrimaryKeyConstraint("guild_id", "film_id", name="pk_vote_tallies"),
    )
    op.execute(_COUNT)
    op.create_index("ix_votes_guild_id_member_id", "votes", ["guild_id", "member_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_votes_guild_id_member_id", "votes")
    op.drop_table("vote_tallies")
