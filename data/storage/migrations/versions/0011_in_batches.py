"""What is done in batches: servers are served from one row a publication, and ended polls' ballots go bit by bit.

Ballots are sealed by their poll's key from now on, those of open polls as well, and counted as they come.
"""

import hmac
import secrets
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_CHOICES = ("POSITIVE", "MIXED", "NEGATIVE", "UNSEEN")
_COUNTS = [choice.lower() for choice in _CHOICES]
_KEYS = "SELECT poll_id, key FROM poll_keys ORDER BY poll_id"
_BALLOTS = "SELECT voter, choice FROM ballots WHERE poll_id = :poll"
_WRITE = sa.text("UPDATE ballots SET choice = :choice WHERE poll_id = :poll AND voter = :voter")
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHANNEL = {
    "sqlite": "json_extract(document, '$.announcement_channel_id')",
    "postgresql": "document ->> 'announcement_channel_id'",
}


def upgrade() -> None:
    """Apply."""
    _news()
    _polls()


def _news() -> None:
    """What is in line stays there: it was served already."""
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


def _polls() -> None:
    op.create_table(
        "poll_tallies",
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_poll_tallies_poll_id"),
        sa.PrimaryKeyConstraint("poll_id", name="pk_poll_tallies"),
    )
    op.create_table(
        "ended_secret_polls",
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_ended_secret_polls_poll_id"),
        sa.PrimaryKeyConstraint("poll_id", name="pk_ended_secret_polls"),
    )
    sums = ", ".join(f"COUNT(CASE WHEN choice = '{choice}' THEN 1 END)" for choice in _CHOICES)
    op.execute(f"""
        INSERT INTO poll_tallies (poll_id, {", ".join(_COUNTS)})
        SELECT polls.id, {sums} FROM polls LEFT JOIN ballots ON ballots.poll_id = polls.id
        WHERE polls.is_open GROUP BY polls.id
    """)  # noqa: S608 -- names of this file
    _rewrite(_sealed)
    if op.get_bind().dialect.name == "postgresql":
        # What was written before leaves the file with the table's old form, and what was sampled of it goes too.
        op.execute("ALTER TABLE ballots ALTER COLUMN choice TYPE varchar(20) USING choice || ''")
        op.execute("ALTER TABLE ballots ALTER COLUMN choice SET STATISTICS 0")
        for name in _COUNTS:
            op.execute(f"ALTER TABLE poll_tallies ALTER COLUMN {name} SET STATISTICS 0")


def _rewrite(written: Callable[[str, bytes, bytes], str]) -> None:
    """Every secret ballot's choice as `written` makes it of the choice, the poll's key and the voter's code."""
    connection = op.get_bind()
    for poll_id, key in connection.execute(sa.text(_KEYS)).all():
        rows = connection.execute(sa.text(_BALLOTS), {"poll": poll_id}).all()
        changes = [{"poll": poll_id, "voter": code, "choice": written(choice, key, code)} for code, choice in rows]
        if changes:
            connection.execute(_WRITE, changes)


def _sealed(choice: str, key: bytes, code: bytes) -> str:
    nonce = secrets.token_bytes(8)
    return nonce.hex() + f"{(_CHOICES.index(choice) + _pad(key, nonce, code)) % 256:02x}"


def _unsealed(sealed: str, key: bytes, code: bytes) -> str:
    *nonce, byte = bytes.fromhex(sealed)
    return _CHOICES[(byte - _pad(key, bytes(nonce), code)) % 256]


def _pad(key: bytes, nonce: bytes, code: bytes) -> int:
    return hmac.digest(key, nonce + code, "sha256")[0]


def downgrade() -> None:
    """Take back. Servers that were not served yet are, at once, and what was to be deleted is."""
    _rewrite(_unsealed)
    op.execute("DELETE FROM ballots WHERE poll_id IN (SELECT poll_id FROM ended_secret_polls)")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE ballots ALTER COLUMN choice SET STATISTICS -1")
    op.drop_table("ended_secret_polls")
    op.drop_table("poll_tallies")
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
