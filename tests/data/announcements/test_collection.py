"""When reviews are announced, how often, and in how many messages."""

import asyncio
import datetime as dt

import pytest

from data.announcements.collection import AnnouncedReview
from data.announcements.gathering import MOST_ONE_BY_ONE
from data.announcements.times import due_at
from data.deliveries import LEASE, REVIEWS, Delivery
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, ReviewState, StoredReview
from data.servers.settings import Digest, QuietHours, ServerSettings
from tests.clock import Clock

GUILD, OTHER, MODERATOR, CHANNEL = 500, 501, 700, 600
NIGHT = QuietHours(start=dt.time(22), end=dt.time(8))
NOON = QuietHours(start=dt.time(12), end=dt.time(14))
SUNDAY_EVENING = dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC)


async def choose(library: Library, guild_id: int = GUILD, **settings: object) -> None:
    await library.servers.set(guild_id, MODERATOR, announcement_channel_id=CHANNEL, **settings)


async def publish(
    library: Library, title: str, *, guild_id: int = GUILD, base: StoredReview | None = None
) -> StoredReview:
    review = Review(film=Film(title=title, year=2031), blurb=f"After {base.review.revision if base else 0}.")
    return await library.reviews.revise(review, guild_id, MODERATOR, base.review.revision if base else 0)


async def claim(library: Library) -> Delivery | None:
    await library.announcements.gather_due()
    return await library.outbox.claim()


async def post(library: Library) -> tuple[Delivery, tuple[AnnouncedReview, ...]]:
    delivery = await claim(library)
    assert delivery
    await library.outbox.record_posted(delivery, 1)
    return delivery, (await library.announcements.read(delivery.subject_id)).reviews


async def nothing_is_left(library: Library) -> bool:
    return await library.outbox.next_due() is None is await library.announcements.next_due()


async def test_a_publication_is_announced_once_and_a_revision_once_more(empty_library: Library) -> None:
    await choose(empty_library)
    stored = await publish(empty_library, "The Lantern")
    claims = await asyncio.gather(*(claim(empty_library) for _ in range(4)))
    (first,) = (claim for claim in claims if claim)
    assert (first.kind, first.guild_id, first.channel_id, first.attempt) == (REVIEWS, GUILD, CHANNEL, 1)
    announced = await empty_library.announcements.read(first.subject_id)
    assert [(one.film_id, one.revisions, one.is_new) for one in announced.reviews] == [(stored.film_id, (1,), True)]
    await empty_library.outbox.record_posted(first, 1)
    assert await nothing_is_left(empty_library)
    await publish(empty_library, "The Lantern", base=stored)
    _, (revised,) = await post(empty_library)
    assert (revised.revisions, revised.is_new) == ((2,), False)
    assert await claim(empty_library) is None


async def test_a_claim_that_nobody_finished_is_handed_out_again_whole(empty_library: Library, clock: Clock) -> None:
    await choose(empty_library, digest=Digest.DAILY)
    for title in ("One", "Two"):
        await publish(empty_library, title)
    clock.advance(days=1)
    first = await claim(empty_library)
    assert first
    told = await empty_library.announcements.read(first.subject_id)
    assert len(told.reviews) == 2
    await publish(empty_library, "Three")
    assert await claim(empty_library) is None
    clock.advance(seconds=LEASE.total_seconds() + 1)
    second = await claim(empty_library)
    assert second
    assert (second.attempt, second.nonce, second.subject_id) == (2, first.nonce, first.subject_id)
    assert (await empty_library.announcements.read(second.subject_id)).reviews == told.reviews


async def test_a_second_attempt_waits_out_the_quiet_hours(empty_library: Library, clock: Clock) -> None:
    await choose(empty_library, quiet_hours=NIGHT)
    await publish(empty_library, "The Lantern")
    delivery = await claim(empty_library)
    assert delivery
    clock.advance(hours=3)
    morning = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    assert (await empty_library.announcements.read(delivery.subject_id)).due_at == morning


async def test_a_server_without_a_channel_is_told_nothing_later(empty_library: Library) -> None:
    await publish(empty_library, "The Lantern")
    await choose(empty_library)
    assert await claim(empty_library) is None
    await publish(empty_library, "The Anchor")
    await empty_library.servers.set(GUILD, MODERATOR, announcement_channel_id=None)
    assert await claim(empty_library) is None
    assert await nothing_is_left(empty_library)


async def test_what_is_not_published_is_not_announced(empty_library: Library) -> None:
    await choose(empty_library)
    await empty_library.reviews.save(Review(film=Film(title="Kept Back"), state=ReviewState.DRAFT), GUILD)
    stored = await publish(empty_library, "The Lantern")
    await post(empty_library)
    await empty_library.reviews.withdraw(stored.film_id, GUILD, MODERATOR)
    await empty_library.reviews.restore(stored.film_id, GUILD, MODERATOR)
    assert await claim(empty_library) is None


