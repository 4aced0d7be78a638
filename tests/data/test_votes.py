import asyncio

from data.library import Library
from data.models import Film, Review, Tally, Tier

HERE, ELSEWHERE = 111, 222


async def film_of(library: Library) -> int:
    return (await library.reviews.save(Review(film=Film(title="Jaws", year=1975)))).film_id


async def test_one_vote_a_member_a_film_a_server(empty_library: Library) -> None:
    film, votes = await film_of(empty_library), empty_library.votes
    assert await votes.cast(HERE, film, 1, Tier.POSITIVE) == Tally(positive=1)
    assert await votes.cast(HERE, film, 1, Tier.NEGATIVE) == Tally(negative=1)
    assert await votes.cast(HERE, film, 2, Tier.NEGATIVE) == Tally(negative=2)
    assert await votes.cast(ELSEWHERE, film, 1, Tier.MIXED) == Tally(mixed=1)
    assert await votes.of_member(HERE, film, 1) is Tier.NEGATIVE


async def test_a_vote_can_be_taken_back_also_twice(empty_library: Library) -> None:
    film, votes = await film_of(empty_library), empty_library.votes
    await votes.cast(HERE, film, 1, Tier.POSITIVE)
    assert await votes.retract(HERE, film, 1) == Tally()
    assert await votes.retract(HERE, film, 1) == Tally()
    assert await votes.of_member(HERE, film, 1) is None


async def test_votes_at_once_are_each_counted(empty_library: Library) -> None:
    film, votes = await film_of(empty_library), empty_library.votes
    await asyncio.gather(*(votes.cast(HERE, film, member, Tier.MIXED) for member in range(1, 101)))
    assert await votes.tally(HERE, film) == Tally(mixed=100)
