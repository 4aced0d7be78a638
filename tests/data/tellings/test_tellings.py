"""Choices and news are kept for who chose alone, and in step with what makes them so."""

from __future__ import annotations

from data.library import Library
from data.models import Film, Review, Tier, Verdict
from data.tellings import DIRECT, Event, Way
from tests.clock import Clock

GUILD, OTHER_GUILD = 500, 501
ANNA, BO, CLEO = 31, 32, 33
FILM = Film(title="The Lantern", year=2031)
REVIEW = Review(film=FILM, blurb="A light.", verdict=Verdict(tier=Tier.MIXED))


async def test_a_shared_review_tells_those_of_every_server_who_chose_to_hear(empty_library: Library) -> None:
    for guild_id, member_id in ((GUILD, ANNA), (GUILD, BO), (OTHER_GUILD, CLEO)):
        await empty_library.requests.ask(guild_id, member_id, FILM)
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    await empty_library.tellings.choose(OTHER_GUILD, CLEO, Way.NEXT)
    await empty_library.tellings.choose(GUILD, CLEO, Way.NEXT)  # who asked in the other server alone
    await empty_library.reviews.save(REVIEW)
    told = {
        (guild_id, member_id): [one.label for one in await empty_library.tellings.waiting(guild_id, member_id)]
        for guild_id in (GUILD, OTHER_GUILD)
        for member_id in (ANNA, BO, CLEO)
    }
    assert {who for who, what in told.items() if what} == {(GUILD, ANNA), (OTHER_GUILD, CLEO)}
    assert told[GUILD, ANNA] == ["The Lantern (2031)"]


async def test_a_direct_message_is_put_in_line_with_the_review_and_told_later_where_it_fails(
    empty_library: Library, clock: Clock
) -> None:
    await empty_library.requests.ask(GUILD, ANNA, FILM)
    await empty_library.tellings.choose(GUILD, ANNA, Way.MESSAGE, 777)
    await empty_library.reviews.save(REVIEW)
    delivery = await empty_library.outbox.claim()
    assert delivery
    assert (delivery.kind, delivery.channel_id, delivery.guild_id) == (DIRECT, 777, GUILD)
    news = await empty_library.tellings.one(delivery.subject_id)
    assert news
    assert (news.member_id, news.event, news.label) == (ANNA, Event.REVIEWED, "The Lantern (2031)")
    assert await empty_library.tellings.waiting(GUILD, ANNA) == []
    clock.advance(days=2)
    assert [one.id for one in await empty_library.tellings.waiting(GUILD, ANNA)] == [news.id]
    await empty_library.tellings.told([news.id])
    assert await empty_library.tellings.one(news.id) is None


async def test_mentions_are_for_who_asked_and_forgotten_with_the_announcement(empty_library: Library) -> None:
    for member_id in (ANNA, BO):
        await empty_library.requests.ask(GUILD, member_id, FILM)
        await empty_library.tellings.choose(GUILD, member_id, Way.MENTION)
    film_id = (await empty_library.reviews.save(REVIEW)).film_id
    assert sorted(await empty_library.tellings.to_mention(GUILD, [film_id])) == [ANNA, BO]
    assert await empty_library.tellings.to_mention(OTHER_GUILD, [film_id]) == []
    await empty_library.tellings.mentioned(GUILD, [film_id], [ANNA])
    assert await empty_library.tellings.to_mention(GUILD, [film_id]) == [BO]


async def test_whoever_suggested_hears_what_became_of_it(empty_library: Library) -> None:
    await empty_library.tellings.choose(GUILD, ANNA, Way.MENTION)
    draft = await empty_library.drafts.start(GUILD, ANNA, REVIEW, suggested=True)
    await empty_library.drafts.submit(draft.id, GUILD, ANNA)
    await empty_library.drafts.send_back(draft.id, GUILD, BO, "Say more.")
    await empty_library.drafts.submit(draft.id, GUILD, ANNA)
    await empty_library.drafts.publish(draft.id, GUILD, BO, although_incomplete=True)
    other = await empty_library.drafts.start(GUILD, ANNA, REVIEW.model_copy(update={"film": Film(title="Ebb")}))
    await empty_library.drafts.submit(other.id, GUILD, ANNA)
    await empty_library.drafts.waiting.dismiss_all(other.id, GUILD, BO)
    events = [one.event for one in await empty_library.tellings.waiting(GUILD, ANNA)]
    assert events == [Event.RETURNED, Event.PUBLISHED, Event.DISMISSED]


async def test_choosing_nothing_forgets_what_was_to_be_told(empty_library: Library) -> None:
    await empty_library.requests.ask(GUILD, ANNA, FILM)
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    await empty_library.reviews.save(REVIEW)
    await empty_library.tellings.choose(GUILD, ANNA, None)
    assert await empty_library.tellings.way(GUILD, ANNA) is None
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    assert await empty_library.tellings.waiting(GUILD, ANNA) == []
