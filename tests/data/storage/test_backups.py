"""A backup, and putting it back, in this very thread: lines that run in others are not counted."""

import asyncio
import datetime as dt
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data import taxonomy
from data.errors import BackupFailed, CannotRestore, Reason, StorageUnavailable
from data.library import Library
from data.models import Tier
from data.polls import Choice, Names
from data.storage import Storage, backups, restoring
from data.storage.addresses import file_of, url_of
from data.storage.erasures import Erasure
from data.storage.examining import examine
from tests.conftest import SqliteHost
from tests.data.rights.lives import published
from tests.data.worlds import GUILD, open_poll, voter

AT = dt.datetime(2026, 3, 1, 20, 0, 5, tzinfo=dt.UTC)
MEMBER, OTHER = 31, 32


@pytest.fixture(autouse=True)
def in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        return function(*given, **named)

    monkeypatch.setattr(asyncio, "to_thread", call)


@pytest.fixture
def address(sqlite_host: SqliteHost) -> str:
    return sqlite_host.new(with_starter=False, migrated=True)


@pytest.fixture
def database(address: str) -> Path:
    file = file_of(url_of(address))
    assert file
    return file


async def erase_again(storage: Storage, done: Sequence[Erasure]) -> None:
    await Library(storage).rights.repeat(done)


async def restored(backup: Path, database: Path) -> restoring.Restored:
    return await restoring.restore(backup, database, AT, erase_again)


def column(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [value for (value,) in connection.execute(query)]


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


async def test_what_was_erased_since_the_backup_is_erased_again(tmp_path: Path, address: str, database: Path) -> None:
    category = taxonomy.load().categories[0]
    topics = [topic.id for topic in category.topics[:2]]
    async with Library.open(address, with_starter=False) as library:
        film_id = (await published(library, GUILD)).film_id
        for guild_id in (GUILD, GUILD + 1):
            await library.votes.cast(guild_id, film_id, MEMBER, Tier.MIXED)
        for member in (MEMBER, OTHER):
            await library.personal_lists.choose(member, category.id, topics)
        secret, named = await open_poll(library), await open_poll(library, film_id=5, names=Names.AFTER)
        for poll in (secret, named):
            await library.polls.ballots.cast(poll.id, voter(MEMBER), Choice.POSITIVE)
    held = backups.back_up(database, tmp_path / "b.db")
    assert held.size == held.path.stat().st_size > 0
    assert held.rows >= 8
    async with Library.open(address, with_starter=False) as library:
        await library.personal_lists.erase(MEMBER)
        for poll in (secret, named):
            await library.polls.closing.close(poll.id, GUILD)
        await library.rights.forget_server(GUILD + 1)
    done = await restored(tmp_path / "b.db", database)
    assert done.erasures == 4
    assert done.kept == database.with_name(f"{database.name}.replaced-2026-03-01-200005")
    assert column(database, "SELECT member_id FROM personal_lists") == [OTHER]
    assert column(database, "SELECT is_open FROM polls") == [0, 0]
    assert column(database, "SELECT poll_id FROM ballots") == [named.id]
    assert column(database, "SELECT guild_id FROM votes") == [GUILD]
    assert column(done.kept, "SELECT member_id FROM personal_lists") == [OTHER]
    assert (await restored(tmp_path / "b.db", database)).erasures == 4
    assert not list(database.parent.glob(".restoring-*"))


LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "damaged": lambda path: path.write_bytes(b"no database " * 9_000),
}


@pytest.mark.parametrize("state", LOSSES)
async def test_a_library_that_is_lost_is_put_back(tmp_path: Path, database: Path, state: str) -> None:
    backups.back_up(database, tmp_path / "b.db")
    LOSSES[state](database)
    done = await restored(tmp_path / "b.db", database)
    assert done.erasures is None
    assert (done.kept is None) == (state != "damaged")
    assert column(database, "SELECT count(*) FROM reviews") == [0]


