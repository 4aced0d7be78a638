"""Film nights as they are kept."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select

from data.errors import InvalidChange, NotFound
from data.film_nights import history
from data.film_nights.codes import code_of
from data.film_nights.collection import MOST_NIGHTS
from data.film_nights.rule import Doubt, History
from data.library import Library
from data.storage.tables.film_nights import film_night_doubts, film_night_guests, film_night_people, film_nights
from tests.clock import Clock
from tests.data.film_nights.clubs import NOT_CLEARED, asked, film_with, has_listed, meeting, said
from tests.data.warnings.reviewed import CHANNEL, GUILD
from tests.refusals import refused
from tests.statements import sent_to


async def test_a_shortlist_is_asked_once_a_night(empty_library: Library, clock: Clock) -> None:
    library, nights = empty_library, empty_library.film_nights
    film, other = await film_with(library, "X", "dog"), await film_with(library, "Y", "guns")
    night = await meeting(library, (1, 2))
    assert not (await nights.check(GUILD, CHANNEL, [other])).tonight.asked, "two are asked nothing"
    await nights.change(night.id, GUILD, 3, join=True)
    first = await nights.check(GUILD, CHANNEL, [film])
    assert [said(pick) for pick in first.tonight.shortlist] == [(True, 3)]
    await nights.change(night.id, GUILD, 4, join=True)
    again = await nights.check(GUILD, CHANNEL, [other])
    assert again.tonight == first.tonight
    assert [again.counts(again.tonight.shortlist[0], member) for member in (3, 4, 5)] == [True, False, False]


async def test_who_was_just_asked_rests_in_other_nights(empty_library: Library, clock: Clock) -> None:
    film, other = await film_with(empty_library, "X", "dog"), await film_with(empty_library, "Y", "guns")
    await meeting(empty_library, (1, 2, 3))
    await empty_library.film_nights.check(GUILD, CHANNEL, [film])
    await meeting(empty_library, (3, 4, 5, 6), GUILD + 1)
    night = await empty_library.film_nights.check(GUILD + 1, CHANNEL, [other, film])
    assert [said(pick) for pick in night.tonight.shortlist] == [(True, 3), (True, 4)]


async def test_nights_of_other_servers_are_not_touched(empty_library: Library) -> None:
    night = await empty_library.film_nights.open(GUILD, CHANNEL)
    with pytest.raises(NotFound):
        await empty_library.film_nights.change(night.id, GUILD + 1, 1, join=True)
    with pytest.raises(NotFound):
        await empty_library.film_nights.get(night.id, GUILD + 1)
    with pytest.raises(NotFound):
        await empty_library.film_nights.veto(night.id, GUILD + 1, 1, 1)


async def test_many_join_at_once(empty_library: Library) -> None:
    nights = empty_library.film_nights
    night = await nights.open(GUILD, CHANNEL)
    await asyncio.gather(*(nights.change(night.id, GUILD, member, join=True) for member in range(20)))
    assert len((await nights.get(night.id, GUILD)).guests) == 20
    await nights.change(night.id, GUILD, 7, join=False)
    assert 7 not in (await nights.get(night.id, GUILD)).guests


async def test_a_veto_reads_like_any_other_and_names_nobody(empty_library: Library, clock: Clock) -> None:
    library, nights = empty_library, empty_library.film_nights
    film = await film_with(library, "X", "dog")
    night = await meeting(library, (1, 2, 3))
    stored = await nights.check(GUILD, CHANNEL, [film])
    await nights.shown(stored, 77)
    with pytest.raises(NotFound):
        await nights.veto(night.id, GUILD, 9, film.film_id)
    with pytest.raises(NotFound):
        await nights.veto(night.id, GUILD, 1, film.film_id + 1)
    vetoed = [await nights.veto(night.id, GUILD, member, film.film_id) for member in (2, 3)]
    assert vetoed[0].tonight == vetoed[1].tonight
    assert not vetoed[0].tonight.is_cleared(vetoed[0].tonight.shortlist[0])
    assert vetoed[0].tonight.message == 77
    assert [one.id for one in await nights.of_member(1)] == [night.id]
    assert await nights.of_member(9) == []


async def test_nobody_s_id_is_kept_beyond_the_night(empty_library: Library, clock: Clock) -> None:
    film, members = await film_with(empty_library, "X", "dog"), (7100000000000001, 7100000000000002, 7100000000000003)
    await has_listed(empty_library, "dog", members[0])
    await asked(empty_library, clock, members, film)
    clock.advance(hours=37)
    assert await empty_library.film_nights.of_member(members[0]) == []
    await empty_library.film_nights.open(GUILD + 1, CHANNEL)
    async with empty_library.storage.reading() as connection:
        for table in (film_nights, film_night_guests, film_night_people, film_night_doubts):
            rows = str((await connection.execute(select(table))).all())
            assert not [member for member in members if str(member) in rows]
    assert code_of(b"a key", 1) != code_of(b"another", 1)


async def test_what_is_kept_is_what_was_asked_and_no_list(empty_library: Library, clock: Clock) -> None:
    """Of everybody in a room the same is kept, whoever has what on a list."""
    film = await film_with(empty_library, "X", "dog")
    await has_listed(empty_library, "dog", 3)
    await has_listed(empty_library, "child-abuse", 4)
    await asked(empty_library, clock, (1, 2, 3), film)
    await asked(empty_library, clock, (4, 5, 6), film)
    async with empty_library.storage.reading() as connection:
        doubts = (await connection.execute(select(film_night_doubts))).all()
        people = (await connection.execute(select(film_night_people))).all()
    assert len(doubts) == 6
    assert len({str(sorted(row.open.items())) for row in doubts}) == 1
    assert {str(row.known) for row in people} == {"{}"}


async def test_a_history_is_read_as_it_was_written(empty_library: Library) -> None:
    wishes = frozenset({"dog:mild", "dog:severe", "guns:mild"})
    told = History({"a": {"dog:mild": 5, "guns:mild": 7}}, [Doubt(6, {"a": wishes, "b": wishes, "c": wishes})])
    async with empty_library.storage.writing() as connection:
        before = await history.read(connection, {"a"})
        await history.write(connection, before, told, "abc", 8)
        await history.note_saved(connection, "b", 9)
        kept = await history.read(connection, {"a"})
        assert kept.history == History(told.known, told.doubts, {"b": 9})
        fewer = Doubt(6, {"a": wishes, "b": wishes})
        await history.write(connection, kept, History(told.known, [fewer]), "", 10)
        assert (await history.read(connection, {"c"})).history.doubts == []
        assert (await history.read(connection, {"b"})).history.doubts == [fewer]


async def test_a_list_of_before_the_first_night_needs_no_key(empty_library: Library, clock: Clock) -> None:
    await has_listed(empty_library, "dog", 1)
    assert (await empty_library.personal_lists.get(1)).wishes
    assert await asked(empty_library, clock, (1, 2, 3), await film_with(empty_library, "X", "dog")) == [NOT_CLEARED]


async def test_erasing_a_list_counts_as_saving_it(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog")
    await has_listed(empty_library, "dog", 1, 2, 3)
    assert await asked(empty_library, clock, range(1, 6), film) == [NOT_CLEARED]
    clock.advance(minutes=1)
    for member in (1, 2):
        await empty_library.personal_lists.erase(member)
    assert await asked(empty_library, clock, range(1, 6), film) == [NOT_CLEARED]
    clock.advance(minutes=1)
    await empty_library.personal_lists.erase(3)
    assert await asked(empty_library, clock, range(1, 6), film) == [(True, 5)]


async def test_own_reviews_settle_a_day_and_again_when_they_are_changed(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog", guild_id=GUILD)
    await meeting(empty_library, (1, 2, 3))
    assert said((await empty_library.film_nights.check(GUILD, CHANNEL, [film])).tonight.shortlist[0]) == NOT_CLEARED
    assert await asked(empty_library, clock, (4, 5, 6), film) == [(True, 3)]
    film = await film_with(empty_library, "X", "guns", guild_id=GUILD)
    clock.time -= dt.timedelta(hours=12)
    assert await asked(empty_library, clock, (7, 8, 9), film) == [NOT_CLEARED]


async def test_a_check_costs_the_same_however_many_nights_there_were(empty_library: Library, clock: Clock) -> None:
    film = await film_with(empty_library, "X", "dog")

    async def cost(first: int) -> int:
        clock.advance(days=1)
        await meeting(empty_library, range(first, first + 3))
        with sent_to(empty_library.storage) as sent:
            await empty_library.film_nights.check(GUILD, CHANNEL, [film])
        assert not [one for one in sent.statements if "FROM film_nights" in one and "LIMIT" not in one]
        return sent.number

    first = await cost(10)
    for number in range(10):
        await asked(empty_library, clock, range(100 + 3 * number, 103 + 3 * number), film)
    assert await cost(20) == first


async def test_a_server_opens_so_many_while_one_lasts(empty_library: Library, clock: Clock) -> None:
    nights = empty_library.film_nights
    begun = await asyncio.gather(*(nights.open(GUILD, CHANNEL) for _ in range(MOST_NIGHTS + 3)), return_exceptions=True)
    assert [type(one) for one in begun].count(InvalidChange) == 3
    with refused(InvalidChange, "25 film nights were opened here .* open yours later"):
        await nights.open(GUILD, CHANNEL)
    await nights.open(GUILD + 1, CHANNEL)
    clock.advance(hours=36)
    await nights.open(GUILD, CHANNEL)
