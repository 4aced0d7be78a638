"""What lists show is filled from what there was, and goes when the migration is taken back."""

from alembic import command
from sqlalchemy import Connection, select

from data.drafts import DraftState
from data.library import Library
from data.models import Film, Review, ReviewState
from data.storage import Storage, migrations
from data.storage.tables.drafts import drafts
from data.storage.tables.reviews import reviews, revisions
from tests.clock import Clock

GUILD, ANNA = 500, 1
TITLES = (Film(title="Jaws", year=1975), Film(title="Amélie: “Le Fabuleux”", year=2001), Film(title="Undated"))


def _kept(connection: Connection) -> list[list[tuple[object, ...]]]:
    queries = (
        select(drafts).order_by(drafts.c.id),
        select(reviews.c.id, reviews.c.label, reviews.c.revision).order_by(reviews.c.id),
        select(revisions.c.review_id, revisions.c.revision, revisions.c.state).order_by(*revisions.primary_key),
    )
    return [[tuple(row) for row in connection.execute(query)] for query in queries]


async def test_labels_and_states_of_before_are_those_that_were_written(address: str, clock: Clock) -> None:
    async with Library.open(address, with_starter=False, now=clock) as library:
        for film in TITLES:
            stored = await library.reviews.save(Review(film=film), GUILD)
            draft = await library.drafts.start(GUILD, ANNA, stored.review, film_id=stored.film_id)
            clock.advance(minutes=1)
            await library.drafts.keep_typed(draft.id, GUILD, ANNA, part="facts", form="facts.details", typed={"a": "b"})
        await library.reviews.withdraw(stored.film_id, GUILD, ANNA, "not for us")
        await library.drafts.submit(draft.id, GUILD, ANNA)
        await library.reviews.save(Review(film=Film(title="Begun"), state=ReviewState.DRAFT), GUILD)
        async with library.storage.reading() as connection:
            before = await connection.run_sync(_kept)
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0009"))
    await storage.close()
    async with Library.open(address, with_starter=False, now=clock) as library:
        async with library.storage.reading() as connection:
            assert await connection.run_sync(_kept) == before
        waiting = await library.drafts.lists.queue(GUILD, 25)
        assert [(one.label, one.state) for one in waiting.lines] == [("Undated", DraftState.SUBMITTED)]
        assert [film.label for film in await library.reviews.withdrawn_in(GUILD)] == ["Undated"]
        mine = await library.drafts.lists.of_owner(GUILD, ANNA, 2)
        assert ([one.label for one in mine.lines], mine.total) == ([film.label for film in TITLES[:0:-1]], 3)
