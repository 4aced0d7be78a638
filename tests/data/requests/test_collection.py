"""What members ask for, and which review answers it."""

import pytest

from data.errors import NotFound
from data.library import Library
from data.models import Film, Review
from data.requests.collection import film_named
from data.storage.tables.requests import film_requests

GUILD, OTHER_GUILD, MEMBER = 500, 501, 7


async def ask(library: Library, typed: str, guild_id: int = GUILD) -> None:
    await library.requests.ask(guild_id, MEMBER, film_named(typed))


async def waiting(library: Library, guild_id: int = GUILD) -> list[str]:
    return [wanted.label for wanted in await library.requests.most_wanted(guild_id, 10)]


@pytest.mark.parametrize(
    ("asked", "year", "answered"),
    [
        ("Dune", 2021, True),  # whoever names no year is served by any film of that title
        ("Dune (2021)", 2021, True),
        ("dune (2021)", 2021, True),
        ("Dune (1984)", 2021, False),
        ("Dune (2021)", None, False),
        ("Dunes", 2021, False),
    ],
)
async def test_a_review_answers_requests_of_its_title_and_year(
    empty_library: Library, asked: str, year: int | None, answered: bool
) -> None:
    await ask(empty_library, asked)
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=year)), GUILD)
    assert await waiting(empty_library) == ([] if answered else [asked])


async def test_a_servers_review_answers_that_server_alone_and_a_shared_one_answers_all(empty_library: Library) -> None:
    for guild_id in (GUILD, OTHER_GUILD):
        await ask(empty_library, "Dune (2021)", guild_id)
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)), GUILD)
    assert await waiting(empty_library) == []
    assert await waiting(empty_library, OTHER_GUILD) == ["Dune (2021)"]
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)))
    assert await waiting(empty_library, OTHER_GUILD) == []


async def test_a_shared_review_answers_nobody_whose_server_withdrew_its_own(empty_library: Library) -> None:
    own = await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)), GUILD)
    await empty_library.reviews.withdraw(own.film_id, GUILD)
    for guild_id in (GUILD, OTHER_GUILD):
        await ask(empty_library, "Dune (2021)", guild_id)
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)))
    assert await waiting(empty_library) == ["Dune (2021)"]
    assert await waiting(empty_library, OTHER_GUILD) == []
    await empty_library.reviews.restore(own.film_id, GUILD, actor_id=MEMBER)
    assert await waiting(empty_library) == []


async def test_an_answered_request_stays_answered_though_it_is_made_again(empty_library: Library) -> None:
    """As from a card of before, or in another process, that does not know of the review yet."""
    await ask(empty_library, "Dune (2021)")
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)), GUILD)
    with pytest.raises(NotFound, match="reviewed by now"):
        await ask(empty_library, "Dune (2021)")
    assert await waiting(empty_library) == []
    await ask(empty_library, "Dune (2021)", OTHER_GUILD)
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)))
    with pytest.raises(NotFound, match="reviewed by now"):
        await ask(empty_library, "Dune (2021)", OTHER_GUILD)
    assert await waiting(empty_library, OTHER_GUILD) == []


async def test_take_back_deletes_the_row_also_once_it_was_answered(empty_library: Library) -> None:
    await ask(empty_library, "Dune (2021)")
    wanted = (await empty_library.requests.most_wanted(GUILD, 10))[0]
    await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)), GUILD)
    assert await empty_library.requests.take_back(GUILD, MEMBER, wanted.film_id)
    async with empty_library.storage.reading() as connection:
        assert (await connection.execute(film_requests.select())).all() == []
    assert not await empty_library.requests.take_back(GUILD, MEMBER, wanted.film_id)


async def test_a_review_that_comes_back_answers_those_who_asked_meanwhile_and_is_told_to_them_alone(
    empty_library: Library,
) -> None:
    stored = await empty_library.reviews.save(Review(film=Film(title="Dune", year=2021)), GUILD)
    while await empty_library.announcements.next_due():
        await empty_library.announcements.gather_due()
    for asked in (False, True):
        await empty_library.reviews.withdraw(stored.film_id, GUILD)
        if asked:
            await ask(empty_library, "Dune (2021)")
        await empty_library.reviews.restore(stored.film_id, GUILD, actor_id=MEMBER)
        assert await waiting(empty_library) == []
        assert (await empty_library.announcements.next_due() is not None) is asked
