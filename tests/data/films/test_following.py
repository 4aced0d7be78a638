"""Several processes on one database: what one publishes, withdraws or chooses, the others know soon after."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update

from data.films import following
from data.formats import markdown
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review
from data.storage.tables.libraries import libraries
from data.storage.tables.reviews import reviews, revisions
from tests.conftest import PostgresHost

GUILD = 500
LONG = 10.0
"""Seconds on a busy machine; the test of how long it takes is marked."""


def review(title: str, year: int = 2021) -> Review:
    return Review(film=Film(title=title, year=year), summary="He fights.")


async def within(seconds: float, holds: Callable[[], Awaitable[bool]]) -> float:
    """How long it took until it was so."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 (it is asked as a person would)
            await asyncio.sleep(0.01)
    return time.monotonic() - began


@pytest.fixture
async def two(postgresql_address: str) -> AsyncIterator[tuple[Library, Library]]:
    """Two libraries on one database, as two processes have them; both have been asked before."""
    async with (
        Library.open(postgresql_address, with_starter=False) as one,
        Library.open(postgresql_address, with_starter=False) as other,
    ):
        for library in (one, other):
            assert await library.catalogue.size(GUILD) == 0
        yield one, other


def holding(library: Library, films: int) -> Callable[[], Awaitable[bool]]:
    async def whether() -> bool:
        return await library.catalogue.size(GUILD) == films

    return whether


def offered(library: Library, typed: str, guild_id: int = GUILD) -> Callable[[], Awaitable[bool]]:
    async def whether() -> bool:
        return bool(await library.catalogue.complete(guild_id, typed))

    return whether


def gone(library: Library, typed: str, guild_id: int = GUILD) -> Callable[[], Awaitable[bool]]:
    async def whether() -> bool:
        return not await library.catalogue.complete(guild_id, typed)

    return whether


@pytest.mark.parametrize("guild_id", [SHARED_LIBRARY, GUILD])
async def test_what_one_publishes_and_withdraws_the_other_follows(two: tuple[Library, Library], guild_id: int) -> None:
    one, other = two
    saved = await one.reviews.save(review("Nobody"), guild_id)
    await within(LONG, offered(other, "nobody"))
    await one.reviews.withdraw(saved.film_id, guild_id)
    await within(LONG, gone(other, "nobody"))
    await other.reviews.restore(saved.film_id, guild_id, 1)
    await within(LONG, offered(one, "nobody"))


@pytest.mark.timing
async def test_the_others_know_within_a_second(two: tuple[Library, Library]) -> None:
    one, other = two
    published, withdrawn = [], []
    for _ in range(5):
        saved = await one.reviews.save(review("Nobody"), GUILD)
        published.append(await within(LONG, offered(other, "nobody")))
        await one.reviews.withdraw(saved.film_id, GUILD)
        withdrawn.append(await within(LONG, gone(other, "nobody")))
    assert statistics.median(published) < 1
    assert statistics.median(withdrawn) < 1


async def test_nobody_is_told_of_no_film_that_was_published_just_now(two: tuple[Library, Library]) -> None:
    one, other = two
    await other.following.stop()  # as if the notice were still on its way
    saved = await one.reviews.save(review("Nobody"), GUILD)
    assert await gone(other, "nobody")()
    found = (await other.catalogue.find(GUILD, "nobody")).film
    assert found
    assert found.film_id == saved.film_id


async def test_the_settings_of_a_server_are_those_of_its_last_change(two: tuple[Library, Library]) -> None:
    one, other = two
    await one.servers.set(GUILD, 1, suggestions_allowed=True)
    assert (await other.servers.get(GUILD)).suggestions_allowed  # nothing keeps them
    async with one.storage.reading() as connection:
        assert await connection.scalar(select(libraries.c.generation).where(libraries.c.guild_id == GUILD)) == 1


async def test_following_reads_what_changed_and_nothing_else(two: tuple[Library, Library]) -> None:
    one, other = two
    for number in range(30):
        await one.reviews.save(review(f"Lantern {number}"), GUILD)
    await within(LONG, holding(other, 30))
    async with one.storage.writing() as connection:  # a row that is read now would not be found any more
        await connection.execute(delete(revisions).where(revisions.c.revision == 1))
    await one.reviews.save(review("Nobody"), GUILD)
    await within(LONG, offered(other, "nobody"))
    assert await other.catalogue.size(GUILD) == 31


