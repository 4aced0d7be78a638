"""The running bot makes its own backups, keeps as many as it is told, and bears what goes wrong."""

import datetime as dt
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.keeping import BackupKeeper
from bot.settings import Settings
from data import starter
from data.library import Library
from data.models import Tier
from tests.clock import Clock
from tests.conftest import PostgresHost, SqliteHost
from tests.loopback.clock import until
from tests.loopback.process import running
from tests.loopback.server import Loopback

GUILD = 500


def settings_of(address: str, **settings: Any) -> Settings:
    return Settings.model_validate({"MARQUEE_DATABASE": address, **settings})


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_it_is_made_once_a_day_and_seven_are_kept(
    sqlite_host: SqliteHost, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.keeping")
    address = sqlite_host.new(with_starter=True)
    stem = Path(address).stem
    (tmp_path / f"{stem}-of my own.db").write_text("mine")
    keeper = BackupKeeper(settings_of(address, MARQUEE_BACKUP_FOLDER=str(tmp_path)), clock)
    async with Library.open(address) as library:
        film_id = (await library.reviews.every())[0].film_id
        assert await keeper.work() == clock() + dt.timedelta(minutes=5)  # not with every start
        assert names_in(tmp_path) == [f"{stem}-of my own.db"]
        clock.advance(minutes=5)
        for day in range(9):
            await library.votes.cast(GUILD, film_id, day, Tier.MIXED)
            assert await keeper.work() == clock() + dt.timedelta(days=1)
            assert await keeper.work() == clock() + dt.timedelta(days=1)  # and not twice
            clock.advance(days=1)
    *backups, own = names_in(tmp_path)
    assert own == f"{stem}-of my own.db"
    assert backups == [f"{stem}-2026-03-{day:02}-200500.db" for day in range(3, 10)]
    for number, name in enumerate(backups, 3):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            assert connection.execute("SELECT count(*) FROM votes").fetchone() == (number,)
    assert "1 older ones deleted" in caplog.text


async def test_after_a_restart_the_day_is_counted_from_the_newest_backup(
    sqlite_host: SqliteHost, tmp_path: Path, clock: Clock
) -> None:
    address = sqlite_host.new(with_starter=True)
    settings = settings_of(address, MARQUEE_BACKUP_FOLDER=str(tmp_path), MARQUEE_BACKUP_EVERY="6")
    first = BackupKeeper(settings, clock)
    clock.advance(minutes=5)
    due = await first.work()
    clock.advance(hours=5)
    assert await BackupKeeper(settings, clock).work() == due
    clock.advance(days=-400)  # the clock was set: what lies in the future keeps no backup from being made
    again = BackupKeeper(settings, clock)
    clock.advance(minutes=5)
    assert await again.work() == clock() + dt.timedelta(hours=6)
    assert len(names_in(tmp_path)) == 2


async def test_what_goes_wrong_is_a_line_and_is_tried_again(
    sqlite_host: SqliteHost, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in the way").write_text("a file where the folder should be")
    folder = tmp_path / "in the way" / "backups"
    keeper = BackupKeeper(settings_of(sqlite_host.new(with_starter=True), MARQUEE_BACKUP_FOLDER=str(folder)), clock)
    clock.advance(minutes=5)
    assert await keeper.work() == clock() + dt.timedelta(minutes=15)
    assert "No backup was made, which is tried again" in caplog.text
    assert "Traceback" not in caplog.text
    (tmp_path / "in the way").unlink()
    clock.advance(minutes=15)
    assert await keeper.work() == clock() + dt.timedelta(days=1)
    assert len(names_in(folder)) == 1


async def test_stopped_in_the_middle_it_leaves_nothing(sqlite_host: SqliteHost, tmp_path: Path, clock: Clock) -> None:
    address = sqlite_host.new(with_starter=True)
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        connection.execute("CREATE TABLE ballast (filling BLOB)")
        connection.executemany("INSERT INTO ballast VALUES (zeroblob(1000000))", [()] * 200)
        connection.commit()
    keeper = BackupKeeper(settings_of(address, MARQUEE_BACKUP_FOLDER=str(tmp_path)), clock)
    clock.advance(minutes=5)
    keeper.start()
    assert await until(lambda: size_of(tmp_path) > 1_000_000, 20)
    await keeper.stop()
    assert names_in(tmp_path) == []


def test_on_postgresql_it_is_made_only_where_a_folder_is_named(
    postgres_host: PostgresHost, sqlite_host: SqliteHost, tmp_path: Path, clock: Clock
) -> None:
    server, file = postgres_host.new(with_starter=False), sqlite_host.new(with_starter=False)
    wanted = {
        (server, ""): False,
        (server, str(tmp_path)): True,
        (file, ""): True,
    }
    for (address, folder), on in wanted.items():
        assert BackupKeeper(settings_of(address, MARQUEE_BACKUP_FOLDER=folder or None), clock).is_on is on
    assert not BackupKeeper(settings_of(file, MARQUEE_BACKUP_EVERY="0"), clock).is_on


async def test_the_running_bot_does_it_by_itself(
    sqlite_host: SqliteHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its own process, whose first backup is due at once here, and which is stopped by a signal."""
    folder = tmp_path / "backups"
    soon = "import bot.keeping, datetime\nbot.keeping._FIRST = datetime.timedelta(0)\n"
    (tmp_path / "soon.py").write_text(f"{soon}from bot.__main__ import main\nmain()\n")
    settings = {"MARQUEE_BACKUP_FOLDER": str(folder), "PYTHONPATH": f"{Path.cwd()}:{tmp_path}"}
    database = sqlite_host.new(with_starter=True)
    async with (
        Loopback.open() as discord,
        running(discord, database, tmp_path, module="soon", settings=settings) as bot,
    ):
        await bot.ready()
        await bot.logs("Backed up into", 20)
        await bot.assert_stops_cleanly()
    (backup,) = names_in(folder)
    with closing(sqlite3.connect(folder / backup)) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (len(starter.files()),)
