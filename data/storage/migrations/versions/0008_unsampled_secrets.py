"""Keys and voters of polls stay out of PostgreSQL's samples, from which nothing erases them after a poll's end."""

from alembic import op

revision = "0008"
down_revision = "0007"

_SECRETS = (("poll_keys", "key"), ("ballots", "voter"))


def upgrade() -> None:
    """Apply. To set a column's type, even to what it is, drops what was sampled of it."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _SECRETS:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea")
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _SECRETS:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1")
