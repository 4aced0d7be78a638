"""A shelf that is read for the first time while reviews are saved: it misses none of them, and keeps nobody waiting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import TooSlow
from data.films.catalogue import Catalogue
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, ReviewState
from data.storage import Storage
from tests.refusals import refused

GUILD = 500


class Held:
    """A storage whose readers have read and do not come back before the gate is opened."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.gate = asyncio.Event()
        self.has_read = asyncio.Event()
        self.times = 0

    @asynccontextmanager
    async def reading(self, seconds: float) -> AsyncIterator[AsyncConnection]:
        self.times += 1
        async with self._storage.reading(seconds) as connection:
            yield connection
        self.has_read.set()
        await self.gate.wait()


def catalogue_on(held: Held) -> Catalogue:
    return Catalogue(held)  # type: ignore[arg-type]  # of a storage it only reads


def review(title: str, state: ReviewState = ReviewState.PUBLISHED) -> Review:
    return Review(film=Film(title=title, year=2021), summary="He fights.", state=state)


async def test_what_is_saved_while_a_shelf_is_read_is_on_it(empty_library: Library) -> None:
    gone = await empty_library.reviews.save(review("Left"), GUILD)
    held = Held(empty_library.storage)
    catalogue = catalogue_on(held)
    asking = asyncio.create_task(catalogue.complete(GUILD, "Nobody"))
    await held.has_read.wait()
    saved = await empty_library.reviews.save(review("Nobody"), GUILD)
    withdrawn = await empty_library.reviews.withdraw(gone.film_id, GUILD)
    await asyncio.wait_for(catalogue.put(saved, withdrawn), 1)  # whoever publishes does not wait for readers
    held.gate.set()
    assert [choice.film_id for choice in await asking] == [saved.film_id]
    assert await catalogue.complete(GUILD, "Left") == []


async def test_an_older_state_that_comes_late_changes_nothing(empty_library: Library) -> None:
    old = await empty_library.reviews.save(review("Nobody"), GUILD)
    await empty_library.reviews.withdraw(old.film_id, GUILD)
    held = Held(empty_library.storage)
    catalogue = catalogue_on(held)
    asking = asyncio.create_task(catalogue.complete(GUILD, "Nobody"))
    await held.has_read.wait()
    await catalogue.put(old)
    held.gate.set()
    assert await asking == []


async def test_many_who_ask_at_once_read_once_and_one_who_gives_up_spoils_nothing(empty_library: Library) -> None:
    await empty_library.reviews.save(review("Nobody"))
    held = Held(empty_library.storage)
    catalogue = catalogue_on(held)
    askers = [asyncio.create_task(catalogue.complete(0, "Nobody")) for _ in range(10)]
    await held.has_read.wait()
    askers[0].cancel()
    held.gate.set()
    answers = await asyncio.gather(*askers, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert [len(answer) for answer in answers if isinstance(answer, list)] == [1] * 9
    assert held.times == 1


async def test_who_asks_during_a_long_reading_is_told_and_it_goes_on(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.films.catalogue.ANSWER_SECONDS", 0.05)
    await empty_library.reviews.save(review("Nobody"))
    held = Held(empty_library.storage)
    catalogue = catalogue_on(held)
    with refused(TooSlow, match="for the first time"):
        await catalogue.complete(0, "Nobody")
    held.gate.set()
    monkeypatch.undo()
    assert len(await catalogue.complete(0, "Nobody")) == 1
    assert held.times == 1


async def test_only_so_many_libraries_are_kept_and_the_one_asked_longest_ago_is_read_anew(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.films.catalogue._MOST_SHELVES", 3)
    catalogue = empty_library.catalogue
    first, second, third = GUILD, GUILD + 1, GUILD + 2
    for guild_id in (first, second, third):
        await empty_library.reviews.save(review(f"Nobody {guild_id}"), guild_id)
    for guild_id in (first, second, first, third):
        assert len(await catalogue.complete(guild_id, "Nobody")) == 1
        assert len(catalogue._shelves) <= 3
    assert second not in catalogue._shelves
    assert {first, third, SHARED_LIBRARY} == set(catalogue._shelves)
    await empty_library.reviews.save(review("Nobody Later"), second)
    assert len(await catalogue.complete(second, "Nobody")) == 2
    assert first not in catalogue._shelves
