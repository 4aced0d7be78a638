"""Choices and news are kept for who chose alone, and in step with what makes them so."""

from __future__ import annotations

import pytest

from data.library import Library
from data.models import ContentWarning, Film, Review, Severity, Tier, Verdict
from data.tellings import DIRECT, MOST_TOLD, Event, Way
from tests.clock import Clock
from tests.data.rights.lives import naming, rows

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


ANNAS_MESSAGES = 300_000_000_000_000_777


async def told_by_message(library: Library) -> int:
    """Anna is to be told by a direct message; the id of the news."""
    await library.requests.ask(GUILD, ANNA, FILM)
    await library.tellings.choose(GUILD, ANNA, Way.MESSAGE, ANNAS_MESSAGES)
    await library.reviews.save(REVIEW)
    delivery = await library.outbox.claim()
    assert delivery
    assert await library.outbox.about_to_send(delivery)
    return delivery.subject_id


@pytest.mark.parametrize("how", ["told", "not wanted", "forgotten"])
async def test_a_conversation_is_in_no_row_once_it_is_told_or_not_wanted(empty_library: Library, how: str) -> None:
    news_id = await told_by_message(empty_library)
    assert naming(await rows(empty_library), ANNAS_MESSAGES) == {"tellings", "outbox"}
    if how == "told":
        await empty_library.tellings.told([news_id])
        assert naming(await rows(empty_library), ANNAS_MESSAGES) == {"tellings"}
        return
    if how == "not wanted":
        await empty_library.tellings.choose(GUILD, ANNA, None)
    else:
        await empty_library.rights.forget_member(ANNA)
    assert naming(await rows(empty_library), ANNAS_MESSAGES) == set()


async def test_nobody_gets_a_message_of_a_server_that_removed_the_bot(empty_library: Library) -> None:
    news_id = await told_by_message(empty_library)
    await empty_library.presences.left(GUILD)
    assert await empty_library.tellings.one(news_id) is None
    await empty_library.presences.joined(GUILD)
    assert await empty_library.tellings.one(news_id)


async def test_the_number_of_news_that_was_told_is_no_others(empty_library: Library) -> None:
    first = await told_by_message(empty_library)
    await empty_library.tellings.told([first])
    other = Film(title="Ebb", year=2031)
    await empty_library.requests.ask(GUILD, ANNA, other)
    await empty_library.reviews.save(REVIEW.model_copy(update={"film": other}))
    delivery = await empty_library.outbox.claim()
    assert delivery
    assert delivery.subject_id > first


async def test_who_is_mentioned_waits_for_the_announcement_and_who_is_left_over_hears_at_once(
    empty_library: Library,
) -> None:
    library = empty_library
    await library.servers.set(GUILD, BO, announcement_channel_id=900)
    for guild_id, member_id in ((GUILD, ANNA), (GUILD, BO), (OTHER_GUILD, CLEO)):
        await library.requests.ask(guild_id, member_id, FILM)
        await library.tellings.choose(guild_id, member_id, Way.MENTION)
    film_id = (await library.reviews.save(REVIEW)).film_id
    assert await library.tellings.waiting(GUILD, ANNA) == [], "not in line yet"
    await library.announcements.gather_due()
    assert len(await library.tellings.waiting(OTHER_GUILD, CLEO)) == 1, "where nothing is announced"
    assert await library.tellings.waiting(GUILD, ANNA) == [], "about to be announced"
    delivery = await library.outbox.claim()
    assert delivery
    await library.tellings.mentioned(GUILD, [film_id], [BO])
    assert await library.tellings.waiting(GUILD, ANNA) == [], "until it is recorded"
    await library.outbox.record_posted(delivery, 1)
    assert len(await library.tellings.waiting(GUILD, ANNA)) == 1
    assert await library.tellings.waiting(GUILD, BO) == []


async def test_who_waits_in_quiet_hours_is_mentioned_after_them(empty_library: Library, clock: Clock) -> None:
    quiet = {"start": "00:00", "end": "23:59"}
    await empty_library.servers.set(GUILD, BO, announcement_channel_id=900, quiet_hours=quiet)
    await empty_library.requests.ask(GUILD, ANNA, FILM)
    await empty_library.tellings.choose(GUILD, ANNA, Way.MENTION)
    await empty_library.reviews.save(REVIEW)
    await empty_library.announcements.gather_due()
    assert await empty_library.tellings.waiting(GUILD, ANNA) == []


async def test_what_came_before_messages_were_chosen_is_told_at_the_next_command(empty_library: Library) -> None:
    await empty_library.requests.ask(GUILD, ANNA, FILM)
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    await empty_library.reviews.save(REVIEW)
    await empty_library.tellings.choose(GUILD, ANNA, Way.MESSAGE, ANNAS_MESSAGES)
    assert len(await empty_library.tellings.waiting(GUILD, ANNA)) == 1


async def test_who_was_told_of_a_servers_review_is_not_told_again_of_a_shared_one(empty_library: Library) -> None:
    """Both count from 1."""
    for guild_id, member_id in ((GUILD, ANNA), (OTHER_GUILD, BO)):
        await empty_library.requests.ask(guild_id, member_id, FILM)
        await empty_library.tellings.choose(guild_id, member_id, Way.NEXT)
    await empty_library.reviews.save(REVIEW, GUILD)
    (news,) = await empty_library.tellings.waiting(GUILD, ANNA)
    await empty_library.tellings.told([news.id])
    await empty_library.reviews.save(REVIEW)
    assert await empty_library.tellings.waiting(GUILD, ANNA) == []
    assert len(await empty_library.tellings.waiting(OTHER_GUILD, BO)) == 1


async def test_one_who_asked_twice_for_a_film_is_told_once(empty_library: Library) -> None:
    for film in (FILM, Film(title="The Lantern")):
        await empty_library.requests.ask(GUILD, ANNA, film)
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    await empty_library.reviews.save(REVIEW, GUILD)
    assert len(await empty_library.tellings.waiting(GUILD, ANNA)) == 1


async def test_whose_proposals_are_dismissed_at_once_hears_of_the_first(empty_library: Library) -> None:
    stored = await empty_library.reviews.save(REVIEW, GUILD)
    await empty_library.tellings.choose(GUILD, ANNA, Way.NEXT)
    warnings = [ContentWarning(category="Things", topic=f"Thing {n}", severity=Severity.MILD) for n in range(3)]
    await empty_library.warning_queue.propose(GUILD, stored, warnings, ANNA)
    first = (await empty_library.warning_queue.waiting(GUILD)).item
    assert first
    assert await empty_library.warning_queue.dismiss_theirs(first.id, GUILD, BO) == len(warnings) < MOST_TOLD
    told = await empty_library.tellings.waiting(GUILD, ANNA)
    assert [(one.event, one.label) for one in told] == [(Event.DECLINED, f"Thing {n}") for n in range(3)]
