"""How much a server's reviews take, with all their revisions: counted where one is written, and bounded."""

import asyncio

import pytest
from alembic import command
from sqlalchemy import Text, cast, func, select

from data.errors import InvalidChange
from data.formats import Draft
from data.library import Library
from data.models import Film, Review, StoredReview
from data.reviews import collection
from data.storage import Storage, migrations
from data.storage.tables.libraries import libraries
from data.storage.tables.reviews import reviews, revisions
from tests.data.reviews.test_collection import OURS, THEIRS
from tests.refusals import refused

ANNA = 71


def text(number: int, letters: int = 2_000) -> Review:
    return Review(film=Film(title=f"Film {number}"), overview="é" * letters)


async def write(library: Library, number: int, guild: int = OURS, letters: int = 2_000) -> StoredReview:
    return await library.reviews.revise(text(number, letters), guild, ANNA, 0)


async def taken(library: Library, guild: int = OURS) -> tuple[int, int]:
    """The bytes that are kept as counted, and as they are."""
    size = func.coalesce(func.sum(func.length(cast(revisions.c.document, Text))), 0)
    sizes = select(size).join(reviews, reviews.c.id == revisions.c.review_id).where(reviews.c.guild_id == guild)
    async with library.storage.reading() as connection:
        counted = await connection.scalar(select(libraries.c.bytes).where(libraries.c.guild_id == guild))
        return int(counted or 0), int(await connection.scalar(sizes) or 0)


async def test_every_revision_is_counted(empty_library: Library) -> None:
    first = await write(empty_library, 1)
    await empty_library.reviews.withdraw(first.film_id, OURS, ANNA)
    await empty_library.reviews.restore(first.film_id, OURS, ANNA)
    await empty_library.imports.take([Draft(review=text(2))], OURS, publish=True)
    await write(empty_library, 1, THEIRS)
    counted, kept = await taken(empty_library)
    assert counted == kept > 4 * 2_000
    theirs, kept = await taken(empty_library, THEIRS)
    assert theirs == kept
    assert theirs * 3 < counted


async def test_a_server_cannot_get_past_it_and_can_still_withdraw(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await write(empty_library, 1)
    one, _ = await taken(empty_library)
    monkeypatch.setattr(collection, "MOST_BYTES", 4 * one + 100)
    written = await asyncio.gather(*(write(empty_library, n) for n in range(2, 8)), return_exceptions=True)
    assert sum(isinstance(one, StoredReview) for one in written) == 3
    assert sum(isinstance(one, InvalidChange) for one in written) == 3
    counted, kept = await taken(empty_library)
    assert counted == kept <= collection.MOST_BYTES
    with refused(InvalidChange, "take 0 MB already, and more are not possible. Nothing was changed"):
        await write(empty_library, 9)
    await empty_library.reviews.withdraw(first.film_id, OURS, ANNA)
    with refused(InvalidChange, "more are not possible"):
        await empty_library.reviews.restore(first.film_id, OURS, ANNA)
    await write(empty_library, 9, THEIRS)
    assert await empty_library.imports.take([Draft(review=text(10))], OURS, publish=True), "by whoever runs it"


async def test_what_there_was_before_is_counted(address: str) -> None:
    async with Library.open(address, with_starter=False) as library:
        await write(library, 1)
        await write(library, 2, THEIRS)
        before = await taken(library)
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0013"))
        await connection.execute(libraries.delete().where(libraries.c.guild_id == THEIRS))  # as before generations
    await storage.close()
    async with Library.open(address, with_starter=False) as library:
        assert await taken(library) == before
        theirs, kept = await taken(library, THEIRS)
        assert theirs == kept > 2_000
