"""`python -m bot backup`, as a person starts it: beside a bot that writes, on a full disk, and killed in the middle."""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.library import Library
from data.models import Tier
from tests import processes
from tests.bot.shell.process import bot
from tests.conftest import PostgresHost, SqliteHost
from tests.environment import environment

GUILD = 500
VOTERS = """
import asyncio, sys
from data.library import Library
from data.models import Tier

async def main():
    async with Library.open(sys.argv[1]) as library:
        film_id = (await library.reviews.every())[0].film_id

        async def vote(member):
            await library.votes.cast(500, film_id, member, Tier.POSITIVE)
            print(member, flush=True)

        for start in range(1, 40_001, 100):
            await asyncio.gather(*(vote(start + number) for number in range(100)))

asyncio.run(main())
"""


def votes_in(path: Path) -> set[int]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return {member for (member,) in connection.execute("SELECT member_id FROM votes")}


@pytest.fixture
def address(sqlite_host: SqliteHost) -> str:
    return sqlite_host.new(with_starter=True)


@pytest.fixture
def voting(address: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that votes without a pause, a hundred at once, and says whose vote is durable."""
    command = [sys.executable, "-c", VOTERS, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=processes.ROOT) as process:
        yield process
        process.kill()


def confirmed_so_far(process: "subprocess.Popen[str]", enough: int) -> set[int]:
    assert process.stdout
    return {int(process.stdout.readline()) for _ in range(enough)}


def test_every_vote_confirmed_before_it_began_is_in_it(
    tmp_path: Path, address: str, voting: "subprocess.Popen[str]"
) -> None:
    confirmed: set[int] = set()
    for number in range(3):
        confirmed |= confirmed_so_far(voting, 300)
        done = bot(tmp_path, "backup", tmp_path / f"{number}.db", address=address)
        assert re.fullmatch(
            r".*/\d\.db: [\d,]+ rows in \d+ tables, [\d,]+ bytes\. It was opened and counted, and all is there\.\n",
            done.stdout,
        )
        kept = votes_in(tmp_path / f"{number}.db")
        assert confirmed <= kept
        assert voting.poll() is None  # it was at it all the while, and its locks were left alone
        assert {path.name for path in tmp_path.iterdir()} == {f"{n}.db" for n in range(number + 1)}
    after = confirmed_so_far(voting, 300)
    assert after
    voting.kill()
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_without_a_name_it_goes_beside_the_database_and_into_a_folder_by_its_date(tmp_path: Path, address: str) -> None:
    database = Path(address.removeprefix("sqlite:///"))
    folder = tmp_path / "folder"
    folder.mkdir()
    first = bot(tmp_path, "backup", address=address).stdout.partition(": ")[0]
    second = bot(tmp_path, "backup", folder, address=address).stdout.partition(": ")[0]
    assert Path(first).parent == database.parent / "backups"
    assert Path(second).parent == folder
    for path in (first, second):
        assert re.fullmatch(rf"{database.stem}-\d{{4}}-\d\d-\d\d-\d{{6}}\.db", Path(path).name)
        assert (Path(path).stat().st_mode & 0o777) == (database.stat().st_mode & 0o777)


def test_nothing_is_overwritten_and_what_is_not_there_is_not_backed_up(tmp_path: Path, address: str) -> None:
    (tmp_path / "precious.db").write_text("mine")
    done = bot(tmp_path, "backup", tmp_path / "precious.db", address=address, status=2)
    assert "precious.db already, and nothing is overwritten" in done.stderr
    assert (tmp_path / "precious.db").read_text() == "mine"
    done = bot(tmp_path, "backup", address=f"sqlite:///{tmp_path / 'nowhere.db'}", status=2)
    assert "nothing to back up" in done.stderr
    assert not (tmp_path / "nowhere.db").exists()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, address: str) -> None:
    done = bot(tmp_path, "backup", tmp_path / "full.db", address=address, status=2, largest_file=204_800)
    assert "could not be made" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


async def test_killed_in_the_middle_it_leaves_no_backup_and_the_next_one_tidies_up(
    tmp_path: Path, address: str
) -> None:
    async with Library.open(address) as library:
        film_id = (await library.reviews.every())[0].film_id
        await library.votes.cast(GUILD, film_id, 1, Tier.MIXED)
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        connection.execute("CREATE TABLE ballast (filling BLOB)")
        connection.executemany("INSERT INTO ballast VALUES (zeroblob(1000000))", [()] * 150)
        connection.commit()
    folder = tmp_path / "backups"
    folder.mkdir()
    process = await processes.start(("backup", str(folder)), environment(MARQUEE_DATABASE=address))
    while not (half := [path for path in folder.iterdir() if path.stat().st_size > 1_000_000]):
        assert process.returncode is None
        await asyncio.sleep(0.002)
    process.kill()
    await process.wait()
    assert [path.name[0] for path in half] == ["."]
    left = list(folder.iterdir())
    assert left
    assert all(path.name.startswith(".") for path in left)
    (folder / ".somebody else's.partial").touch()
    left += [folder / ".somebody else's.partial"]
    for path in left:
        long_ago = time.time() - 7200
        os.utime(path, (long_ago, long_ago))
    bot(tmp_path, "backup", folder, address=address)
    stranger, whole = sorted(folder.iterdir())
    assert stranger.name == ".somebody else's.partial"
    assert Counter(votes_in(whole)) == Counter([1])


@pytest.fixture
def programs(postgres_host: PostgresHost) -> str:
    """The folder that the server's own process was started from, with the programs of its version."""
    return str(Path(os.readlink(f"/proc/{postgres_host.pid}/exe")).parent)


async def test_of_postgresql_it_is_a_dump_of_one_moment_read_back_row_by_row(
    tmp_path: Path, postgres_host: PostgresHost, programs: str
) -> None:
    source, empty = postgres_host.new(with_starter=True), postgres_host.new(with_starter=False)
    path = f"{programs}:{os.environ['PATH']}"
    done = bot(tmp_path, "backup", tmp_path / "a.dump", address=source, PATH=path)
    rows = re.fullmatch(r".*/a\.dump: ([\d,]+) rows in (\d+) tables, [\d,]+ bytes\..*\n", done.stdout)
    assert rows
    assert int(rows[1].replace(",", "")) > 120
    assert os.listdir(tmp_path) == ["a.dump"]
    subprocess.run([f"{programs}/pg_restore", f"--dbname={empty}", tmp_path / "a.dump"], check=True)
    async with Library.open(source) as old, Library.open(empty) as new:
        assert await old.reviews.every() == await new.reviews.every()


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("", "needs its programs pg_dump and pg_restore"), ("9.6.24", "pg_dump is of PostgreSQL 9 and the server of ")],
)
def test_without_a_fitting_pg_dump_it_says_what_to_install(
    tmp_path: Path, postgres_host: PostgresHost, version: str, sentence: str
) -> None:
    for name in ("pg_dump", "pg_restore") if version else ():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    address = postgres_host.new(with_starter=True)
    done = bot(tmp_path, "backup", tmp_path / "a.dump", address=address, PATH=str(tmp_path), status=2)
    assert sentence in done.stderr
    assert not (tmp_path / "a.dump").exists()
