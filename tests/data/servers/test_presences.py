"""Which servers have the bot, and which have it no more."""

import datetime as dt

from data.library import Library
from data.servers.presences import KEPT
from tests.clock import Clock


def every(_: int) -> bool:
    return True


async def test_who_is_absent_is_noted_once_and_due_after_thirty_days(empty_library: Library, clock: Clock) -> None:
    presences = empty_library.presences
    assert await presences.compare([1, 2, 3], every) == []
    assert await presences.compare([1, 3], every) == [2]
    clock.advance(days=1)
    assert await presences.compare([1, 3], every) == []
    await presences.left(3)
    clock.advance(days=29)
    assert dt.timedelta(days=30) == KEPT
    assert await presences.due() == [2]
    clock.advance(days=1)
    assert await presences.due() == [2, 3]


async def test_who_comes_back_is_kept(empty_library: Library, clock: Clock) -> None:
    presences = empty_library.presences
    await presences.compare([1, 2], every)
    await presences.left(1)
    await presences.left(2)
    clock.advance(days=20)
    await presences.joined(1)
    assert await presences.compare([1, 2], every) == []
    clock.advance(days=20)
    assert await presences.due() == []


async def test_another_processes_servers_are_none_of_its_business(empty_library: Library, clock: Clock) -> None:
    presences = empty_library.presences
    await presences.compare(range(1, 11), every)
    assert await presences.compare([2, 4], lambda guild_id: guild_id % 2 == 0) == [6, 8, 10]
    clock.advance(days=31)
    assert await presences.due() == [6, 8, 10]


async def test_of_thousands_of_servers_each_is_noted(empty_library: Library) -> None:
    assert await empty_library.presences.compare(range(1, 1001), every) == []
    assert await empty_library.presences.compare([], every) == list(range(1, 1001))
