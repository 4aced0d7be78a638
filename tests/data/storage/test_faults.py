"""What engines say of their faults, in their own codes, becomes one sentence for the person and one line in the log."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from cogs.ui.sentences import SENTENCES
from data import errors
from data.library import Library
from data.models import Tier
from data.storage import Storage
from data.storage.tables.films import films
from tests.conftest import PostgresHost
from tests.refusals import refused

pytestmark = pytest.mark.deadlines

LIST = "a list that nobody may see"


async def write(storage: Storage, film_id: int = 1) -> None:
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=film_id, title_key=LIST, year=film_id))


async def write_much(storage: Storage) -> None:
    async with storage.writing() as connection:
        rows = [{"id": n, "title_key": "x" * 500, "year": n} for n in range(1, 500)]
        await connection.execute(insert(films), rows)


async def read(storage: Storage) -> list[int]:
    async with storage.reading() as connection:
        return [row.id for row in await connection.execute(select(films))]  # from the table, not from an index


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Storage]:
    storage = await Storage.open(address)
    try:
        yield storage
    finally:
        await storage.close()


CODES = [
    ("53300", errors.Busy),
    ("55P03", errors.Busy),
    ("40001", errors.Collided),
    ("40P01", errors.Collided),
    ("57014", errors.TooSlow),
    ("08006", errors.StorageGone),
    ("57P03", errors.StorageGone),
    ("53100", errors.StorageFull),
    ("25006", errors.StorageReadOnly),
    ("42501", errors.StorageReadOnly),
    ("XX001", errors.StorageDamaged),
    ("XX002", errors.StorageDamaged),
]


@pytest.mark.parametrize(("code", "family"), CODES)
@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
async def test_what_postgresql_reports_is_one_of_the_family(
    postgres_storage: Storage,
    code: str,
    family: type[errors.StorageFault],
    writing: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fail = text(f"DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '{code}', DETAIL = '{LIST}'; END $$")

    async def work() -> None:
        async with postgres_storage.writing() if writing else postgres_storage.reading() as connection:
            await connection.execute(fail)

    with pytest.raises(errors.StorageFault) as fault:
        await work()
    assert type(fault.value) is family
    assert fault.value.said is (family.writing if writing else family.reading)
    (line,) = [record for record in caplog.records if record.name == "data.storage.faults"]
    assert code in line.getMessage()
    assert "\n" not in line.getMessage()
    assert line.exc_info is None
    assert LIST not in caplog.text


@pytest.fixture
async def postgres_storage(postgresql_address: str) -> AsyncIterator[Storage]:
    async with opened(postgresql_address) as storage:
        yield storage


async def test_a_mistake_in_a_statement_is_no_fault_of_the_database(storage: Storage) -> None:
    await write(storage)
    with pytest.raises(IntegrityError):
        await write(storage)


async def test_postgresql_that_has_no_connection_left_is_busy(
    postgres_host: PostgresHost, postgresql_address: str
) -> None:
    name = make_url(postgresql_address).database
    postgres_host.psql(f"CREATE ROLE few_{name} LOGIN CONNECTION LIMIT 1; ALTER DATABASE {name} OWNER TO few_{name};")
    address = make_url(postgresql_address).set(username=f"few_{name}").render_as_string(hide_password=False)
    async with opened(address) as storage, storage.writing():
        with refused(errors.Busy, match="try again in a moment"):
            await read(storage)


async def test_a_postgresql_that_can_only_be_read_is_refused_at_the_start(
    postgres_host: PostgresHost, postgresql_address: str
) -> None:
    async with opened(postgresql_address):
        pass
    name = make_url(postgresql_address).database
    postgres_host.psql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with refused(errors.StorageUnavailable, match="can only be read"):
        await Storage.open(postgresql_address)


async def test_a_connection_that_is_lost_in_a_transaction_is_told_and_the_next_one_is_new(
    postgres_storage: Storage,
) -> None:
    with refused(errors.StorageGone, match="does not count"):
        async with postgres_storage.writing() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    await write(postgres_storage)
    assert await read(postgres_storage) == [1]


async def test_a_lost_postgresql_is_told_to_whoever_votes_and_whoever_asks(
    postgres_host: PostgresHost, postgresql_address: str
) -> None:
    async with Library.open(postgresql_address, with_starter=False) as library:
        name = make_url(postgresql_address).database
        postgres_host.psql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        postgres_host.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
        with refused(errors.StorageFault, match="does not count"):
            await library.votes.cast(500, 1, 900, Tier.POSITIVE)
        with refused(errors.StorageFault, match="try again"):
            await library.votes.tally(500, 1)


@pytest.fixture
async def sqlite_storage(tmp_path: Path) -> AsyncIterator[Storage]:
    async with opened(f"sqlite:///{tmp_path / 'a.db'}") as storage:
        yield storage


async def pragma(storage: Storage, setting: str) -> None:
    """Set something on the one connection that writes."""
    async with storage._engines.writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        async with driver.execute(f"PRAGMA {setting}"):
            pass


async def test_a_full_sqlite_is_told_as_full_and_goes_on_when_there_is_room(sqlite_storage: Storage) -> None:
    async with sqlite_storage.reading() as connection:
        pages = await connection.scalar(text("PRAGMA page_count"))
    await pragma(sqlite_storage, f"max_page_count={pages}")
    with refused(errors.StorageFull, match="no room left"):
        await write_much(sqlite_storage)
    await pragma(sqlite_storage, "max_page_count=100000")
    await write(sqlite_storage)
    assert await read(sqlite_storage) == [1]


async def test_an_sqlite_that_can_only_be_read_is_told(sqlite_storage: Storage) -> None:
    await write(sqlite_storage)
    await pragma(sqlite_storage, "query_only=1")
    with refused(errors.StorageReadOnly, match="Nothing can be stored"):
        await write(sqlite_storage, 2)
    assert await read(sqlite_storage) == [1]


async def test_a_busy_sqlite_is_told_as_busy(sqlite_storage: Storage, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with refused(errors.Busy, match="try again in a moment"):
            await write(sqlite_storage)
    finally:
        other.close()
    await write(sqlite_storage)


async def test_damaged_bytes_are_told_as_damage(tmp_path: Path) -> None:
    async with opened(f"sqlite:///{tmp_path / 'a.db'}") as storage:
        await write_much(storage)
        async with storage.reading() as connection:
            root = await connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'films'"))
    copy = tmp_path / "b.db"
    shutil.copy(tmp_path / "a.db", copy)
    with copy.open("r+b") as file:
        file.seek((int(root or 0) - 1) * 4096)
        file.write(b"\xff" * 4096)
    async with opened(f"sqlite:///{copy}") as storage:
        with refused(errors.StorageDamaged, match="damaged and cannot be read"):
            await read(storage)
        with refused(errors.StorageDamaged, match="damaged, so that was not stored"):
            await write(storage, 1000)


async def test_a_file_that_is_no_database_is_refused_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("A letter to whoever runs Marquee. " * 200)
    with refused(errors.StorageUnavailable, match="is damaged: file is not a database"):
        await Storage.open(f"sqlite:///{tmp_path / 'a.db'}")


def test_every_kind_has_its_own_sentences() -> None:
    kinds = [errors.Busy, errors.StorageGone, errors.StorageFull, errors.StorageReadOnly]
    kinds += [errors.StorageDamaged, errors.TooSlow]
    assert len({SENTENCES[kind.writing] for kind in kinds}) == len(kinds)
    assert all("does not count" in SENTENCES[kind.writing] for kind in kinds)
    assert not [kind for kind in kinds if "does not count" in SENTENCES[kind.reading]]
