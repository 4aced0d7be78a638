"""One outbox for whatever is posted exactly once: results, announcements, and now the messages of polls."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TIME = sa.DateTime(timezone=True)

_RESULTS = """
INSERT INTO outbox (kind, subject_id, guild_id, channel_id, queued_at, next_try_at, attempts, tried_at, message_id,
                    failure)
SELECT 'poll-result', line.poll_id, polls.guild_id, polls.channel_id, poll_results.closed_at, line.next_try_at,
       line.attempts, CASE WHEN line.attempts > 0 THEN poll_results.closed_at END, line.message_id, line.failure
FROM poll_announcements AS line
JOIN polls ON polls.id = line.poll_id
JOIN poll_results ON poll_results.poll_id = line.poll_id
"""
# One without a message may be about to be posted, or may have been by a process that died: it is looked for first.
_OPEN_POLLS = """
INSERT INTO outbox (kind, subject_id, guild_id, channel_id, queued_at, next_try_at, attempts, tried_at, message_id)
SELECT 'poll', id, guild_id, channel_id, opened_at, CASE WHEN message_id IS NULL THEN opened_at END, 1, opened_at,
       message_id
FROM polls WHERE is_open
"""
_REVIEWS = """
INSERT INTO outbox (kind, subject_id, guild_id, channel_id, queued_at, next_try_at, attempts, tried_at, message_id,
                    failure)
SELECT 'reviews', id, guild_id, COALESCE(channel_id, 0), COALESCE(tried_at, queued_at), next_try_at, attempts, tried_at,
       message_id, failure
FROM review_announcements WHERE batch = id
"""
_RESULTS_BACK = """
INSERT INTO poll_announcements (poll_id, next_try_at, attempts, message_id, failure)
SELECT subject_id, next_try_at, attempts, message_id, failure FROM outbox WHERE kind = 'poll-result'
"""


def _back(column: str) -> str:
    """A batch's column, from its row in the outbox."""
    place = "kind = 'reviews' AND subject_id = review_announcements.batch"
    return f"{column} = (SELECT outbox.{column} FROM outbox WHERE {place})"  # noqa: S608 -- names of this file


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "outbox",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("queued_at", _TIME, nullable=False),
        sa.Column("next_try_at", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_at", _TIME),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("kind", "subject_id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_next_try_at", "outbox", ["next_try_at"])
    for statement in (_RESULTS, _OPEN_POLLS, _REVIEWS):
        op.execute(statement)
    op.drop_table("poll_announcements")
    op.execute("UPDATE review_announcements SET next_try_at = NULL WHERE batch IS NOT NULL")
    op.drop_index("ix_review_announcements_next_try_at", "review_announcements")
    with op.batch_alter_table("review_announcements") as table:
        table.alter_column("next_try_at", new_column_name="next_look_at")
        for column in ("tried_at", "attempts", "channel_id", "message_id", "failure"):
            table.drop_column(column)
    op.create_index("ix_review_announcements_next_look_at", "review_announcements", ["next_look_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_review_announcements_next_look_at", "review_announcements")
    with op.batch_alter_table("review_announcements") as table:
        table.alter_column("next_look_at", new_column_name="next_try_at")
        table.add_column(sa.Column("tried_at", _TIME))
        table.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("channel_id", sa.BigInteger()))
        table.add_column(sa.Column("message_id", sa.BigInteger()))
        table.add_column(sa.Column("failure", sa.Text()))
    op.create_index("ix_review_announcements_next_try_at", "review_announcements", ["next_try_at"])
    columns = ("next_try_at", "tried_at", "attempts", "channel_id", "message_id", "failure")
    kept = ", ".join(_back(column) for column in columns)
    op.execute(f"UPDATE review_announcements SET {kept} WHERE batch IS NOT NULL")  # noqa: S608 -- names of this file
    with op.batch_alter_table("review_announcements") as table:
        table.alter_column("attempts", server_default=None)
    op.create_table(
        "poll_announcements",
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_try_at", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("failure", sa.Text()),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_poll_announcements_poll_id"),
        sa.PrimaryKeyConstraint("poll_id", name="pk_poll_announcements"),
    )
    op.create_index("ix_poll_announcements_next_try_at", "poll_announcements", ["next_try_at"])
    op.execute(_RESULTS_BACK)
    op.drop_table("outbox")
