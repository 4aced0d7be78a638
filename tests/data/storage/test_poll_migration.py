"""The migrated tables are those that the queries are written for, and can be taken back."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from data.storage import Storage, migrations
from data.storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_make_the_tables_of_the_code(address: str) -> None:
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        assert await connection.run_sync(differences) == []
        tables = set(await connection.run_sync(lambda c: inspect(c).get_table_names()))
        assert {"polls", "ballots", "poll_keys"} <= tables
        if address.startswith("sqlite"):
            sql = await connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'ballots'"))
            assert "WITHOUT ROWID" in sql
            assert await connection.scalar(text("PRAGMA secure_delete")) == 1
            assert await connection.scalar(text("PRAGMA synchronous")) == 2
    await storage.close()


async def test_polls_can_be_taken_back_and_made_again(address: str) -> None:
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda c: command.downgrade(migrations.config(c), "0001"))
        assert "polls" not in await connection.run_sync(lambda c: inspect(c).get_table_names())
        await connection.run_sync(migrations.upgrade)
        assert await connection.run_sync(differences) == []
    await storage.close()
