"""One process a file, whichever way a second one comes to it; and a file that is lost is noticed before a write is."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from cogs.ui.sentences import plain_sentence
from data.errors import StorageGone, StorageUnavailable
from data.storage import Storage
from data.storage.leases import RENEWED_EVERY_SECONDS
from data.storage.tables.films import films
from data.storage.tables.process import leases
from tests.refusals import refused

HOLD = (
    "import asyncio, sys\nfrom data.storage import Storage\n"
    "async def hold():\n    storage = await Storage.open(sys.argv[1])\n    print('open', flush=True)\n"
    "    await asyncio.to_thread(sys.stdin.read)\n    await storage.close()\nasyncio.run(hold())"
)
ROOT = Path(__file__).parents[3]
NOBODY = 65534


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.storage.engines._LOCK_WAIT_SECONDS", 0.2)


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the file open."""
    command = [sys.executable, "-c", HOLD, f"sqlite:///{path}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Storage]:
    storage = await Storage.open(f"sqlite:///{path}")
    try:
        yield storage
    finally:
        await storage.close()


async def write(storage: Storage, film_id: int = 1) -> None:
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=film_id, title_key=str(film_id), year=0))


async def count(storage: Storage) -> int:
    async with storage.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(films)) or 0


def link(path: Path) -> Path:
    other = path.with_name("link.db")
    other.symlink_to(path)
    return other


def linked_folder(path: Path) -> Path:
    other = path.parent.parent / "another folder"
    other.symlink_to(path.parent)
    return other / path.name


def hard_link(path: Path) -> Path:
    other = path.with_name("second name.db")
    os.link(path, other)
    return other


def without_locks(path: Path) -> Path:
    locks = list(path.parent.glob("*.lock"))
    assert locks
    for lock in locks:
        lock.unlink()
    return path


WAYS = {
    "by a link": (link, "Another Marquee is using"),
    "by a linked folder": (linked_folder, "Another Marquee is using"),
    "by a second name": (hard_link, "a second name"),
    "with the lock removed": (without_locks, r"Another Marquee \(process \d+ on .+\) is using"),
}


@pytest.mark.parametrize(("way", "said"), WAYS.values(), ids=WAYS)
async def test_no_way_leads_a_second_process_into_a_file(
    tmp_path: Path, way: Callable[[Path], Path], said: str
) -> None:
    path = tmp_path / "folder" / "a.db"
    path.parent.mkdir()
    with another_process(path) as first:
        with refused(StorageUnavailable, match=said):
            await Storage.open(f"sqlite:///{way(path)}")
        assert first.poll() is None


async def test_a_second_opening_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    async with opened(tmp_path / "a.db") as storage:
        with refused(StorageUnavailable, match="Another Marquee is using"):
            await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")
        without_locks(tmp_path / "a.db")
        with refused(StorageUnavailable, match=rf"Another Marquee \(process {os.getpid()}"):
            await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")
        await write(storage)


async def test_a_file_with_a_second_name_is_refused_until_it_has_one(tmp_path: Path) -> None:
    async with opened(tmp_path / "a.db"):
        pass
    second = hard_link(tmp_path / "a.db")
    with refused(StorageUnavailable, match="a second name"):
        await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")
    second.unlink()
    async with opened(tmp_path / "a.db") as storage:
        await write(storage)


@pytest.mark.timing
async def test_what_a_killed_process_held_is_free_at_once(tmp_path: Path) -> None:
    with another_process(tmp_path / "a.db"):
        pass
    begun = time.monotonic()
    async with opened(without_locks(tmp_path / "a.db")) as storage:
        await write(storage)
    assert time.monotonic() - begun < RENEWED_EVERY_SECONDS


async def test_the_database_itself_is_opened_by_sqlite_alone(tmp_path: Path) -> None:
    """Closing any other descriptor of it would drop SQLite's locks."""
    opened_files: list[str] = []
    watching = True

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened_files.append(str(arguments[0]))

    sys.addaudithook(note)  # for good, but it listens no longer than this test
    async with opened(tmp_path / "a.db") as storage:
        await write(storage)
        with pytest.raises(StorageUnavailable):
            await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")
    watching = False
    assert any(name.endswith(".lock") for name in opened_files)
    assert not [name for name in opened_files if name.endswith((".db", ".db-wal", ".db-shm"))]


def delete(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    shutil.copy(path, path.with_name("copy.db"))
    path.with_name("copy.db").replace(path)


def rename(path: Path) -> None:
    path.rename(path.with_name("renamed.db"))


@pytest.mark.parametrize("lose", [delete, replace, rename])
async def test_a_file_that_is_lost_while_running_stops_writes_with_a_sentence(
    tmp_path: Path, lose: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.db"
    async with opened(path) as storage:
        await write(storage)
        assert await count(storage) == 1
        lose(path)
        with refused(StorageGone, match="moved or replaced, so nothing can be stored"):
            await write(storage, 2)
        with refused(StorageGone, match="moved or replaced"):
            await storage.writer.write(_never, "x")
        assert await count(storage) == 1  # by a connection that has the old file
        await storage._engines.reader.dispose()
        with refused(StorageGone, match="cannot be reached"):
            await count(storage)
        assert path.exists() is (lose is replace)  # nobody made a new one
    assert len([record for record in caplog.records if "nothing is written any more" in record.getMessage()]) == 1


async def _never(connection: object, writes: object) -> list[object]:
    raise AssertionError("there is to be no transaction")


async def test_a_file_that_is_lost_in_the_midst_of_a_write_confirms_nothing(tmp_path: Path) -> None:
    async def write_and_lose() -> None:
        async with storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="a", year=0))
            delete(tmp_path / "a.db")

    async with opened(tmp_path / "a.db") as storage:
        with refused(StorageGone, match="does not count"):
            await write_and_lose()


