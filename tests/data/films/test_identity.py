"""Which titles are the same film's, however they were typed, and under whichever version they were first kept."""

import datetime as dt

import pytest
from pydantic import ValidationError
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import NotFound
from data.film_keys import proposed_id, title_key
from data.films import known
from data.films.identity import find, identify, keep
from data.films.known import KnownFilm
from data.models import Film
from data.storage import Storage
from data.storage.tables.films import film_keys, films
from data.storage.tables.requests import film_requests
from data.storage.tables.reviews import reviews
from tests.conftest import SqliteHost
from tests.statements import sent_to

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)

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
    film = Film(title="Tock, Tock… Bang!", year=2021)
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=7_000_000_000, title_key="tock, tock… bang!", year=2021))
        assert await identify(connection, film) == 7_000_000_000
        assert await identify(connection, Film(title="tock tock bang", year=2021)) == 7_000_000_000
        assert len((await connection.execute(select(films))).all()) == 1


@pytest.mark.parametrize(
    "title", ["", " ", "\u200d", "\u3164", "\u2800\u2800", "\u00ad \ufe0f", "\u115f\u1160", "\U000e0001"]
)
def test_a_title_can_be_seen(title: str) -> None:
    with pytest.raises(ValidationError):
        Film(title=title)


FROZEN = Film(title="Frozen", year=2010, directors=("Adam Green",), imdb_id="tt1323045")
OTHER_FROZEN = Film(title="Frozen", year=2010, directors=("Shivajee Chandrabhushan",))


async def test_two_films_of_one_title_and_year_are_told_apart_by_their_directors(storage: Storage) -> None:
    async with storage.writing() as connection:
        first, second = await identify(connection, FROZEN), await identify(connection, OTHER_FROZEN)
        assert first == proposed_id("frozen", 2010) != second
        assert await identify(connection, OTHER_FROZEN) == second
        assert await identify(connection, FROZEN.model_copy(update={"directors": ("A. Green",)})) == first
        assert await identify(connection, Film(title="Frozen", year=2010)) == first
        third = Film(title="Frozen", year=2010, directors=("Somebody Else",), imdb_id="tt1323046")
        assert await identify(connection, third) not in {
            first,
            second,
            await identify(connection, Film(title="Frozen")),
        }
        assert await identify(connection, Film(title="Frozen", year=2010, imdb_id="tt1323046")) not in {first, second}


async def test_films_of_one_title_year_and_director_are_told_apart_by_their_ids_however_many(storage: Storage) -> None:
    alike = [FROZEN.model_copy(update={"title": "Frosty", "imdb_id": f"tt132304{number}"}) for number in range(4)]
    async with storage.writing() as connection:
        ids = [await identify(connection, film) for film in alike]
        assert len(set(ids)) == len(alike)
        assert [await identify(connection, film) for film in alike] == ids


