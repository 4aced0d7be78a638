"""A library from before there were generations is read whole, and followed from there."""

from alembic import command
from sqlalchemy import inspect, select

from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review
from data.storage import Storage, migrations
from data.storage.tables.libraries import libraries
from data.storage.tables.reviews import reviews
from tests.data.storage.test_poll_migration import differences

BEFORE = "0008"


def review(title: str) -> Review:
    return Review(film=Film(title=title, year=2021), summary="He fights.")


async def test_reviews_of_before_are_found_and_counted_from(address: str) -> None:
    async with Library.open(address, with_starter=False) as library:
        for title in ("Nobody", "Lantern"):
            await library.reviews.save(review(title))
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda c: command.downgrade(migrations.config(c), BEFORE))
        assert "libraries" not in await connection.run_sync(lambda c: inspect(c).get_table_names())
        await connection.run_sync(migrations.upgrade)
        assert await connection.run_sync(differences) == []
        assert set(await connection.scalars(select(reviews.c.generation))) == {0}
    await storage.close()
    async with Library.open(address, with_starter=False) as library:
        assert await library.catalogue.size(SHARED_LIBRARY) == 2
        await library.reviews.save(review("Harbour"))
        assert await library.catalogue.size(SHARED_LIBRARY) == 3
        async with library.storage.reading() as connection:
            assert (await connection.execute(select(libraries.c.guild_id, libraries.c.generation))).one() == (
                SHARED_LIBRARY,
                1,
            )
            assert sorted(await connection.scalars(select(reviews.c.generation))) == [0, 0, 1]