async def test_an_idle_process_notices_within_five_seconds(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert RENEWED_EVERY_SECONDS <= 5
    async with opened(tmp_path / "a.db") as storage:
        delete(tmp_path / "a.db")
        async with asyncio.timeout(RENEWED_EVERY_SECONDS + 1):
            while "moved or replaced" not in caplog.text:  # noqa: ASYNC110 (a log has no event to wait for)
                await asyncio.sleep(0.1)
        with pytest.raises(StorageGone):
            await count(storage)


async def test_a_file_that_comes_back_is_written_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "a.db") as storage:
        rename(tmp_path / "a.db")
        with pytest.raises(StorageGone):
            await write(storage)
        (tmp_path / "renamed.db").rename(tmp_path / "a.db")
        await write(storage)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_nothing(path: Path) -> None:
    path.unlink()
    path.touch()


@pytest.mark.parametrize("lose", [empty, replace_by_nothing, delete])
async def test_a_library_that_was_lost_is_not_taken_for_a_new_one(tmp_path: Path, lose: Callable[[Path], None]) -> None:
    path = tmp_path / "a.db"
    async with opened(path):
        pass
    lose(path)
    with refused(StorageUnavailable, match="There was a library") as refusal:
        await Storage.open(f"sqlite:///{path}")
    note = path.with_name("a.db.note")
    assert str(note) in plain_sentence(refusal.value)
    assert "begin a new library" in note.read_text()
    note.unlink()
    async with opened(path) as storage:
        assert await count(storage) == 0


async def test_an_empty_file_that_never_held_a_library_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    async with opened(tmp_path / "a.db") as storage:
        await write(storage)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everything; be somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may go into; pytest's own is closed."""
    folder = Path(tempfile.mkdtemp(prefix="marquee-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def open_to_writing(folder: Path) -> None:
    folder.chmod(0o777)
    for each in folder.iterdir():
        each.chmod(0o666)


def close_to_writing(folder: Path, what: Path) -> None:
    open_to_writing(folder)
    what.chmod(0o555)


@pytest.mark.parametrize("what", ["file", "folder"])
async def test_what_cannot_be_written_is_refused_at_the_start(open_to_all: Path, what: str) -> None:
    path = open_to_all / "a.db"
    async with opened(path):
        pass
    close_to_writing(open_to_all, path if what == "file" else open_to_all)
    with as_nobody(), refused(StorageUnavailable, match=r"can only be read|cannot be opened|cannot be written"):
        await Storage.open(f"sqlite:///{path}")
    open_to_writing(open_to_all)
    async with opened(path) as storage:
        await write(storage)


async def _foreign(storage: Storage, **values: object) -> None:
    """Make the lease another's."""
    async with storage.writing() as connection:
        await connection.execute(update(leases).values(owner="another", **values))


async def test_a_lease_that_was_taken_over_stops_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.storage.watch.RENEWED_EVERY_SECONDS", 0.1)
    async with opened(tmp_path / "a.db") as storage:
        await _foreign(storage, host="elsewhere")
        await asyncio.sleep(0.5)
        with refused(StorageGone, match="has taken the library over"):
            await write(storage)
        assert await count(storage) == 0
    async with opened(tmp_path / "a.db") as storage:  # the lease of elsewhere is stale by now
        await write(storage)


async def _left_by(path: Path, monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """A file whose lease another process left in it."""
    async with opened(path) as storage:
        await _foreign(storage, **values)
        assert storage._watch
        storage._watch._taken_over = True  # so that it is left as it is
    monkeypatch.setattr("data.storage.leases.STALE_AFTER_SECONDS", 1.0)
    monkeypatch.setattr("data.storage.leases.RENEWED_EVERY_SECONDS", 1.0)


async def test_a_lease_from_another_machine_is_taken_over_when_nobody_renews_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _left_by(tmp_path / "a.db", monkeypatch, host="elsewhere")
    begun = time.monotonic()
    async with opened(tmp_path / "a.db") as storage:
        await write(storage)
    assert time.monotonic() - begun > 0.9


async def test_a_lease_that_is_renewed_elsewhere_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other machine's writes come by a connection of its own, which on one machine the lock file would prevent."""
    await _left_by(tmp_path / "a.db", monkeypatch, host="elsewhere")
    opening = asyncio.create_task(Storage.open(f"sqlite:///{tmp_path / 'a.db'}"))
    await asyncio.sleep(0.5)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("UPDATE leases SET renewed_at = datetime(renewed_at, '+1 second')")
    other.close()
    with refused(StorageUnavailable, match=r"Another Marquee \(process \d+ on elsewhere\)"):
        await opening


async def test_the_lease_is_renewed_and_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.storage.watch.RENEWED_EVERY_SECONDS", 0.05)

    async def renewed_at(storage: Storage) -> object:
        async with storage.reading() as connection:
            return await connection.scalar(select(leases.c.renewed_at))

    async with opened(tmp_path / "a.db") as storage:
        first = await renewed_at(storage)
        await asyncio.sleep(0.3)
        assert await renewed_at(storage) != first
    other = sqlite3.connect(tmp_path / "a.db")
    assert other.execute("SELECT count(*) FROM leases").fetchone() == (0,)
    other.close()
    assert not (tmp_path / "a.db-wal").exists()