async def test_a_known_film_is_kept_under_its_own_id_though_another_has_an_id_of_it(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a catalogue that somebody brings gives one id to two films."""
    first, second = KnownFilm(10**9 + 1, "Ebb", 2031), KnownFilm(10**9 + 2, "Flow", 2031, ids={"imdb": "tt1323045"})
    monkeypatch.setattr(known.load(), "get", {first.id: first, second.id: second}.get)
    monkeypatch.setattr(known.load(), "same_as", lambda film: first)
    async with storage.writing() as connection:
        await keep(connection, second.id)
        rows = {row.id: row.title_key for row in await connection.execute(select(films))}
        assert rows == {second.id: "flow"}


async def test_a_namesake_that_comes_first_does_not_get_the_id_of_the_known_film(storage: Storage) -> None:
    async with storage.writing() as connection:
        assert await identify(connection, OTHER_FROZEN) != proposed_id("frozen", 2010)
        assert await identify(connection, FROZEN) == proposed_id("frozen", 2010)


async def test_a_film_is_known_again_by_its_id_elsewhere_whatever_it_is_called_now(storage: Storage) -> None:
    async with storage.writing() as connection:
        film_id = await identify(connection, FROZEN)
        renamed = Film(title="Frozen: Stuck on a Lift", year=2011, imdb_id="tt1323045")
        assert await identify(connection, renamed) == film_id
        assert await find(connection, Film(title="frozen stuck on a lift", year=2011)) == film_id


async def test_a_film_with_another_id_elsewhere_is_another_though_title_and_year_are_alike(storage: Storage) -> None:
    async with storage.writing() as connection:
        first = await identify(connection, FROZEN)
        assert await find(connection, Film(title="Frozen", year=2010, imdb_id="tt1323046")) is None
        assert await find(connection, Film(title="Frozen", year=2010, imdb_id="tt1323045")) == first
        bare = await identify(connection, Film(title="Unheard Of", year=2010))
        assert await find(connection, Film(title="Unheard Of", year=2010, imdb_id="tt1323046")) == bare


SHREK = Film(title="Shrek 2", year=2004, imdb_id="tt0298148", directors=("Andrew Adamson",))
UNKNOWN = Film(title="Nobody Knows It", year=2010, imdb_id="tt7654321", directors=("Mary Roe",))


@pytest.mark.parametrize("film", [SHREK, FROZEN, UNKNOWN], ids=lambda film: film.title)
async def test_an_id_that_was_mistyped_or_forged_takes_nothing_from_the_film_that_has_it(
    storage: Storage, film: Film
) -> None:
    """The known films have it, or not, or nobody knows the film."""
    typed = Film(title="Foo Bar", year=1999, directors=("Jane Doe",), imdb_id=film.imdb_id)
    async with storage.writing() as connection:
        mistyped = await identify(connection, typed)
        right = await identify(connection, film)
        assert right == proposed_id(title_key(film.title), film.year or 0) != mistyped
        assert await identify(connection, film.model_copy(update={"imdb_id": None})) == right
        for again in (typed, typed.model_copy(update={"imdb_id": None})):
            assert await identify(connection, again) == mistyped


async def test_of_two_ids_that_were_typed_for_one_known_film_the_first_is_its_own(storage: Storage) -> None:
    """The known films have none of it."""
    other = FROZEN.model_copy(update={"imdb_id": "tt9999999"})
    async with storage.writing() as connection:
        assert await identify(connection, FROZEN) == proposed_id("frozen", 2010)
        second = await identify(connection, other)
        assert second != proposed_id("frozen", 2010)
        assert (await identify(connection, other), await identify(connection, FROZEN)) == (
            second,
            proposed_id("frozen", 2010),
        )
        bare = FROZEN.model_copy(update={"imdb_id": None})
        assert await identify(connection, bare) == proposed_id("frozen", 2010)


async def test_a_row_of_another_director_under_the_id_of_a_known_film_is_that_film(storage: Storage) -> None:
    """As an earlier version gave it to whichever came first."""
    known_id = proposed_id("frozen", 2010)
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=known_id, title_key="frozen", year=2010, directors="X Yz"))
        assert await identify(connection, Film(title="Frozen", year=2010)) == known_id
        assert await identify(connection, FROZEN) == known_id


async def test_a_title_that_was_typed_beside_the_id_of_another_film_stays_its_own_films(storage: Storage) -> None:
    """Nobody said who made it, so the id tells, and its title is noted; who means the known film of it gets that."""
    typed, spirited = Film(title="Spirited Away", year=2001, imdb_id=SHREK.imdb_id), proposed_id("spirited away", 2001)
    async with storage.writing() as connection:
        assert await identify(connection, typed) == proposed_id("shrek 2", 2004)
        for title in ("Spirited Away", "spirited  away"):
            assert await identify(connection, Film(title=title, year=2001)) == spirited
        assert await identify(connection, SHREK) == proposed_id("shrek 2", 2004)


async def test_an_id_that_a_film_of_another_title_has_goes_to_no_second_one(storage: Storage) -> None:
    taken = proposed_id(title_key("Unheard Of"), 2010)
    async with storage.writing() as connection:
        await connection.execute(insert(films).values(id=taken, title_key="called so since", year=2010))
        film_id = await identify(connection, Film(title="Unheard Of", year=2010))
        assert film_id == proposed_id(title_key("Unheard Of"), 2010, 1) != taken
        assert await identify(connection, Film(title="Unheard Of", year=2010)) == film_id


@pytest.mark.parametrize(
    ("typed", "title"), [("WALL-E", "WALL·E"), ("Amelie", "Amélie"), ("PANS LABYRINTH", "Pan's Labyrinth")]
)
async def test_other_spellings_are_the_same_film(storage: Storage, typed: str, title: str) -> None:
    async with storage.writing() as connection:
        for first, then in ((typed, title), (f"{title} Again", f"{typed} again")):
            film_id = await identify(connection, Film(title=first, year=1999))
            assert await identify(connection, Film(title=then, year=1999)) == film_id


async def test_a_known_film_has_a_row_from_the_first_that_is_kept_of_it(storage: Storage) -> None:
    film = known.load().named("Spirited Away", 2001)[0]
    async with storage.writing() as connection:
        assert await find(connection, film.facts) is None
        await keep(connection, film.id)
        await keep(connection, film.id)
        assert (
            await find(connection, Film(title="Sen to Chihiro no kamikakushi", imdb_id=film.facts.imdb_id)) == film.id
        )
        assert await identify(connection, Film(title="spirited away", year=2001)) == film.id
        with pytest.raises(NotFound):
            await keep(connection, 12_345_678_901)


async def test_a_known_films_other_title_is_that_film(storage: Storage) -> None:
    film = known.load().named("Amélie", 2001)[0]
    async with storage.writing() as connection:
        for title in (film.original_title, "amelie"):
            assert await identify(connection, Film(title=title, year=2001)) == film.id


async def asked_for_before_it_was_known(connection: AsyncConnection, directors: str = "") -> int:
    """A row of a film as an earlier version, or catalogue, left it: as it was typed."""
    row = {"id": 7_000_000_000, "title_key": "amelie", "year": 2001, "directors": directors}
    await connection.execute(insert(films).values(**row))
    await connection.execute(insert(film_keys).values(key="title:2001:amelie", film_id=row["id"]))
    asked = {"guild_id": 5, "film_id": row["id"], "member_id": 6, "label": "amelie (2001)", "asked_at": NOW}
    await connection.execute(insert(film_requests).values(**asked))
    return 7_000_000_000


async def whose_requests(connection: AsyncConnection) -> list[int]:
    return list(await connection.scalars(select(film_requests.c.film_id)))


@pytest.mark.parametrize("by", ["a vote", "a request"])
async def test_what_was_asked_for_before_a_film_was_known_goes_over_to_it(storage: Storage, by: str) -> None:
    film = known.load().named("Amélie", 2001)[0]
    async with storage.writing() as connection:
        before = await asked_for_before_it_was_known(connection)
        if by == "a vote":
            await keep(connection, film.id)
        else:
            assert await identify(connection, Film(title="Amelie", year=2001)) == film.id
        assert await whose_requests(connection) == [film.id]
        for spelt in ("amelie", "Amélie", "AMELIE"):
            assert await identify(connection, Film(title=spelt, year=2001)) == film.id
        assert before not in set(await connection.scalars(select(film_keys.c.film_id)))


async def test_what_has_a_review_or_another_director_stays_where_it_is(storage: Storage) -> None:
    film = known.load().named("Amélie", 2001)[0]
    async with storage.writing() as connection:
        before = await asked_for_before_it_was_known(connection, "Somebody Else")
        await keep(connection, film.id)
        assert await whose_requests(connection) == [before]
        assert await identify(connection, Film(title="Amelie", year=2001, directors=("Somebody Else",))) == before


async def test_a_film_with_a_review_keeps_its_id_when_it_becomes_known(storage: Storage) -> None:
    async with storage.writing() as connection:
        before = await asked_for_before_it_was_known(connection)
        seat = {"film_id": before, "guild_id": 5, "state": "published", "revision": 1, "created_at": NOW}
        await connection.execute(insert(reviews).values(**seat))
        assert await identify(connection, Film(title="Amelie", year=2001)) == before
        assert await whose_requests(connection) == [before]


@pytest.mark.parametrize("film", [Film(title="The Salt Clock", year=2031), Film(title="Shrek 2", year=2004)])
async def test_a_film_is_looked_for_without_reading_all_there_are(sqlite_host: SqliteHost, film: Film) -> None:
    storage = await Storage.open(sqlite_host.new(with_starter=False))
    try:
        async with storage.reading() as connection:
            with sent_to(storage) as sent:
                assert await find(connection, film) is None
            (query,) = [one for one in sent.statements if one != "BEGIN"]
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?"))
            steps = [row.detail for row in plan]
        assert any("films" in step for step in steps)
        assert not [step for step in steps if step.startswith("SCAN")]
    finally:
        await storage.close()
