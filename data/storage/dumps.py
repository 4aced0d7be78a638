"""Backups of PostgreSQL by its own programs, of one snapshot, read back and counted before they have their name."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import BackupFailed, Reason, StorageUnavailable
from data.storage.backups import Held, held, new_file
from data.storage.faults import refusal_of

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COPIED = re.compile(rb"COPY \S*?\"?(\w+)\"? \(")
_LINE_BYTES = 2**26


async def dump(url: URL, target: Path, surroundings: Mapping[str, str]) -> Held:
    """Write a PostgreSQL database into a new file in pg_dump's own format. `surroundings` is the process' environment,
    where the programs are looked for and which they get; passwords go that way, since command lines are public.

    Raises:
        BackupFailed: with the reason, such as programs that are missing; nothing is left then.
        StorageUnavailable: the server cannot be reached.
    """
    programs = [shutil.which(name, path=surroundings.get("PATH")) for name in ("pg_dump", "pg_restore")]
    if not all(programs):
        raise BackupFailed(Reason.NO_PG_DUMP)
    pg_dump, pg_restore = map(str, programs)
    try:
        from data.storage.postgresql import Engines
    except ModuleNotFoundError:
        raise StorageUnavailable(Reason.POSTGRESQL_NOT_INSTALLED) from None
    engines = Engines(url)
    environment = dict(surroundings) | _places(url)
    try:
        async with engines.reader.connect() as connection:
            await _refuse_an_older(pg_dump, environment, connection)
            snapshot, counts = await _moment(connection)
            with new_file(target) as partial:
                partial.touch(mode=0o600)
                await _run(
                    [pg_dump, "--format=custom", f"--snapshot={snapshot}", f"--file={partial}"], environment, target
                )
                there = await _count(pg_restore, partial, environment, target)
                differing = next((table for table in counts if counts[table] != there.get(table)), None)
                if differing:
                    raise BackupFailed(Reason.BACKUP_DIFFERS, path=str(target), table=differing)
    except (DBAPIError, OSError) as error:
        raise refusal_of(error, url.render_as_string(hide_password=True)) from error
    finally:
        await engines.dispose(1.0)
    return held(target, counts)


def _places(url: URL) -> dict[str, str]:
    """Where the server is, as its programs are told."""
    query = {name: value if isinstance(value, str) else value[0] for name, value in url.query.items()}
    told = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port or query.get("port") or "") or None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode") or query.get("ssl"),
    }
    return {name: str(value) for name, value in told.items() if value}


async def _moment(connection: AsyncConnection) -> tuple[str, Mapping[str, int]]:
    """A snapshot that lasts as long as the transaction now begun, and how many rows each table has in it."""
    await connection.execution_options(isolation_level="REPEATABLE READ")
    for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
        await connection.execute(text(f"SET LOCAL {name} = 0"))
    snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
    tables = list((await connection.execute(text(_TABLES))).scalars())
    counts = {table: await connection.scalar(text(f'SELECT count(*) FROM "{table}"')) for table in tables}  # noqa: S608
    return str(snapshot), {table: rows or 0 for table, rows in counts.items()}


async def _refuse_an_older(pg_dump: str, environment: Mapping[str, str], connection: AsyncConnection) -> None:
    said = await _run([pg_dump, "--version"], environment, Path(pg_dump))
    found = re.search(r"(\d+)(?:\.\d+|devel|beta|rc)", said)
    server = int(await connection.scalar(text("SELECT current_setting('server_version_num')")) or 0) // 10_000
    await connection.rollback()
    if found and int(found[1]) < server:
        raise BackupFailed(Reason.PG_DUMP_TOO_OLD, client=found[1], server=server)


async def _run(command: list[str], environment: Mapping[str, str], target: Path) -> str:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, env=dict(environment), stdout=pipe, stderr=pipe)
    try:
        said, complained = await process.communicate()
    finally:
        _end(process)
    if process.returncode:
        raise BackupFailed(Reason.BACKUP_FAILED, path=str(target), why=_last_line(complained))
    return said.decode(errors="replace")


async def _count(pg_restore: str, path: Path, environment: Mapping[str, str], target: Path) -> dict[str, int]:
    """Rows by table of a dump, every one of them read back."""
    pipe = asyncio.subprocess.PIPE
    command = (pg_restore, "--data-only", "--file=-", str(path))
    process = await asyncio.create_subprocess_exec(
        *command, env=dict(environment), stdout=pipe, stderr=pipe, limit=_LINE_BYTES
    )
    assert process.stdout
    assert process.stderr
    counts: dict[str, int] = {}
    table = None
    try:
        async for line in process.stdout:
            if table is None:
                found = _COPIED.match(line)
                table = found[1].decode() if found else None
                counts |= {table: 0} if table else {}
            elif line == b"\\.\n":
                table = None
            else:
                counts[table] += 1
        complained = await process.stderr.read()
        if await process.wait():
            raise BackupFailed(Reason.BACKUP_FAILED, path=str(target), why=_last_line(complained))
    finally:
        _end(process)
    return counts


def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()


def _last_line(complained: bytes) -> str:
    return complained.decode(errors="replace").strip().rpartition("\n")[2]
