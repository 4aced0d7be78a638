"""The first question after a start, to a large library: nobody else waits long for a turn meanwhile."""

import gc
from collections.abc import Iterator

import pytest

from benchmarks.overlays import publish_at_once, worst_turn
from data.films.catalogue import Catalogue
from data.library import Library
from data.models import SHARED_LIBRARY

REVIEWS = 5_000
MOST_MS = 50.0


@pytest.fixture
def no_search_for_garbage() -> Iterator[None]:
    """Of all that the tests have left behind, as the running bot has none of what it loaded (`bot.run`)."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.timing
@pytest.mark.usefixtures("no_search_for_garbage")
async def test_the_first_title_of_five_thousand_reviews_blocks_nobody(empty_library: Library) -> None:
    await publish_at_once(empty_library, [SHARED_LIBRARY], REVIEWS)
    asked = [empty_library.catalogue.complete(7, ""), empty_library.catalogue.find(7, "balerina part 24")]
    for question in asked:
        worst, _ = await worst_turn(question)
        assert worst < MOST_MS
    assert await empty_library.catalogue.size(7) == REVIEWS


@pytest.mark.uncounted
async def test_pages_of_one_generation_and_of_many_are_all_read(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.films.changes.PAGE", 7)
    await publish_at_once(empty_library, [SHARED_LIBRARY, 500], 30)  # of generation 0, as from before there were any
    films = [review.film_id for review in await empty_library.reviews.every(500)]
    for film_id in films[:10]:
        await empty_library.reviews.withdraw(film_id, 500, 1)
    catalogue = Catalogue(empty_library.storage)
    assert await catalogue.size(SHARED_LIBRARY) == 30
    assert await catalogue.size(500) == 50
    assert not await catalogue.has(500, films[0])
