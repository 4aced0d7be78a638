"""Which titles are the same film's, however they were typed, and under whichever version they were first kept."""

import pytest
from pydantic import ValidationError
from sqlalchemy import insert, select

from data.films.identity import identify, proposed_id
from data.models import Film
from data.storage import Storage
from data.storage.tables.films import films

JAWS = [
    "Jaws",
    "JAWS",
    " jaws ",
    "Ja\u00adws",
    "J\u200caws",
    "Jaws\ufe0f",
    "Ｊａｗｓ",
    "\u2800Jaws",
    "Jaws\U000e0001",
    "\u3164Jaws",
]


async def test_what_nobody_sees_makes_no_other_film(storage: Storage) -> None:
    async with storage.writing() as connection:
        ids = {await identify(connection, Film(title=title, year=1975)) for title in JAWS}
        other = await identify(connection, Film(title="Jaws 2", year=1975))
    assert ids == {proposed_id("jaws", 1975)}
    assert other not in ids


async def test_a_film_that_an_earlier_version_kept_under_another_key_is_the_same(storage: Storage) -> None:
    film = Film(title="Tick, Tick… Boom!", year=2021)
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=7_000_000_000, title_key="tick, tick… boom!", year=2021))
        assert await identify(connection, film) == 7_000_000_000
        assert await identify(connection, Film(title="Tick, Tick... Boom!", year=2021)) != 7_000_000_000
        assert len((await connection.execute(select(films))).all()) == 2


@pytest.mark.parametrize(
    "title", ["", " ", "\u200d", "\u3164", "\u2800\u2800", "\u00ad \ufe0f", "\u115f\u1160", "\U000e0001"]
)
def test_a_title_can_be_seen(title: str) -> None:
    with pytest.raises(ValidationError):
        Film(title=title)