async def test_what_is_no_backup_is_refused_and_changes_nothing(tmp_path: Path, database: Path) -> None:
    before = backups.copy(database, tmp_path / "before.db")
    (tmp_path / "text.db").write_text("no database " * 1000)
    execute(tmp_path / "other.db", "CREATE TABLE films (id INTEGER)")
    whole = backups.back_up(database, tmp_path / "newer.db").path.read_bytes()
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    execute(tmp_path / "newer.db", "UPDATE alembic_version SET version_num = '9999'")
    refusals = {
        tmp_path / "nowhere.db": Reason.NO_FILE,
        tmp_path / "text.db": Reason.NO_LIBRARY_IN_FILE,
        tmp_path / "other.db": Reason.NO_LIBRARY_IN_FILE,
        tmp_path / "half.db": Reason.FILE_DAMAGED,
        database: Reason.FILE_IS_THE_DATABASE,
    }
    for path, reason in refusals.items():
        with pytest.raises(CannotRestore) as refused:
            await restored(path, database)
        assert refused.value.said is reason, path
    with pytest.raises(StorageUnavailable) as newer:
        await restored(tmp_path / "newer.db", database)
    assert newer.value.said is Reason.DATABASE_OF_A_NEWER_ONE
    assert backups.copy(database, tmp_path / "after.db") == before


async def test_a_library_that_is_open_is_not_replaced(tmp_path: Path, address: str, database: Path) -> None:
    backups.back_up(database, tmp_path / "b.db")
    storage = await Storage.open(address)
    try:
        for lock in database.parent.glob(f"{database.name}.*.lock"):
            lock.unlink()  # as in another container, where only the lease is seen
        with pytest.raises(StorageUnavailable) as refused:
            await restored(tmp_path / "b.db", database)
        assert refused.value.said is Reason.DATABASE_IN_USE_BY
    finally:
        await storage.close()
    assert not list(database.parent.glob(f"{database.name}.replaced-*"))


def test_a_backup_is_refused_where_it_cannot_be_one(tmp_path: Path, database: Path) -> None:
    target = tmp_path / "b.db"
    target.touch()
    (tmp_path / "file").touch()
    refusals = {
        Reason.FILE_EXISTS: (database, target),
        Reason.NOTHING_TO_BACK_UP: (target, tmp_path / "c.db"),
        Reason.BACKUP_FAILED: (database, tmp_path / "file" / "d.db"),
    }
    for reason, (source, to) in refusals.items():
        with pytest.raises(BackupFailed) as refused:
            backups.back_up(source, to)
        assert refused.value.said is reason
    with pytest.raises(BackupFailed, match=Reason.BACKUP_FAILED.value):
        backups.back_up(database, tmp_path / "e.db", lambda: True)
    assert {path.name for path in tmp_path.iterdir() if path.is_file() and "b.db" not in path.name} == {"file"}


def test_a_copy_that_lacks_something_is_no_backup(tmp_path: Path, database: Path) -> None:
    counts = backups.copy(database, tmp_path / "copy.db")
    backups.verify(tmp_path / "copy.db", counts, tmp_path / "b.db")
    with pytest.raises(BackupFailed) as refused:
        backups.verify(tmp_path / "copy.db", {**counts, "films": counts["films"] + 1}, tmp_path / "b.db")
    assert (refused.value.said, refused.value.values["table"]) == (Reason.BACKUP_DIFFERS, "films")


def test_what_a_killed_backup_left_is_swept_away_after_a_while(tmp_path: Path, database: Path) -> None:
    old, fresh = (tmp_path / f".b.db.{name}{backups.PARTIAL}" for name in ("00000000", "11111111"))
    for path in (old, fresh):
        path.touch()
    os.utime(old, (time.time() - 10**6,) * 2)
    backups.back_up(database, tmp_path / "b.db")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    names = [backups.name_of("marquee", AT + dt.timedelta(days=day)) for day in range(4)]
    for name in (*names, "marquee-notes.db"):
        (tmp_path / name).touch()
    assert [path.name for path in backups.rotate(tmp_path, "marquee", 3)] == names[:1]
    assert sorted(path.name for path in tmp_path.iterdir()) == [*names[1:], "marquee-notes.db"]
    assert backups.time_of(names[0]) == AT


async def test_a_database_is_looked_into_without_being_changed(tmp_path: Path, address: str, database: Path) -> None:
    found = await examine(url_of(address), database)
    assert found is not None
    assert (found.damage, found.pending, found.settings) == (None, 0, {})
    assert await examine(url_of(address), tmp_path / "nowhere.db") is None
    execute(database, "UPDATE alembic_version SET version_num = '9999'")
    newer = await examine(url_of(address), database)
    assert newer is not None
    assert newer.pending is None
    (tmp_path / "text.db").write_text("no database " * 1000)
    with pytest.raises(StorageUnavailable):
        await examine(url_of(f"sqlite:///{tmp_path / 'text.db'}"), tmp_path / "text.db")
