"""A publication is one row; servers are told of it afterwards, a few in each transaction, each once and in order."""

import asyncio
import time
from collections.abc import Sequence

import pytest
from alembic import command
from sqlalchemy import Connection, func, insert, select

from data.announcements import news
from data.formats import Draft
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, StoredReview, Tier
from data.storage import ANSWER_SECONDS, migrations
from data.storage.tables.announcements import review_announcements, review_news
from data.storage.tables.servers import server_settings
from tests.clock import Clock
from tests.data.worlds import opened

MODERATOR = 700
SERVERS = range(1, 12)


async def listen(library: Library, servers: Sequence[int]) -> None:
    document = {"announcement_channel_id": 600}
    async with library.storage.writing() as connection:
        rows = [{"guild_id": guild_id, "document": document} for guild_id in servers]
        await connection.execute(insert(server_settings), rows)


async def publish(library: Library, title: str, guild_id: int = SHARED_LIBRARY) -> StoredReview:
    return await library.reviews.save(Review(film=Film(title=title, year=2031)), guild_id)


async def in_line(library: Library) -> list[tuple[int, int]]:
    """Server and review of each row, in their order."""
    columns = (review_announcements.c.guild_id, review_announcements.c.review_id)
    async with library.storage.reading() as connection:
        rows = await connection.execute(select(*columns).order_by(review_announcements.c.id))
        return [(guild_id, review_id) for guild_id, review_id in rows]


async def serve_once(library: Library) -> None:
    async with library.storage.writing() as connection:
        await news.serve(connection)


async def messages(library: Library) -> list[tuple[int, int]]:
    """Server and number of reviews of each message that is due."""
    await library.announcements.gather_due()
    told = []
    while delivery := await library.outbox.claim():
        told.append((delivery.guild_id, len((await library.announcements.read(delivery.subject_id)).reviews)))
        await library.outbox.record_posted(delivery, 1)
    return sorted(told)


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST_SERVED", 4)
    monkeypatch.setattr(news, "MOST_PUBLICATIONS", 2)


async def test_publishing_writes_one_row_however_many_servers_listen(empty_library: Library) -> None:
    await listen(empty_library, SERVERS)
    stored = await publish(empty_library, "The Lantern")
    assert await in_line(empty_library) == []
    async with empty_library.storage.reading() as connection:
        (row,) = (await connection.execute(select(review_news))).all()
    assert (row.guild_id, row.review_id, row.revision, row.is_new) == (SHARED_LIBRARY, stored.id, 1, True)
    assert await messages(empty_library) == [(guild_id, 1) for guild_id in SERVERS]


async def test_after_a_process_died_in_between_nobody_is_left_out_or_told_twice(address: str, clock: Clock) -> None:
    async with opened(address, clock) as library:
        await listen(library, SERVERS)
        stored = [await publish(library, f"Film {number}") for number in range(5)]
        await serve_once(library)
        assert 0 < len(await in_line(library)) < len(SERVERS)
    async with opened(address, clock) as library:
        assert await messages(library) == [(guild_id, 5) for guild_id in SERVERS]
        line = await in_line(library)
        for guild_id in SERVERS:
            assert [review for server, review in line if server == guild_id] == [one.id for one in stored]
        assert await messages(library) == []
        assert await library.announcements.next_due() is None


async def test_whoever_asks_at_once_serves_each_server_once(empty_library: Library) -> None:
    await listen(empty_library, SERVERS)
    for number in range(3):
        await publish(empty_library, f"Film {number}")
    await asyncio.gather(*(empty_library.announcements.gather_due() for _ in range(4)))
    assert await messages(empty_library) == [(guild_id, 1) for guild_id in SERVERS for _ in range(3)]


async def test_who_switches_on_or_off_while_servers_are_told_is_not_told(empty_library: Library) -> None:
    await listen(empty_library, SERVERS)
    await publish(empty_library, "The Lantern")
    await serve_once(empty_library)
    await empty_library.servers.set(50, MODERATOR, announcement_channel_id=600)
    await empty_library.servers.set(10, MODERATOR, announcement_channel_id=None)
    await empty_library.servers.set(11, MODERATOR, announcement_channel_id=601)  # another one, as before
    assert await messages(empty_library) == [(guild_id, 1) for guild_id in SERVERS if guild_id != 10]
    await empty_library.servers.set(10, MODERATOR, announcement_channel_id=600)
    await publish(empty_library, "The Anchor")
    assert await messages(empty_library) == [(guild_id, 1) for guild_id in (*SERVERS, 50)]


async def test_going_back_puts_into_line_who_was_not_told_yet(empty_library: Library) -> None:
    await listen(empty_library, SERVERS)
    shared = await publish(empty_library, "The Lantern")
    own = await publish(empty_library, "The Anchor", 11)
    await serve_once(empty_library)
    await empty_library.servers.set(50, MODERATOR, announcement_channel_id=600)

    def there_and_back(connection: Connection) -> None:
        command.downgrade(migrations.config(connection), "0008")
        migrations.upgrade(connection)

    async with empty_library.storage.writing() as connection:
        await connection.run_sync(there_and_back)
    assert sorted(await in_line(empty_library)) == [*((guild_id, shared.id) for guild_id in SERVERS), (11, own.id)]
    assert len(await messages(empty_library)) == len(SERVERS) + 1


@pytest.mark.timing
async def test_votes_do_not_wait_for_a_hundred_reviews_that_two_thousand_servers_are_told_of(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    await listen(empty_library, range(1, 2_101))
    film_id = (await publish(empty_library, "The Lantern")).film_id
    drafts = [Draft(review=Review(film=Film(title=f"Film {number}", year=2031))) for number in range(100)]

    async def publish_and_tell() -> None:
        for first in range(0, 100, 25):  # as many as chat takes at once
            await empty_library.imports.take(drafts[first : first + 25], SHARED_LIBRARY, publish=True)
        due = empty_library.now()
        while (left := await empty_library.announcements.next_due()) and left <= due:
            await empty_library.announcements.gather_due()

    telling, waited, number = asyncio.ensure_future(publish_and_tell()), [0.0], 0
    while not telling.done():
        number += 1
        began = time.perf_counter()
        await empty_library.votes.cast(500, film_id, number, Tier.MIXED)
        waited.append(time.perf_counter() - began)
        await asyncio.sleep(0.005)
    await telling
    async with empty_library.storage.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(review_announcements)) == 101 * 2_100
    assert max(waited) < ANSWER_SECONDS, max(waited)
