import pytest

from data.errors import NotFound
from data.films.catalogue import Catalogue
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, ReviewState, Tier, Verdict

OURS, THEIRS = 111, 222


def review(title: str, year: int | None = 2000, **fields: object) -> Review:
    return Review.model_validate({"film": {"title": title, "year": year}, "verdict": {"tier": "Mixed"}, **fields})


async def test_a_review_reads_back_as_it_was_saved(empty_library: Library) -> None:
    saved = await empty_library.reviews.save(review("Jaws", blurb="A shark."))
    assert await empty_library.reviews.get(saved.film_id, OURS) == saved


async def test_a_server_sees_the_shared_library_and_its_own_which_wins(empty_library: Library) -> None:
    shared = await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    own = await empty_library.reviews.save(review("Jaws", blurb="Ours."), OURS)
    assert own.film_id == shared.film_id
    assert (await empty_library.reviews.get(own.film_id, OURS)).review.blurb == "Ours."
    assert (await empty_library.reviews.get(own.film_id, THEIRS)).review.blurb == "Shared."


async def test_a_servers_review_never_reaches_another(empty_library: Library) -> None:
    own = await empty_library.reviews.save(review("Our Home Movie"), OURS)
    with pytest.raises(NotFound):
        await empty_library.reviews.get(own.film_id, THEIRS)
    with pytest.raises(NotFound):
        await empty_library.reviews.get(own.film_id, SHARED_LIBRARY)
    for guild_id, found in ((OURS, True), (THEIRS, False), (SHARED_LIBRARY, False)):
        finding = await empty_library.catalogue.find(guild_id, "our home movie")
        assert bool(finding.film) is found
        assert bool(await empty_library.catalogue.complete(guild_id, "our home")) is found
        assert bool((await empty_library.catalogue.find(guild_id, str(own.film_id))).film) is found


async def test_a_withdrawn_own_review_hides_the_shared_one_in_that_server_only(empty_library: Library) -> None:
    await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    own = await empty_library.reviews.save(review("Jaws", blurb="Ours."), OURS)
    await empty_library.catalogue.find(OURS, "jaws")
    await empty_library.reviews.withdraw(own.film_id, OURS)
    with pytest.raises(NotFound):
        await empty_library.reviews.get(own.film_id, OURS)
    assert not (await empty_library.catalogue.find(OURS, "jaws")).film
    assert not (await empty_library.catalogue.find(OURS, str(own.film_id))).film
    assert await empty_library.catalogue.complete(OURS, "") == []
    assert await empty_library.catalogue.size(OURS) == 0
    assert (await empty_library.catalogue.find(THEIRS, "jaws")).film
    anew = Catalogue(empty_library.storage)
    assert not (await anew.find(OURS, "jaws")).film
    assert (await anew.find(THEIRS, "jaws")).film


async def test_drafts_are_not_found(empty_library: Library) -> None:
    draft = await empty_library.reviews.save(review("Jaws", state=ReviewState.DRAFT))
    with pytest.raises(NotFound):
        await empty_library.reviews.get(draft.film_id, OURS)
    assert not (await empty_library.catalogue.find(OURS, "jaws")).film


async def test_saving_again_is_a_new_revision(empty_library: Library) -> None:
    first = await empty_library.reviews.save(review("Jaws"))
    second = await empty_library.reviews.save(review("Jaws", verdict=Verdict(tier=Tier.POSITIVE)))
    assert (first.review.revision, second.review.revision) == (1, 2)
    assert (await empty_library.reviews.get(first.film_id, OURS)).review.verdict == Verdict(tier=Tier.POSITIVE)


async def test_films_of_one_name_are_told_apart_by_year(empty_library: Library) -> None:
    for year in (2006, 2016, 2023):
        await empty_library.reviews.save(review("Ballerina", year))
    hinted = await empty_library.catalogue.find(OURS, "ballerina 2016")
    assert hinted.film
    assert hinted.film.label == "Ballerina (2016)"
    asked = await empty_library.catalogue.find(OURS, "ballerina")
    assert asked.film is None
    assert [choice.label for choice in asked.suggestions] == [
        "Ballerina (2023)",
        "Ballerina (2016)",
        "Ballerina (2006)",
    ]


async def test_numbers_that_are_titles_are_not_ids(empty_library: Library) -> None:
    saved = await empty_library.reviews.save(review("300", 2006))
    assert saved.film_id >= 10**9
    finding = await empty_library.catalogue.find(OURS, "300")
    assert finding.film
    assert finding.film.film_id == saved.film_id


async def test_an_empty_library_suggests_nothing(empty_library: Library) -> None:
    finding = await empty_library.catalogue.find(OURS, "jaws")
    assert finding.film is None
    assert finding.suggestions == ()
    assert await empty_library.catalogue.complete(OURS, "") == []


async def test_nothing_to_withdraw_is_said(empty_library: Library) -> None:
    with pytest.raises(NotFound):
        await empty_library.reviews.withdraw(12345)


async def test_ids_are_the_same_in_every_library(empty_library: Library) -> None:
    saved = await empty_library.reviews.save(Review(film=Film(title="Jaws", year=1975)))
    assert saved.film_id == 7_605_520_668_953_483_341
