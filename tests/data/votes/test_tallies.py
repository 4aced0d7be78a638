"""Tallies are what counting the votes gives, whatever is pressed, in whatever order and from however many processes."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine

import pytest
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select

from data.library import Library
from data.models import Tally, Tier
from data.storage import Storage, migrations
from data.storage.tables.films import films
from data.storage.tables.votes import vote_tallies, votes
from data.votes.statistics import Order
from tests.data.worlds import Clock, opened
from tests.statements import sent_to

GUILDS, FILMS, MEMBERS = (500, 501), tuple(range(10**9, 10**9 + 4)), range(1, 7)

Counts = dict[tuple[int, int], Tally]


@pytest.fixture
async def voted_in(address: str) -> AsyncIterator[Library]:
    async with opened(address, Clock()) as library:
        await with_films(library)
        yield library


async def with_films(library: Library) -> None:
    async with library.storage.writing() as connection:
        rows = [{"id": film_id, "title_key": str(film_id), "year": 0} for film_id in FILMS]
        await connection.execute(insert(films), rows)


async def kept(library: Library) -> Counts:
    async with library.storage.reading() as connection:
        rows = await connection.execute(select(vote_tallies))
        return {
            (row.guild_id, row.film_id): Tally(positive=row.positive, mixed=row.mixed, negative=row.negative)
            for row in rows
        }


async def recounted(library: Library) -> Counts:
    query = select(votes.c.guild_id, votes.c.film_id, votes.c.tier, func.count()).group_by(
        votes.c.guild_id, votes.c.film_id, votes.c.tier
    )
    counts: dict[tuple[int, int], dict[str, int]] = {}
    async with library.storage.reading() as connection:
        for guild_id, film_id, tier, number in await connection.execute(query):
            counts.setdefault((guild_id, film_id), {})[Tier(tier).name.lower()] = number
    return {place: Tally(**count) for place, count in counts.items()}


async def in_step(library: Library) -> bool:
    """What is kept is what there is; a film whose votes were all taken back may stay with none."""
    counts = await kept(library)
    return {place: tally for place, tally in counts.items() if tally.total} == await recounted(library)


def press(
    library: Library, guild_id: int, film_id: int, member_id: int, tier: Tier | None
) -> Coroutine[object, object, Tally]:
    if tier is None:
        return library.votes.retract(guild_id, film_id, member_id)
    return library.votes.cast(guild_id, film_id, member_id, tier)


presses = st.tuples(
    st.sampled_from(GUILDS), st.sampled_from(FILMS), st.sampled_from(MEMBERS), st.sampled_from([None, *Tier])
)


async def test_whatever_is_pressed_tallies_are_what_counting_gives(voted_in: Library) -> None:
    loop = asyncio.get_running_loop()

    async def carry_out(rounds: list[list[tuple[int, int, int, Tier | None]]]) -> None:
        async with voted_in.storage.writing() as connection:
            await connection.execute(delete(votes))
            await connection.execute(delete(vote_tallies))
        for together in rounds:  # each round in one commit, or in a few
            answers = await asyncio.gather(*(press(voted_in, *one) for one in together))
            assert await in_step(voted_in)
            last = {
                (guild_id, film_id): answer for (guild_id, film_id, *_), answer in zip(together, answers, strict=True)
            }
            assert {place: await voted_in.votes.tally(*place) for place in last} == last

    @settings(max_examples=25, deadline=None)
    @given(rounds=st.lists(st.lists(presses, min_size=1, max_size=8), min_size=1, max_size=5))
    def any_presses(rounds: list[list[tuple[int, int, int, Tier | None]]]) -> None:
        asyncio.run_coroutine_threadsafe(carry_out(rounds), loop).result()

    await asyncio.to_thread(any_presses)


async def test_taking_back_where_nobody_voted_leaves_nothing_behind(voted_in: Library) -> None:
    """Anybody can send a press for any film, be there one or not."""
    assert await voted_in.votes.retract(GUILDS[0], 12345, 1) == Tally()
    assert await voted_in.votes.retract(GUILDS[0], FILMS[0], 1) == Tally()
    assert await kept(voted_in) == {}


async def test_a_vote_costs_the_same_however_many_there_are(voted_in: Library) -> None:
    async def cost(members: range) -> int:
        with sent_to(voted_in.storage) as sent:
            await asyncio.gather(*(press(voted_in, 500, FILMS[m % 4], m, Tier.MIXED) for m in members))
        return max(1, sent.number // sent.transactions)

    assert await cost(range(1)) <= 2
    assert await cost(range(1, 400)) <= 2


async def test_a_ranking_reads_tallies_and_no_votes(voted_in: Library) -> None:
    await asyncio.gather(*(voted_in.votes.cast(500, FILMS[0], member, Tier.POSITIVE) for member in range(20)))
    with sent_to(voted_in.storage) as sent:
        (best,) = await voted_in.votes.top(500, Order.BEST)
    assert (best.film_id, best.tally) == (FILMS[0], Tally(positive=20))
    assert sent.number == 1
    assert "FROM votes" not in sent.statements[-1]


async def test_two_processes_on_one_postgresql_keep_them_in_step(postgresql_address: str) -> None:
    """Both press for the same few members, each in its own order, so that nearly every vote meets another."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    async with opened(postgresql_address, Clock()) as one, opened(postgresql_address, Clock()) as other:
        await with_films(one)
        for _ in range(15):
            asked = [
                (library, chance.choice(GUILDS), chance.choice(FILMS), chance.choice(MEMBERS))
                for library in (one, other)
                for _ in range(40)
            ]
            pressed = [press(*place, chance.choice([None, *Tier])) for place in asked]
            await asyncio.gather(*pressed)
            assert await in_step(one)


async def test_votes_of_before_are_counted_once(address: str) -> None:
    storage = await Storage.open(address)
    cast = [(500, FILMS[0], member, list(Tier)[member % 3]) for member in range(1, 9)] + [
        (501, FILMS[1], 1, Tier.MIXED)
    ]
    names = ("guild_id", "film_id", "member_id", "tier")
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0009"))
        await connection.execute(insert(films), [{"id": id_, "title_key": str(id_), "year": 0} for id_ in FILMS])
        await connection.execute(insert(votes), [dict(zip(names, row, strict=True)) for row in cast])
    await storage.close()
    async with opened(address, Clock()) as library:
        assert await kept(library) == await recounted(library)
        assert await library.votes.cast(500, FILMS[0], 1, Tier.POSITIVE) == Tally(positive=3, mixed=2, negative=3)
