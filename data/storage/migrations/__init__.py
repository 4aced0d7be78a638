"""Alembic migrations, run on every start and by `python -m bot migrate`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from data.errors import Reason, StorageUnavailable

_MIGRATION_LOCK = 0x6D617271  # "marq": any number will do that no other program uses in this database


def _scripts() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return settings


def pending(revision: str) -> int | None:
    """How many migrations a database of that revision has before it; None if it is of a newer Marquee."""
    revisions = [script.revision for script in ScriptDirectory.from_config(_scripts()).walk_revisions()]
    return revisions.index(revision) if revision in revisions else None


def config(connection: Connection) -> Config:
    """Alembic's settings for one open connection."""
    settings = _scripts()
    settings.attributes["connection"] = connection
    return settings


def lock(connection: Connection) -> None:
    """Wait until no other process migrates or imports; several may start at once."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema, inside the caller's transaction.

    Raises:
        StorageUnavailable: the database was written by a newer Marquee.
    """
    if connection.dialect.name == "postgresql":
        lock(connection)
    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise StorageUnavailable(Reason.DATABASE_OF_A_NEWER_ONE, why=str(error)) from error
