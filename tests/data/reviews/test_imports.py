"""What an import makes of drafts, in an empty library and in one that has the film."""

import pytest

from data.errors import Problem
from data.formats import Draft
from data.library import Library
from data.models import Film, Review, ReviewState, Tier, Verdict
from data.reviews.imports import Fate

GUILD = 500
PROBLEM = Problem("lantern.csv", "year", "an integer", 2)


def draft(state: ReviewState = ReviewState.PUBLISHED, *, problems: int = 0, text: str = "It ends well.") -> Draft:
    film, verdict = Film(title="The Lantern", year=2031), Verdict(tier=Tier.POSITIVE)
    return Draft(Review(film=film, summary=text, verdict=verdict, state=state), (PROBLEM,) * problems)


async def taken(library: Library, *drafts: Draft, publish: bool = False) -> list[Fate]:
    return await library.imports.take(drafts, GUILD, publish=publish)


@pytest.mark.parametrize(
    ("one", "publish", "fate"),
    [
        (draft(), False, Fate.PUBLISHED),
        (draft(ReviewState.WITHDRAWN), True, Fate.WITHDRAWN),
        (draft(ReviewState.DRAFT), False, Fate.DRAFT),
        (draft(ReviewState.DRAFT), True, Fate.PUBLISHED),
        (draft(problems=1), False, Fate.DRAFT),
        (draft(problems=1), True, Fate.PUBLISHED),
        (Draft(Review(film=Film(title="Bare"), state=ReviewState.DRAFT)), True, Fate.DRAFT),
    ],
)
async def test_in_an_empty_library_the_file_decides(
    empty_library: Library, one: Draft, publish: bool, fate: Fate
) -> None:
    assert await taken(empty_library, one, publish=publish) == [fate]
    (stored,) = await empty_library.reviews.every(GUILD)
    assert (stored.review.state is ReviewState.PUBLISHED) is (fate is Fate.PUBLISHED)
    assert await taken(empty_library, one, publish=publish) == [Fate.UNCHANGED]


@pytest.mark.parametrize("state", [ReviewState.PUBLISHED, ReviewState.WITHDRAWN])
async def test_a_draft_unseats_nothing(empty_library: Library, state: ReviewState) -> None:
    await taken(empty_library, draft(state))
    assert await taken(empty_library, draft(ReviewState.DRAFT, text="Other.")) == [Fate.PASSED_OVER]
    (stored,) = await empty_library.reviews.every(GUILD)
    assert (stored.review.state, stored.review.summary) == (state, "It ends well.")


async def test_another_text_is_a_revision_and_titles_follow(empty_library: Library) -> None:
    fates = await taken(empty_library, draft(), draft(text="It ends badly."), draft(text="It ends badly."))
    assert fates == [Fate.PUBLISHED, Fate.REVISED, Fate.UNCHANGED]
    film = (await empty_library.catalogue.find(GUILD, "the lantern")).film
    assert film
    assert (await empty_library.reviews.get(film.film_id, GUILD)).review.revision == 2
    assert await taken(empty_library, draft(ReviewState.WITHDRAWN)) == [Fate.WITHDRAWN]
    assert (await empty_library.catalogue.find(GUILD, "the lantern")).film is None


async def test_a_revision_number_that_is_ahead_is_kept(empty_library: Library) -> None:
    ahead = Draft(draft().review.model_copy(update={"revision": 7}))
    await taken(empty_library, draft())
    assert await taken(empty_library, ahead) == [Fate.REVISED]
    assert [stored.review.revision for stored in await empty_library.reviews.every(GUILD)] == [7]
