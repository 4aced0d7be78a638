"""Who was answered for together is found by member, and says what reading every night would say."""

import datetime as dt
import random

from alembic import command
from sqlalchemy import select

from data.film_nights.collection import LASTS, REMEMBERED, StoredNight
from data.film_nights.rule import check
from data.library import Library
from data.storage import Storage, migrations
from data.storage.tables.film_nights import film_night_rooms
from tests.clock import Clock
from tests.data.warnings.reviewed import CHANNEL, GUILD, OTHER, reviewed, warning
from tests.statements import sent_to


async def joined(library: Library, people: range | list[int], guild_id: int = GUILD, channel_id: int = CHANNEL) -> int:
    night = await library.film_nights.open(guild_id, channel_id)
    for member in people:
        await library.film_nights.change(night.id, guild_id, member, join=True)
    return night.id


async def rows_kept(library: Library) -> int:
    async with library.storage.reading() as connection:
        return len((await connection.execute(select(film_night_rooms))).all())


async def test_answers_are_those_of_reading_every_night(empty_library: Library, clock: Clock) -> None:
    """Members of several servers open nights, come, go and ask for a month; each answer is compared."""
    films = [await reviewed(empty_library, warning("Gun violence"))]
    lists = {member: await empty_library.personal_lists.choose(member, "violence", ["guns"]) for member in (2, 5)}
    chance, nights = random.Random(7), empty_library.film_nights  # noqa: S311 (no secret)
    known: dict[int, StoredNight] = {}
    last: dict[tuple[int, int], int] = {}
    replies = set()
    for _ in range(150):
        clock.advance(hours=chance.choice([0, 1, 8]))
        place = (chance.choice([500, 501]), chance.choice([CHANNEL, OTHER]))
        if place not in last or clock() - known[last[place]].opened_at > LASTS:
            opened = await nights.open(*place)
            known[opened.id], last[place] = opened, opened.id
        night_id = last[place]
        for member in chance.sample(range(1, 13), 4):
            known[night_id] = await nights.change(night_id, place[0], member, join=chance.random() < 0.8)
        before = known[night_id].night
        people = before.joined.union(*before.rooms)
        lately = [one.night for one in known.values() if one.id != night_id and one.opened_at >= clock() - REMEMBERED]
        elsewhere = [asked.people for night in lately for asked in night.asked if asked.people & people]
        review = films[0].review
        expected = check(before, films[0].film_id, review.revision, review.warnings, lists, elsewhere=elsewhere)
        known[night_id], (answer,) = await nights.check(*place, films)
        assert (known[night_id].night, answer) == expected
        replies.add(answer.reply)
    assert len(replies) >= 2, "the rule was hardly asked"


async def test_a_check_costs_the_same_however_many_nights_there_were(empty_library: Library) -> None:
    film = await reviewed(empty_library, warning("Gun violence"))

    async def cost(first: int) -> int:
        await joined(empty_library, range(first, first + 3))
        with sent_to(empty_library.storage) as sent:
            await empty_library.film_nights.check(GUILD, CHANNEL, [film])
        assert not [one for one in sent.statements if "FROM film_nights" in one and "LIMIT" not in one]
        return sent.number

    first = await cost(10)
    for number in range(10):
        await joined(empty_library, range(100 + 3 * number, 103 + 3 * number))
        await empty_library.film_nights.check(GUILD, CHANNEL, [film])
    assert await cost(20) == first


async def test_what_no_answer_is_held_against_any_more_is_dropped(empty_library: Library, clock: Clock) -> None:
    film = await reviewed(empty_library, warning("Gun violence"))
    for start in (1, 11):
        await joined(empty_library, range(start, start + 3))
        await empty_library.film_nights.check(GUILD, CHANNEL, [film])
    assert await rows_kept(empty_library) == 6
    clock.advance(days=8)
    await joined(empty_library, range(21, 24))
    await empty_library.film_nights.check(GUILD, CHANNEL, [film])
    assert await rows_kept(empty_library) == 3


async def test_nights_of_before_are_found_by_their_members(address: str, clock: Clock) -> None:
    async with Library.open(address, with_starter=False, now=clock) as library:
        film = await reviewed(library, warning("Gun violence"))
        for start, guild_id in ((1, GUILD), (1, GUILD + 1), (11, GUILD)):
            await joined(library, range(start, start + 3), guild_id)
            await library.film_nights.check(guild_id, CHANNEL, [film])
            clock.advance(hours=1)
        before = await _rooms(library)
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0009"))
    await storage.close()
    async with Library.open(address, with_starter=False, now=clock) as library:
        assert await _rooms(library) == before
        assert len(before) == 6


async def _rooms(library: Library) -> set[tuple[int, str, dt.datetime]]:
    async with library.storage.reading() as connection:
        return {(row.member_id, row.room, row.opened_at) for row in await connection.execute(select(film_night_rooms))}
