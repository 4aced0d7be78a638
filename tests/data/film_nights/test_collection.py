"""Film nights as they are kept."""

import asyncio

import pytest

from data.errors import InvalidChange, NotFound
from data.film_nights.collection import MOST_NIGHTS
from data.film_nights.rule import Reply
from data.library import Library
from data.models import Film, Review
from tests.clock import Clock
from tests.data.warnings.reviewed import CHANNEL, GUILD, OTHER, reviewed, warning
from tests.refusals import refused


async def test_a_night_keeps_its_answers(empty_library: Library, clock: Clock) -> None:
    stored = await reviewed(empty_library, warning("Gun violence"))
    nights, lists = empty_library.film_nights, empty_library.personal_lists
    await lists.choose(3, "violence", ["guns"])
    night = await nights.open(GUILD, CHANNEL)
    for member in (1, 2, 3):
        await nights.change(night.id, GUILD, member, join=True)
    _, (first,) = await nights.check(GUILD, CHANNEL, [stored])
    await lists.erase(3)
    await nights.change(night.id, GUILD, 3, join=False)
    await nights.change(night.id, GUILD, 4, join=True)
    _, (second,) = await nights.check(GUILD, CHANNEL, [stored])
    assert (first.reply, second.reply) == (Reply.MEETS, Reply.MEETS)
    assert second.counted == frozenset({1, 2, 3})
    assert second.not_counted == frozenset({4})


async def test_nights_of_other_servers_are_not_touched(empty_library: Library) -> None:
    night = await empty_library.film_nights.open(GUILD, CHANNEL)
    with pytest.raises(NotFound):
        await empty_library.film_nights.change(night.id, GUILD + 1, 1, join=True)
    with pytest.raises(NotFound):
        await empty_library.film_nights.get(night.id, GUILD + 1)


async def test_many_join_at_once(empty_library: Library) -> None:
    nights = empty_library.film_nights
    night = await nights.open(GUILD, CHANNEL)
    await asyncio.gather(*(nights.change(night.id, GUILD, member, join=True) for member in range(20)))
    assert len((await nights.get(night.id, GUILD)).night.joined) == 20


async def test_another_night_cannot_single_out_whom_it_left_out(empty_library: Library, clock: Clock) -> None:
    x = await reviewed(empty_library, warning("Needles"))
    y = await empty_library.reviews.save(Review(film=Film(title="Y", year=2001), warnings=(warning("Needles"),)), GUILD)
    nights, lists = empty_library.film_nights, empty_library.personal_lists
    await lists.choose(3, "body", ["needles"])
    for guild_id, channel_id, people, film in ((GUILD, CHANNEL, (1, 2, 3), x), (GUILD + 1, OTHER, (1, 2, 4), y)):
        night = await nights.open(guild_id, channel_id)
        for member in people:
            await nights.change(night.id, guild_id, member, join=True)
        _, (said,) = await nights.check(guild_id, channel_id, [film])
    assert said.reply is Reply.SILENT, "an answer without member 3 would tell what the first was about"
    clock.advance(days=8)
    later = await nights.open(GUILD, CHANNEL)
    for member in (1, 2, 4):
        await nights.change(later.id, GUILD, member, join=True)
    _, (said,) = await nights.check(GUILD, CHANNEL, [y])
    assert said.reply is Reply.NOTHING_FOUND


async def test_a_server_opens_so_many_while_one_lasts(empty_library: Library, clock: Clock) -> None:
    nights = empty_library.film_nights
    begun = await asyncio.gather(*(nights.open(GUILD, CHANNEL) for _ in range(MOST_NIGHTS + 3)), return_exceptions=True)
    assert [type(one) for one in begun].count(InvalidChange) == 3
    with refused(InvalidChange, "25 film nights were opened here .* open yours later"):
        await nights.open(GUILD, CHANNEL)
    await nights.open(GUILD + 1, CHANNEL)
    clock.advance(hours=36)
    await nights.open(GUILD, CHANNEL)