async def test_a_shared_review_is_announced_where_no_other_covers_it(empty_library: Library) -> None:
    for guild_id in (GUILD, OTHER):
        await choose(empty_library, guild_id)
    await publish(empty_library, "The Lantern", guild_id=OTHER)
    assert (await post(empty_library))[0].guild_id == OTHER
    await empty_library.reviews.save(Review(film=Film(title="The Lantern", year=2031)), SHARED_LIBRARY)
    assert (await post(empty_library))[0].guild_id == GUILD
    assert await claim(empty_library) is None


async def test_few_are_announced_one_by_one_and_many_at_once_in_one_message(empty_library: Library) -> None:
    await choose(empty_library)
    for number in range(MOST_ONE_BY_ONE):
        await publish(empty_library, f"Few {number}")
    assert [len((await post(empty_library))[1]) for _ in range(MOST_ONE_BY_ONE)] == [1] * MOST_ONE_BY_ONE
    for number in range(MOST_ONE_BY_ONE + 1):
        await publish(empty_library, f"Many {number}")
    assert len((await post(empty_library))[1]) == MOST_ONE_BY_ONE + 1
    assert await claim(empty_library) is None


async def test_quiet_hours_gather_the_revisions_of_a_film(empty_library: Library, clock: Clock) -> None:
    await choose(empty_library, quiet_hours=NIGHT, time_zone="Europe/Paris")
    clock.advance(hours=2)  # 23:00 in Paris
    stored = await publish(empty_library, "The Lantern")
    assert await claim(empty_library) is None
    await publish(empty_library, "The Lantern", base=stored)
    assert await claim(empty_library) is None
    assert await empty_library.announcements.next_due() == dt.datetime(2026, 3, 2, 7, 0, tzinfo=dt.UTC)
    clock.advance(hours=9)
    (review,) = (await post(empty_library))[1]
    assert (review.revisions, review.is_new) == ((1, 2), True)


async def test_requests_are_counted_with_what_answered_them(empty_library: Library) -> None:
    await choose(empty_library)
    film = Film(title="The Lantern", year=2031)
    for member_id in (1, 2, 3):
        await empty_library.requests.ask(GUILD, member_id, film)
    await empty_library.reviews.save(Review(film=film), SHARED_LIBRARY)
    _, (review,) = await post(empty_library)
    assert await empty_library.requests.answered_by(GUILD, review.film_id, review.revisions[0]) == 3


@pytest.mark.parametrize(
    ("settings", "queued", "due"),
    [
        ({}, SUNDAY_EVENING, SUNDAY_EVENING),
        ({"quiet_hours": NIGHT}, SUNDAY_EVENING, SUNDAY_EVENING),
        ({"quiet_hours": NIGHT}, "2026-03-01T23:30Z", "2026-03-02T08:00Z"),
        ({"quiet_hours": NIGHT}, "2026-03-02T07:59Z", "2026-03-02T08:00Z"),
        ({"quiet_hours": NIGHT}, "2026-03-01T22:00Z", "2026-03-02T08:00Z"),
        ({"quiet_hours": NIGHT}, "2026-03-01T21:59Z", "2026-03-01T21:59Z"),
        ({"quiet_hours": NOON}, "2026-03-02T12:00Z", "2026-03-02T14:00Z"),
        ({"quiet_hours": NOON}, "2026-03-02T13:00Z", "2026-03-02T14:00Z"),
        ({"quiet_hours": NOON}, "2026-03-02T14:00Z", "2026-03-02T14:00Z"),
        ({"digest": Digest.DAILY}, "2026-03-02T17:59Z", "2026-03-02T18:00Z"),
        ({"digest": Digest.DAILY}, "2026-03-02T18:00Z", "2026-03-03T18:00Z"),
        ({"digest": Digest.WEEKLY}, SUNDAY_EVENING, "2026-03-06T18:00Z"),
        ({"digest": Digest.WEEKLY}, "2026-03-06T18:00Z", "2026-03-13T18:00Z"),
        ({"digest": Digest.DAILY, "time_zone": "Asia/Tokyo"}, "2026-03-02T08:00Z", "2026-03-02T09:00Z"),
        # the clocks in Paris go forward in the night before 29 March
        ({"quiet_hours": NIGHT, "time_zone": "Europe/Paris"}, "2026-03-28T22:00Z", "2026-03-29T06:00Z"),
    ],
)
def test_times(settings: dict[str, object], queued: dt.datetime | str, due: dt.datetime | str) -> None:
    at = dt.datetime.fromisoformat(queued) if isinstance(queued, str) else queued
    expected = dt.datetime.fromisoformat(due) if isinstance(due, str) else due
    assert due_at(ServerSettings.model_validate(settings), at, at) == expected
