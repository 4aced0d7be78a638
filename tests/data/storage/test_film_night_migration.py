"""What rooms were told before codes is kept as the rule reads it, and no id of a night that is over."""

import datetime as dt

from alembic import command
from sqlalchemy import Connection, select

from data.film_nights import history
from data.film_nights.codes import codes_of
from data.library import Library
from data.models import Severity
from data.storage import Storage, migrations
from data.storage.tables.film_nights import film_night_doubts, film_night_people, film_nights
from tests.clock import Clock
from tests.data.film_nights.clubs import NOT_CLEARED, asked, film_with, meeting
from tests.data.warnings.lists_strategy import warning
from tests.data.warnings.reviewed import CHANNEL, GUILD


def _as_it_was(connection: Connection, film_id: int, now: dt.datetime) -> None:
    command.downgrade(migrations.config(connection), "0015")
    nights = film_nights.insert()
    for hours, people, reply in (
        (200, [1, 2, 3], "nothing found"),
        (100, [4, 5, 6, 7], "meets"),
        (1, [1, 2, 3], "meets"),
    ):
        asked = [{"people": people, "film": film_id, "revision": 1, "reply": reply}]
        document = {"joined": people, "asked": asked if hours > 1 else []}
        row = {"guild_id": GUILD, "channel_id": CHANNEL, "opened_at": now - dt.timedelta(hours=hours)}
        connection.execute(nights.values(**row, document=document))


async def test_what_was_told_still_counts(address: str, clock: Clock) -> None:
    async with Library.open(address, with_starter=False, now=clock) as library:
        film = await film_with(library, "X", "dog")
        assert warning("dog", Severity.MODERATE) in film.review.warnings
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(_as_it_was, film.film_id, clock())
    await storage.close()
    async with Library.open(address, with_starter=False, now=clock) as library:
        night = await library.film_nights.get(3, GUILD)
        assert set(night.guests) == {1, 2, 3}
        async with library.storage.writing() as connection:
            codes = await codes_of(connection, range(1, 8))
            told = (await history.read(connection, set(codes.values()))).history
        wishes = {"dog:mild", "dog:moderate"}
        assert {codes[1]: wishes, codes[2]: wishes, codes[3]: wishes} == {
            person: set(known) for person, known in told.known.items() if known
        }
        (doubt,) = told.doubts
        assert doubt.open == {codes[member]: wishes for member in (4, 5, 6, 7)}
        assert await asked(library, clock, (4, 5, 6), film) == [NOT_CLEARED], "7 would be told on"


async def test_it_can_be_taken_back(address: str, clock: Clock) -> None:
    async with Library.open(address, with_starter=False, now=clock) as library:
        await meeting(library, (1, 2, 3))
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0015"))
        (document,) = (await connection.execute(select(film_nights.c.document))).scalars()
        assert document == {"joined": [1, 2, 3], "asked": []}
    await storage.close()
    async with Library.open(address, with_starter=False, now=clock) as library, library.storage.reading() as connection:
        for table in (film_night_people, film_night_doubts):
            assert (await connection.execute(select(table))).all() == []
        assert (await library.film_nights.get(1, GUILD)).guests.keys() == {1, 2, 3}
