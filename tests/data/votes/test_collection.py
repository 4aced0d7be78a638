import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data.models import Tally, Tier
from data.storage.tables.films import films
from data.votes.collection import OwnVote, Votes
from data.votes.statistics import Order
from tests.data.worlds import GUILD, Clock, opened

ALIEN, BARBIE, NOBODY = 10**9 + 3, 10**9 + 2, 10**9 + 1


@pytest.fixture
async def votes(address: str) -> AsyncIterator[Votes]:
    async with opened(address, Clock()) as library:
        async with library.storage.writing() as connection:
            for film_id, title in ((ALIEN, "alien"), (BARBIE, "barbie"), (NOBODY, "nobody")):
                await connection.execute(insert(films).values(id=film_id, title_key=title, year=2000))
        yield library.votes


async def test_a_vote_can_be_cast_changed_and_taken_back(votes: Votes) -> None:
    assert await votes.cast(GUILD, ALIEN, 1, Tier.POSITIVE) == Tally(positive=1)
    assert await votes.cast(GUILD, ALIEN, 1, Tier.NEGATIVE) == Tally(negative=1)
    assert await votes.of_member_all(GUILD, 1) == [OwnVote(ALIEN, Tier.NEGATIVE)]
    assert await votes.retract(GUILD, ALIEN, 1) == Tally()
    assert await votes.retract(GUILD, ALIEN, 1) == Tally()
    assert await votes.of_member_all(GUILD, 1) == []


async def test_votes_at_once_are_each_counted_once(votes: Votes) -> None:
    tiers = {member: list(Tier)[member % 3] for member in range(1, 301)}
    pressed = [(member, tier) for member, tier in tiers.items() for _ in range(2)]
    answers = await asyncio.gather(*(votes.cast(GUILD, ALIEN, member, tier) for member, tier in pressed))
    assert await votes.tally(GUILD, ALIEN) == Tally(positive=100, mixed=100, negative=100)
    assert max(answer.total for answer in answers) == 300


async def test_presses_of_one_member_at_once_end_with_the_last(votes: Votes) -> None:
    await asyncio.gather(
        votes.cast(GUILD, ALIEN, 1, Tier.POSITIVE),
        votes.retract(GUILD, ALIEN, 1),
        votes.cast(GUILD, ALIEN, 1, Tier.MIXED),
    )
    assert await votes.tally(GUILD, ALIEN) == Tally(mixed=1)
    await asyncio.gather(votes.cast(GUILD, ALIEN, 1, Tier.POSITIVE), votes.retract(GUILD, ALIEN, 1))
    assert await votes.tally(GUILD, ALIEN) == Tally()


async def test_a_vote_on_a_film_that_is_not_there_fails_alone(votes: Votes) -> None:
    answers = await asyncio.gather(
        *(votes.cast(GUILD, film_id, 1, Tier.MIXED) for film_id in (ALIEN, 12345, BARBIE)), return_exceptions=True
    )
    assert isinstance(answers[1], IntegrityError)
    assert (answers[0], answers[2]) == (Tally(mixed=1), Tally(mixed=1))


async def test_servers_do_not_see_each_others_votes(votes: Votes) -> None:
    await votes.cast(GUILD, ALIEN, 1, Tier.MIXED)
    assert await votes.tally(GUILD + 1, ALIEN) == Tally()
    assert await votes.of_member_all(GUILD + 1, 1) == []
    assert await votes.top(GUILD + 1, Order.MOST_VOTED) == []


async def test_a_member_finds_all_own_votes_by_title(votes: Votes) -> None:
    for film_id, tier in ((NOBODY, Tier.MIXED), (ALIEN, Tier.POSITIVE)):
        await votes.cast(GUILD, film_id, 1, tier)
    await votes.cast(GUILD, BARBIE, 2, Tier.NEGATIVE)
    assert await votes.of_member_all(GUILD, 1) == [OwnVote(ALIEN, Tier.POSITIVE), OwnVote(NOBODY, Tier.MIXED)]


async def test_the_top_ranks_a_servers_films(votes: Votes) -> None:
    for member in range(1, 11):
        await votes.cast(GUILD, ALIEN, member, Tier.POSITIVE)
        await votes.cast(GUILD, BARBIE, member, Tier.POSITIVE if member % 2 else Tier.NEGATIVE)
    await votes.cast(GUILD, NOBODY, 1, Tier.POSITIVE)
    assert [film.film_id for film in await votes.top(GUILD, Order.BEST)] == [ALIEN, BARBIE]
    assert [film.film_id for film in await votes.top(GUILD, Order.MOST_DIVISIVE)] == [BARBIE]
    await votes.cast(GUILD, ALIEN, 11, Tier.MIXED)
    (most,) = await votes.top(GUILD, Order.MOST_VOTED, limit=1)
    assert (most.film_id, most.tally) == (ALIEN, Tally(positive=10, mixed=1))


async def test_two_processes_on_one_postgresql_do_not_block_each_other(postgresql_address: str) -> None:
    """Two libraries press for the same members, each in its own order; whoever is blocked in a circle tries again."""
    async with opened(postgresql_address, Clock()) as one, opened(postgresql_address, Clock()) as other:
        async with one.storage.writing() as connection:
            await connection.execute(insert(films).values(id=ALIEN, title_key="alien", year=1979))
        presses = []
        for number in range(400):
            first, second = (one, other) if number % 2 else (other, one)
            presses.append(first.votes.cast(GUILD, ALIEN, number % 20, Tier.MIXED))
            presses.append(second.votes.retract(GUILD, ALIEN, 19 - number % 20))
        await asyncio.gather(*presses)
        await asyncio.gather(*(one.votes.cast(GUILD, ALIEN, member, Tier.POSITIVE) for member in range(20)))
        assert await other.votes.tally(GUILD, ALIEN) == Tally(positive=20)
