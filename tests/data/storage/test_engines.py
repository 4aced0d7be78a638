import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, insert, select, text

from cogs.ui.sentences import plain_sentence
from data.errors import StorageUnavailable
from data.library import Library
from data.storage import Storage
from data.storage.tables import metadata
from data.storage.tables.films import films
from data.storage.tables.process import starter_imports
from tests.refusals import refused


async def test_migrations_make_the_tables_of_the_code(storage: Storage) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with storage.writing() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_second_start_keeps_what_is_there(new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=False)
    async with Library.open(address) as library:
        before = await library.catalogue.size(1)
    async with Library.open(address) as library:
        assert await library.catalogue.size(1) == before > 0


async def _add_film(storage: Storage, film_id: int) -> None:
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=film_id, title_key=str(film_id), year=0))


async def _count(storage: Storage) -> int:
    async with storage.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(films)) or 0


async def test_what_raises_is_undone(storage: Storage) -> None:
    async def write_and_fail() -> None:
        async with storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="a", year=0))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await _count(storage) == 0


async def test_a_cancelled_writer_leaves_no_transaction_open(storage: Storage) -> None:
    entered = asyncio.Event()

    async def write_and_wait() -> None:
        async with storage.writing() as connection:
            await connection.execute(insert(films).values(id=1, title_key="a", year=0))
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(_add_film(storage, 2), 5)
    assert await _count(storage) == 1


async def test_many_writers_take_turns(storage: Storage) -> None:
    await asyncio.gather(*(_add_film(storage, number) for number in range(1, 51)))
    assert await _count(storage) == 50


async def test_an_upsert_inserts_then_updates(storage: Storage) -> None:
    for title in ("a", "b"):
        async with storage.writing() as connection:
            await connection.execute(storage.upsert(films, {"id": 5}, {"title_key": title, "year": 1999}))
    async with storage.reading() as connection:
        assert (await connection.execute(select(films.c.title_key, films.c.year))).all() == [("b", 1999)]


async def test_an_upsert_of_keys_alone_keeps_the_row(storage: Storage, clock: Callable[[], object]) -> None:
    async with storage.writing() as connection:
        keys = {"name": "x", "imported_at": clock()}
        await connection.execute(insert(starter_imports).values(**keys))
        await connection.execute(storage.upsert(starter_imports, {"name": "x"}, {"imported_at": clock()}))
    async with storage.reading() as connection:
        assert (await connection.execute(select(starter_imports.c.imported_at))).scalar() == clock()


async def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    storage = await Storage.open(f"sqlite:///{tmp_path / 'a' / 'b.db'}")
    async with storage.writing() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await connection.execute(text("PRAGMA synchronous"))).scalar() == 2
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1
    await storage.close()


async def test_sqlite_lets_one_process_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.storage.engines._LOCK_WAIT_SECONDS", 0.2)
    address = f"sqlite:///{tmp_path / 'a.db'}"
    script = (
        "import asyncio, sys\nfrom data.storage import Storage\n"
        "async def hold():\n    storage = await Storage.open(sys.argv[1])\n    print('open', flush=True)\n"
        "    await asyncio.to_thread(sys.stdin.read)\n    await storage.close()\nasyncio.run(hold())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "open\n"
        with refused(StorageUnavailable, match="Another Marquee is using"):
            await Storage.open(address)
        other.stdin.close()
    storage = await Storage.open(address)
    await storage.close()


async def test_a_database_of_a_newer_marquee_is_refused(new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=False)
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await storage.close()
    with refused(StorageUnavailable, match="newer Marquee"):
        await Storage.open(address)


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "sqlite://",
        "mysql://u:hunter2@localhost/x",
        "postgresql://u:hunter2@127.0.0.1:1/x",
        "sqlite:////proc/nowhere/x.db",
    ],
)
async def test_a_bad_address_is_one_sentence_without_the_password(address: str) -> None:
    with pytest.raises(StorageUnavailable) as refusal:
        await Storage.open(address)
    assert "hunter2" not in str(refusal.value)
    assert "hunter2" not in plain_sentence(refusal.value)
    assert len(plain_sentence(refusal.value)) > 20
