"""What once told on people, or could have: each as somebody would try it, on what is really kept."""

from __future__ import annotations

import asyncio
from itertools import permutations

import pytest

from data.film_nights.rule import Guest, History, ask
from data.library import Library
from data.storage.tables.film_nights import film_night_doubts
from tests.clock import Clock
from tests.data.film_nights.clubs import NOT_CLEARED, asked, film_with, has_listed, meeting, said
from tests.data.warnings.lists_strategy import warning
from tests.data.warnings.reviewed import CHANNEL, GUILD, OTHER


async def test_a_week_later_without_the_one_it_met(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog")
    await has_listed(empty_library, "dog", 4)
    assert await asked(empty_library, clock, (1, 2, 3, 4), film) == [NOT_CLEARED]
    for days in (8, 400):
        clock.advance(days=days)
        assert await asked(empty_library, clock, (1, 2, 3), film) == [NOT_CLEARED]


async def test_rooms_that_share_nobody_put_together(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog")
    await has_listed(empty_library, "dog", 8)
    assert await asked(empty_library, clock, (1, 2, 3, 4), film) == [(True, 4)]
    assert await asked(empty_library, clock, range(1, 9), film) == [NOT_CLEARED]
    assert await asked(empty_library, clock, (5, 6, 7), film) == [NOT_CLEARED]


async def test_another_server_and_another_film_of_the_same_topic(empty_library: Library, clock: Clock) -> None:
    film, alike = [await film_with(empty_library, title, "dog") for title in "XY"]
    await has_listed(empty_library, "dog", 4)
    assert await asked(empty_library, clock, (1, 2, 3, 4), film) == [NOT_CLEARED]
    assert await asked(empty_library, clock, (1, 2, 3), alike, guild_id=GUILD + 1, channel_id=OTHER) == [NOT_CLEARED]


@pytest.mark.parametrize("turn", range(6))
async def test_two_servers_at_once_are_told_as_if_one_after_the_other(
    empty_library: Library, clock: Clock, turn: int
) -> None:
    library, nights = empty_library, empty_library.film_nights
    film = await film_with(library, "X", "dog")
    await has_listed(library, "dog", 4)
    people = (1, 2, 3, 4), (1, 2, 3), (2, 3, 4, 5, 6)
    for place, some in enumerate(people):
        await meeting(library, some, GUILD + place)
    told = await asyncio.gather(*(nights.check(GUILD + place, CHANNEL, [film]) for place in range(len(people))))
    heard = tuple(night.tonight.shortlist[0].cleared for night in told)
    assert heard in {_one_after_the_other(people, order, with_list=4) for order in permutations(range(len(people)))}
    assert not (heard[1] and not heard[0]), "with 4 it is not cleared, without 4 it is"
    async with library.storage.reading() as connection:
        assert (await connection.execute(film_night_doubts.select())).all()


def _one_after_the_other(
    people: tuple[tuple[int, ...], ...], order: tuple[int, ...], with_list: int
) -> tuple[bool, ...]:
    history, heard, judged = History(), dict.fromkeys(order, False), frozenset[str]()
    wish = frozenset({"dog"})
    for place in order:
        guests = [
            Guest(str(one), wish if one == with_list else frozenset(), rests=str(one) in judged)
            for one in people[place]
        ]
        history, outcome = ask(history, wish, guests, 1)
        judged |= outcome.judged
        heard[place] = outcome.cleared
    return tuple(heard[place] for place in sorted(order))


async def test_the_same_people_another_night_with_another_list(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog")
    assert await asked(empty_library, clock, (1, 2, 3), film) == [(True, 3)]
    clock.advance(minutes=1)
    first = (await empty_library.film_nights.get(1, GUILD)).tonight.shortlist[0].since
    await has_listed(empty_library, "dog", 3)
    assert await asked(empty_library, clock, (1, 2, 3), film, guild_id=GUILD + 1) == [(True, 3)]
    assert (await empty_library.film_nights.get(2, GUILD + 1)).tonight.shortlist[0].since == first
    await has_listed(empty_library, "guns", 1, 2)
    assert await asked(empty_library, clock, (1, 2, 3), film) == [NOT_CLEARED]


async def test_a_moderator_with_one_more_account_reads_no_list(empty_library: Library, clock: Clock) -> None:
    """Thirteen commands in a row, each with a film whose review was just written for it; the victim is the third."""
    moderator, account, victim = 1, 2, 3
    topics = ["guns", "dog", "smoking", "cursing"]
    await has_listed(empty_library, "dog", victim)
    told = set()
    for number in range(13):
        film = await film_with(empty_library, f"Film {number}", topics[number % 4], guild_id=GUILD)
        clock.advance(hours=1)
        await meeting(empty_library, (moderator, account, victim))
        told.add(said((await empty_library.film_nights.check(GUILD, CHANNEL, [film])).tonight.shortlist[0]))
    assert told == {NOT_CLEARED}, "whether the film has the victim's topic or not"


async def test_old_reviews_of_ones_own_are_asked_of_once_a_night(empty_library: Library, clock: Clock) -> None:
    """With patience the two are told of one shortlist in each night that the victim joins; of more in no way."""
    films = [
        await film_with(empty_library, f"Film {topic}", topic, guild_id=GUILD)
        for topic in ("guns", "dog", "smoking", "cursing")
    ]
    await has_listed(empty_library, "dog", 3)
    clock.advance(days=2)
    heard = []
    for film in films:
        clock.advance(minutes=10)
        await meeting(empty_library, (1, 2, 3))
        heard.append(said((await empty_library.film_nights.check(GUILD, CHANNEL, [film])).tonight.shortlist[0]))
    assert heard == [(True, 3), NOT_CLEARED, NOT_CLEARED, NOT_CLEARED]


async def test_what_a_review_leaves_open_is_never_cleared(empty_library: Library, clock: Clock) -> None:
    """Somebody with "Child abuse" on the list, and a review that does not speak of it."""
    film = await film_with(empty_library, "X")
    await has_listed(empty_library, "child-abuse", 3)
    assert await asked(empty_library, clock, (1, 2, 3), film) == [NOT_CLEARED]
    known = await film_with(empty_library, "Y", "dog")
    assert warning("dog") in known.review.warnings
    assert await asked(empty_library, clock, (4, 5, 6), known) == [(True, 3)]
