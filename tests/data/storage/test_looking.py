"""Reading beside whoever writes, in this very process: what a started one runs is not always counted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.errors import Reason, StorageUnavailable
from data.storage import Storage
from data.storage.addresses import file_of, url_of
from data.storage.looking import looking
from tests.conftest import SqliteHost

COUNT = text("SELECT count(*) FROM films")
ADD = "INSERT INTO films (id, title_key, year, directors) VALUES (1, 'jaws', 1975, '')"


@pytest.fixture
def address(sqlite_host: SqliteHost) -> str:
    return sqlite_host.new(with_starter=False, migrated=True)


@pytest.fixture
def database(address: str) -> Path:
    file = file_of(url_of(address))
    assert file
    return file


def files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob(pattern)}


async def test_where_no_library_is_yet_there_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE films (id INTEGER)")
    before = files(tmp_path)
    for name in ("nowhere.db", "empty.db", "other.db"):
        async with looking(f"sqlite:///{tmp_path / name}") as connection:
            assert connection is None, name
    assert files(tmp_path) == before


async def test_a_library_that_was_lost_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "bot.db.note").touch()
    for reason in (Reason.LIBRARY_MISSING, Reason.LIBRARY_EMPTY):
        with pytest.raises(StorageUnavailable) as refused:
            async with looking(f"sqlite:///{tmp_path / 'bot.db'}"):
                pass
        assert refused.value.said is reason
        (tmp_path / "bot.db").touch()


async def test_one_that_nobody_has_open_is_read_and_left_as_it_was(address: str, database: Path) -> None:
    before = files(database.parent, f"{database.name}*")
    async with looking(address) as connection:
        assert connection
        assert await connection.scalar(COUNT) == 0
        with pytest.raises(DBAPIError, match="readonly"):
            await connection.execute(text(ADD))
    assert files(database.parent, f"{database.name}*") == before


async def test_beside_who_writes_one_state_is_seen(address: str) -> None:
    storage = await Storage.open(address)
    try:
        async with storage.writing() as writer:
            await writer.execute(text(ADD))
        async with looking(address) as connection:
            assert connection
            assert await connection.scalar(COUNT) == 1, "what is in the log only"
            async with storage.writing() as writer:
                await writer.execute(text("DELETE FROM film_keys"))
                await writer.execute(text("DELETE FROM films"))
            assert await connection.scalar(COUNT) == 1, "the state of its beginning"
    finally:
        await storage.close()


@pytest.mark.parametrize(
    ("revision", "reason"), [("0001", Reason.DATABASE_OF_AN_OLDER_ONE), ("9999", Reason.DATABASE_OF_A_NEWER_ONE)]
)
async def test_what_another_version_wrote_is_refused(
    address: str, database: Path, revision: str, reason: Reason
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    with pytest.raises(StorageUnavailable) as refused:
        async with looking(address):
            pass
    assert refused.value.said is reason
    assert refused.value.values.get("why") in (None, "9999")