async def test_two_who_write_at_once_are_both_followed(two: tuple[Library, Library]) -> None:
    one, other = two
    await asyncio.gather(
        *(one.reviews.save(review(f"Lantern {number}"), GUILD) for number in range(10)),
        *(other.reviews.save(review(f"Harbour {number}"), GUILD) for number in range(10)),
    )
    for library in two:
        await within(LONG, holding(library, 20))
    async with one.storage.reading() as connection:
        numbers = (await connection.scalars(select(reviews.c.generation).order_by(reviews.c.generation))).all()
        assert list(numbers) == list(range(1, 21))


async def test_a_great_import_is_followed_by_reading_anew(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.films.changes.MOST_FOLLOWED", 10)
    monkeypatch.setattr("data.films.catalogue.MOST_FOLLOWED", 10)
    one, other = two
    await other.following.stop()
    for number in range(25):
        await one.reviews.save(review(f"Lantern {number}"), GUILD)
    other.following.start()
    await within(LONG, holding(other, 25))


async def test_who_lost_the_connection_listens_again_and_compares(
    two: tuple[Library, Library], postgres_host: PostgresHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_REST_SECONDS", 60.0)
    one, other = two
    for number in range(3):
        async with one.storage.writing() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'NOTIFY%'"
                )
            )
        await one.reviews.save(review(f"Lantern {number}"), GUILD)
        await within(LONG, holding(other, number + 1))


async def test_who_hears_nothing_compares(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As behind a pooler, or where the server has no connection to spare."""
    one, other = two
    await other.following.stop()

    def refuse(_channel: str) -> None:
        raise ConnectionRefusedError("no more connections")

    monkeypatch.setattr(other.storage, "listening", refuse)
    other.following.start()
    saved = await one.reviews.save(review("Nobody"), GUILD)
    await within(LONG, offered(other, "nobody"))
    await one.reviews.withdraw(saved.film_id, GUILD)
    await within(LONG, gone(other, "nobody"))
    await asyncio.sleep(1.2)
    assert caplog.text.count("not heard") == 1


async def test_a_pooler_that_swallows_notices_is_found_out(
    two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.storage.generations.CHANNEL", "another_channel")  # where nobody speaks
    monkeypatch.setattr("data.storage.listening.Notices._hear", lambda *_: None)
    one, other = two
    await other.following.stop()
    other.following.start()
    await one.reviews.save(review("Nobody"), GUILD)
    await within(LONG, offered(other, "nobody"))  # the first half second goes into finding out


async def test_a_database_restored_from_a_backup_is_read_anew(two: tuple[Library, Library]) -> None:
    one, other = two
    kept = await one.reviews.save(review("Kept"), GUILD)
    lost = await one.reviews.save(review("Lost"), GUILD)
    await within(LONG, offered(other, "lost"))
    async with one.storage.writing() as connection:  # as it stood before the second
        await connection.execute(delete(revisions).where(revisions.c.review_id == lost.id))
        await connection.execute(delete(reviews).where(reviews.c.id == lost.id))
        await connection.execute(update(libraries).values(generation=1))
        await connection.execute(select(func.pg_notify("marquee_libraries", str(GUILD))))
    await within(LONG, gone(other, "lost"))
    assert await other.catalogue.has(GUILD, kept.film_id)


async def test_a_library_never_asked_for_is_not_read(two: tuple[Library, Library]) -> None:
    one, other = two
    await one.reviews.save(review("Nobody"), 900)
    await one.reviews.save(review("Lantern"), GUILD)
    await within(LONG, offered(other, "lantern"))
    assert 900 not in other.catalogue._shelves


async def test_on_sqlite_nobody_listens(empty_library: Library) -> None:
    if empty_library.storage.is_shared:
        assert any(task.get_name() == "following other processes" for task in asyncio.all_tasks())
    else:
        assert not any(task.get_name() == "following other processes" for task in asyncio.all_tasks())


async def test_what_the_command_line_imports_is_followed(
    two: tuple[Library, Library], postgresql_address: str, tmp_path: Path
) -> None:
    (tmp_path / "lantern.md").write_text(markdown.dumps(review("The Lantern of Nowhere")), "utf-8")
    command = (sys.executable, "-m", "bot", "import", str(tmp_path))
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, "MARQUEE_DATABASE": postgresql_address})
    assert await process.wait() == 0
    for library in two:
        await within(LONG, offered(library, "the lantern of nowhere"))
