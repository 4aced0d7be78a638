"""`python -m bot restore`: a backup is put back whole, and what was erased since stays erased."""

import asyncio
import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from data.errors import NotFound, PollEnded
from data.library import Library
from data.models import Tier
from data.polls import Choice, Names
from data.storage import Storage
from data.storage.restoring import _exchange
from tests.bot.shell.process import bot
from tests.conftest import SqliteHost
from tests.data.rights.lives import live, naming, published, rows
from tests.data.storage.test_every_version import NOW, as_it_was
from tests.data.worlds import GUILD, Clock, open_poll, opened, voter

pytestmark = pytest.mark.uncounted  # tests/data/storage/test_backups.py runs the same in one thread
MEMBER, OTHER, THIRD = 31, 32, 33


@pytest.fixture
def address(sqlite_host: SqliteHost) -> str:
    return sqlite_host.new(with_starter=True)


@pytest.fixture
def database(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


async def a_vote(library: Library, member_id: int, tier: Tier) -> int:
    film_id = (await library.reviews.every())[0].film_id
    await library.votes.cast(GUILD, film_id, member_id, tier)
    return film_id


def exported(folder: Path, name: str, address: str) -> dict[str, bytes]:
    bot(folder, "export", folder / name, address=address)
    return {path.name: path.read_bytes() for path in (folder / name).iterdir()}


def column(path: Path, query: str) -> Sequence[Any]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [value for (value,) in connection.execute(query)]


async def test_what_was_backed_up_is_put_back_and_what_was_there_is_kept(
    tmp_path: Path, address: str, database: Path
) -> None:
    async with Library.open(address) as library:
        film_id = await a_vote(library, MEMBER, Tier.MIXED)
    before = exported(tmp_path, "before", address)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    async with Library.open(address) as library:
        await a_vote(library, OTHER, Tier.MIXED)
        await library.reviews.withdraw(film_id)
    done = bot(tmp_path, "restore", tmp_path / "b.db", address=address)
    assert re.match(r".*\.db is the library of .*/b\.db now: [\d,]+ rows\.\nWhat was there is kept: ", done.stdout)
    (kept,) = database.parent.glob(f"{database.name}.replaced-*")
    assert str(kept) in done.stdout
    assert set(column(kept, "SELECT member_id FROM votes")) == {MEMBER, OTHER}
    assert exported(tmp_path, "after", address) == before
    async with Library.open(address) as library:
        assert (await library.votes.tally(GUILD, film_id)).total == 1
    assert not list(database.parent.glob(".restoring-*"))
    assert (tmp_path / "b.db").exists()


async def test_what_was_erased_since_stays_erased(tmp_path: Path, address: str, database: Path) -> None:
    category, topics = await _some_topics()
    async with Library.open(address) as library:
        for member in (MEMBER, OTHER, THIRD):
            await library.personal_lists.choose(member, category, topics)
        secret = await open_poll(library)
        named = await open_poll(library, film_id=5, names=Names.AFTER)
        still_open = await open_poll(library, film_id=6)
        for poll in (secret, named, still_open):
            await library.polls.ballots.cast(poll.id, voter(MEMBER), Choice.POSITIVE)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    async with Library.open(address) as library:
        await library.personal_lists.erase(MEMBER)
        for topic in topics:
            await library.personal_lists.set_threshold(THIRD, topic, None)
        await library.personal_lists.choose(THIRD, category, topics[:1])
        for poll in (secret, named):
            await library.polls.ballots.cast(poll.id, voter(OTHER), Choice.NEGATIVE)
            await library.polls.closing.close(poll.id, GUILD)
        later = await open_poll(library, film_id=7)
        await library.polls.ballots.cast(later.id, voter(OTHER), Choice.NEGATIVE)
        ended_later = await library.polls.closing.close(later.id, GUILD)
    for _ in range(2):  # what is done once is not undone or done twice by the next
        done = bot(tmp_path, "restore", tmp_path / "b.db", address=address)
        assert "5 erasures that came after the backup were done again." in done.stdout
        async with Library.open(address, with_starter=False) as library:
            assert (await library.personal_lists.get(MEMBER)).wishes == ()
            assert (await library.personal_lists.get(THIRD)).wishes == ()
            assert len((await library.personal_lists.get(OTHER)).wishes) == len(topics)
            for poll in (secret, named):
                with pytest.raises(PollEnded):
                    await library.polls.ballots.cast(poll.id, voter(OTHER), Choice.NEGATIVE)
                result = await library.polls.result(poll.id, GUILD)
                assert (result.count.tally.positive, result.count.tally.negative) == (1, 1)
            assert await library.polls.result(later.id, GUILD) == ended_later
            with pytest.raises(NotFound):
                await library.polls.ballots.own(secret.id, MEMBER)
            assert await library.polls.ballots.own(still_open.id, MEMBER) is Choice.POSITIVE
        assert column(database, "SELECT poll_id FROM poll_keys") == [still_open.id]
        assert sorted(column(database, "SELECT poll_id FROM ballots")) == [named.id, named.id, still_open.id]


async def test_a_server_that_was_forgotten_since_stays_forgotten(tmp_path: Path, address: str, database: Path) -> None:
    async with Library.open(address) as library:
        film_id = await a_vote(library, MEMBER, Tier.MIXED)
        await library.votes.cast(GUILD + 1, film_id, MEMBER, Tier.MIXED)
        await open_poll(library)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    async with Library.open(address) as library:
        await library.rights.forget_server(GUILD)
    for _ in range(2):
        done = bot(tmp_path, "restore", tmp_path / "b.db", address=address)
        assert "1 erasure that came after the backup was done again." in done.stdout
        assert column(database, "SELECT guild_id FROM votes") == [GUILD + 1]
        assert column(database, "SELECT id FROM polls") == column(database, "SELECT subject_id FROM outbox") == []
        assert column(database, "SELECT subject_id FROM erasures WHERE kind = 'server'") == [GUILD]


async def test_a_member_who_was_forgotten_since_stays_forgotten(tmp_path: Path, address: str) -> None:
    member, other = 300_000_000_000_000_031, 300_000_000_000_000_032
    async with Library.open(address, with_starter=False) as library:
        stored = await published(library, GUILD)
        for number, one in enumerate((member, other)):
            await live(library, stored, one, film_id=10 * (number + 1))
        theirs = await library.rights.of_member(other)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    async with Library.open(address, with_starter=False) as library:
        await library.rights.forget_member(member)
    for _ in range(2):
        done = bot(tmp_path, "restore", tmp_path / "b.db", address=address)
        assert "1 erasure that came after the backup was done again." in done.stdout
        async with Library.open(address, with_starter=False) as library:
            assert naming(await rows(library), member) == {"erasures"}
            assert await library.rights.of_member(other) == theirs


async def _some_topics() -> tuple[str, list[str]]:
    from data import taxonomy

    category = taxonomy.load().categories[0]
    return category.id, [topic.id for topic in category.topics[:2]]


async def test_a_message_that_was_in_line_is_looked_for_before_it_is_posted(tmp_path: Path, address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    bot(tmp_path, "restore", tmp_path / "b.db", address=address)
    clock.forward(minutes=5)
    async with opened(address, clock) as library:
        delivery = await library.outbox.claim()
        assert delivery
        assert (delivery.subject_id, delivery.tried_at is not None, delivery.attempt) == (poll.id, True, 2)


async def test_into_another_library_it_takes_none_of_its_polls(
    tmp_path: Path, address: str, sqlite_host: SqliteHost
) -> None:
    """On a new machine, where a Marquee was tried out before the backup came."""
    category, topics = await _some_topics()
    async with Library.open(address) as library:
        await library.personal_lists.choose(MEMBER, category, topics)
        poll = await open_poll(library)
        await library.polls.ballots.cast(poll.id, voter(MEMBER), Choice.POSITIVE)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    new = sqlite_host.new(with_starter=True)
    async with Library.open(new) as library:
        other = await open_poll(library, guild_id=9)
        assert other.id == poll.id
        await library.polls.closing.close(other.id, 9)
    bot(tmp_path, "restore", tmp_path / "b.db", address=new)
    async with Library.open(new) as library:
        assert (await library.polls.get(poll.id, GUILD)).is_open
        assert await library.polls.ballots.own(poll.id, MEMBER) is Choice.POSITIVE
        assert len((await library.personal_lists.get(MEMBER)).wishes) == len(topics)


def _of_a_newer_marquee(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "damaged": lambda path: path.write_bytes(os.urandom(100_000)),
    "of a newer Marquee": _of_a_newer_marquee,
}


@pytest.mark.parametrize("state", LOSSES)
async def test_a_library_that_is_lost_is_put_back(tmp_path: Path, address: str, database: Path, state: str) -> None:
    async with Library.open(address) as library:
        await a_vote(library, MEMBER, Tier.MIXED)
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    LOSSES[state](database)
    done = bot(tmp_path, "restore", tmp_path / "b.db", address=address)
    assert ("could not be read in the library before it" in done.stdout) == (state != "of a newer Marquee")
    assert len(list(database.parent.glob(f"{database.name}.replaced-*"))) == (
        state in {"damaged", "of a newer Marquee"}
    )
    assert column(database, "SELECT member_id FROM votes") == [MEMBER]
    async with Library.open(address):
        pass


@pytest.mark.parametrize("version", ["0001", "0008"])
async def test_a_backup_of_an_earlier_marquee_is_put_back_and_migrated(
    tmp_path: Path, address: str, database: Path, version: str
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        as_it_was(connection, version)
    engine.dispose()
    bot(tmp_path, "restore", tmp_path / "old.db", address=address)
    async with Library.open(address, with_starter=False) as library:
        assert [one.review.summary for one in await library.reviews.every()] == ["It ends."]
    assert column(database, "SELECT count(*) FROM erasures") == [0]
    assert column(tmp_path / "old.db", "SELECT version_num FROM alembic_version") == [version]


async def test_while_the_bot_runs_it_and_the_import_refuse_in_one_sentence_and_a_backup_does_not(
    tmp_path: Path, address: str, database: Path
) -> None:
    (tmp_path / "page.txt").write_text("The Lantern (2031)\n\nFilm Summary\nA light.\n")
    bot(tmp_path, "backup", tmp_path / "b.db", address=address)
    storage = await Storage.open(address)
    try:
        for said in (r"Another Marquee is using .*", r"Another Marquee \(process \d+ on .+\) is using .*"):
            for command in (("restore", tmp_path / "b.db"), ("import", tmp_path / "page.txt")):
                done = await asyncio.to_thread(bot, tmp_path, *command, address=address, status=2)
                assert re.search(rf"{said}\. Stop it first", done.stderr)
            for lock in database.parent.glob(f"{database.name}.*.lock"):
                lock.unlink()  # as in another container, where only the lease is seen
        await asyncio.to_thread(bot, tmp_path, "backup", tmp_path / "c.db", address=address)
        assert not list(database.parent.glob(f"{database.name}.replaced-*"))
        async with storage.writing() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM leases")) == 1
    finally:
        await storage.close()


def test_what_is_no_backup_is_refused_in_a_sentence_and_changes_nothing(
    tmp_path: Path, address: str, database: Path
) -> None:
    before = database.read_bytes()
    (tmp_path / "text.db").write_text("no database " * 1000)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE films (id INTEGER)")
        connection.commit()
    bot(tmp_path, "backup", tmp_path / "newer.db", address=address)
    whole = (tmp_path / "newer.db").read_bytes()
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    with closing(sqlite3.connect(tmp_path / "newer.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    refusals = {
        "nowhere.db": "There is no file",
        "text.db": "holds no library of Marquee",
        "other.db": "holds no library of Marquee",
        "half.db": "is damaged",
        "newer.db": "written by a newer Marquee",
    }
    for name, sentence in refusals.items():
        done = bot(tmp_path, "restore", tmp_path / name, address=address, status=2)
        assert sentence in done.stderr, name
        assert done.stderr.count("\n") == 1
    done = bot(tmp_path, "restore", database, address=address, status=2)
    assert "is the database itself" in done.stderr
    assert database.read_bytes() == before
    done = bot(tmp_path, "restore", tmp_path / "newer.db", address="postgresql://nobody@localhost/x", status=2)
    assert "pg_restore" in done.stderr


def test_where_the_exchange_fails_the_library_is_as_it_was(tmp_path: Path, database: Path) -> None:
    """As on a disk that goes away between two steps: what is to come is not there any more."""
    before = database.read_bytes()
    with pytest.raises(FileNotFoundError):
        _exchange(database, tmp_path / "gone" / database.name, NOW)
    assert database.read_bytes() == before
    with closing(sqlite3.connect(tmp_path / database.name)) as connection:
        connection.execute("CREATE TABLE films (id INTEGER)")
    os.chmod(tmp_path / database.name, 0o600)
    beside = database.with_name(f"{database.name}-shm")
    beside.mkdir()  # what cannot be deleted
    with pytest.raises(OSError, match=r"directory|permitted"):
        _exchange(database, tmp_path / database.name, NOW)
    assert database.read_bytes() == before
    assert not list(database.parent.glob(f"{database.name}.replaced-*"))
