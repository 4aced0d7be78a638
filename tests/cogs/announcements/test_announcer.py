"""New and revised reviews, as a server reads of them in its channel."""

import asyncio
import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import update

from bot.playground.world import World, open_world
from cogs.announcements.cards import News, announcement_card, announcement_ids
from cogs.ui.outbox import Outbox
from data.library import Library
from data.models import Film, Review, StoredReview, Tier, Verdict
from data.servers.settings import Digest
from data.storage.tables.outbox import outbox
from tests.clock import Clock, unhurried
from tests.cogs.polls.test_polls import pass_time
from tests.cogs.reviews.test_cards import longest_review
from tests.cogs.ui.limits import check
from tests.conftest import PostgresHost
from tests.dialogue import Reply, say
from tests.lost_answers import lost_answers, server_error

LANTERN = Film(title="The Lantern", year=2031, directors=("Ines Vale",))


@pytest.fixture
async def announced(world: World) -> World:
    """The world, in which the server has chosen its channel."""
    assert world.channel.guild
    await world.library.servers.set(
        world.channel.guild.id, world.people["moderator"].id, announcement_channel_id=world.channel.id
    )
    return world


async def publish(world: World, film: Film = LANTERN, base: StoredReview | None = None) -> StoredReview:
    assert world.channel.guild
    review = Review(film=film, blurb="A keeper counts ships.", verdict=Verdict(tier=Tier.MIXED))
    base_revision = base.review.revision if base else 0
    return await world.library.reviews.revise(
        review, world.channel.guild.id, world.people["moderator"].id, base_revision
    )


def posted(world: World) -> list[Reply]:
    messages = world.channel.history(viewer=world.people["moderator"])
    return [Reply(world, one) for one in messages if list(announcement_ids(one.components))]


async def test_a_new_review_is_posted_with_the_way_to_it_and_how_many_asked(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    for person in ("member", "friend"):
        await announced.library.requests.ask(announced.channel.guild.id, announced.people[person].id, LANTERN)
    stored = await publish(announced)
    await pass_time(announced, clock, minutes=1)
    (message,) = posted(announced)
    assert "🆕 New review" in message.text
    assert "The Lantern (2031)" in message.text
    assert "2 members asked for it" in message.text
    assert "@" not in message.text
    answer = await message.press("Read the review")
    assert answer.private
    assert "A keeper counts ships." in answer.text
    await publish(announced, base=stored)
    await pass_time(announced, clock, minutes=1)
    assert "✏️ Revised review" in posted(announced)[1].text


async def test_it_is_posted_once_though_discord_stumbles_and_the_bot_restarts(announced: World, clock: Clock) -> None:
    await publish(announced)
    announced.env.inject_error("POST", f"/channels/{announced.channel.id}/messages", status=500, times=2)
    await pass_time(announced, clock, minutes=1)
    await announced.restart()
    for _ in range(4):
        await pass_time(announced, clock, minutes=3)
    assert len(posted(announced)) == 1


async def test_what_was_posted_but_not_recorded_is_found_again_after_a_crash(announced: World, clock: Clock) -> None:
    await publish(announced)
    await pass_time(announced, clock, minutes=1)
    # As if the process had died between posting and recording it: the claim runs out and is handed out again.
    async with announced.library.storage.writing() as connection:
        await connection.execute(update(outbox).values(next_try_at=announced.library.now(), message_id=None))
    await announced.restart()
    await pass_time(announced, clock, minutes=2)
    assert len(posted(announced)) == 1
    assert await announced.library.outbox.next_due() is None


async def test_what_was_claimed_but_not_posted_is_posted_by_the_next_process(announced: World, clock: Clock) -> None:
    await announced.bot.service(Outbox).stop()  # it would be faster
    await publish(announced)
    await announced.library.announcements.gather_due()
    assert await announced.library.outbox.claim()  # by a process that dies here
    await announced.restart()
    await pass_time(announced, clock, minutes=2)
    await pass_time(announced, clock, minutes=2)
    assert len(posted(announced)) == 1


async def test_a_digest_lists_them(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    await announced.library.servers.set(announced.channel.guild.id, 1, digest=Digest.DAILY)
    stored = await publish(announced)
    await publish(announced, base=stored)
    for number in range(6):
        await publish(announced, Film(title=f"Anchor {number}", year=2030))
    await pass_time(announced, clock, minutes=1)
    assert not posted(announced)
    await pass_time(announced, clock, days=1)
    (digest,) = posted(announced)
    assert "7 new reviews" in digest.text
    assert len(digest.labels) == 5


async def test_what_was_withdrawn_meanwhile_is_not_announced(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    stored = await publish(announced)
    await announced.library.reviews.withdraw(stored.film_id, announced.channel.guild.id, 1)
    await pass_time(announced, clock, minutes=1)
    assert not posted(announced)
    assert await announced.library.outbox.next_due() is None


async def test_moderators_are_told_where_the_bot_may_not_post(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    elsewhere = announced.channel.guild.create_text_channel("elsewhere")
    announced.env.backend.get_guild(announced.channel.guild.id).system_channel_id = elsewhere.id
    await announced.restart()
    announced.env.inject_error("POST", f"/channels/{announced.channel.id}/messages", status=403, code=50013)
    await publish(announced)
    await pass_time(announced, clock, minutes=1)
    assert not posted(announced)
    assert await announced.library.outbox.next_due() is None
    (note,) = elsewhere.history(viewer=announced.people["moderator"])
    assert f"I may not post in <#{announced.channel.id}>" in note.content
    settings = await say(announced, "/reviews settings", by="moderator")
    assert f"⚠️ The last announcement could not be posted: I may not post in <#{announced.channel.id}>" in settings.text
    await publish(announced, Film(title="Anchor", year=2030))
    await pass_time(announced, clock, minutes=1)
    assert len(posted(announced)) == 1
    assert "⚠️" not in (await say(announced, "/reviews settings", by="moderator")).text


async def test_a_channel_that_is_gone_is_asked_once(announced: World, clock: Clock) -> None:
    announced.env.backend.delete_channel(announced.channel.id)
    before = len(announced.env.http_requests)
    await publish(announced)
    for _ in range(5):
        await pass_time(announced, clock, minutes=11)
    asked = [one for one in announced.env.http_requests[before:] if one.path.endswith("/messages")]
    assert len(asked) == 1
    assert announced.channel.guild
    failed = await announced.library.announcements.failure(announced.channel.guild.id)
    assert failed
    assert announced.bot.service(Outbox).reason(failed) == "Its channel is gone."


@pytest.mark.parametrize("error", [server_error, asyncio.CancelledError])
async def test_an_announcement_whose_answer_got_lost_is_found_again(
    announced: World, clock: Clock, error: Callable[[], BaseException]
) -> None:
    with lost_answers("POST", "/messages", error):
        await publish(announced)
        await pass_time(announced, clock, minutes=1)
    if error is asyncio.CancelledError:
        await announced.restart()
    for _ in range(3):
        await pass_time(announced, clock, minutes=2)
    assert len(posted(announced)) == 1
    assert await announced.library.outbox.next_due() is None


async def test_a_second_attempt_waits_for_the_morning(announced: World, clock: Clock) -> None:
    assert announced.channel.guild
    night = {"start": "20:30", "end": "08:00"}
    await announced.library.servers.set(announced.channel.guild.id, 1, quiet_hours=night)
    announced.env.inject_error("POST", f"/channels/{announced.channel.id}/messages", status=500, times=1)
    clock.advance(minutes=29, seconds=30)  # half a minute before
    await publish(announced)
    await announced.env.settle()
    await pass_time(announced, clock, minutes=2)
    assert not posted(announced)
    assert await announced.library.outbox.next_due() == dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    await pass_time(announced, clock, hours=12)
    assert len(posted(announced)) == 1


async def test_what_cannot_be_put_in_line_keeps_nothing_else_from_being_posted(announced: World, clock: Clock) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    announced.bot.service(Outbox).carry(feed=fail)
    await publish(announced)
    await pass_time(announced, clock, minutes=1)
    assert len(posted(announced)) == 1


async def test_what_another_process_put_in_line_is_posted_within_a_minute(
    postgres_host: PostgresHost, clock: Clock
) -> None:
    address = postgres_host.new(with_starter=True)
    async with (
        Library.open(address, now=clock) as library,
        Library.open(address, now=clock) as other,
        open_world(library, unhurried()) as world,
    ):
        assert world.channel.guild
        guild_id = world.channel.guild.id
        await world.env.settle()
        await other.servers.set(guild_id, 1, announcement_channel_id=world.channel.id)
        await other.reviews.revise(Review(film=LANTERN), guild_id, 1, 0)
        assert not posted(world)
        await world.env.advance_time(61)
        assert len(posted(world)) == 1


@pytest.mark.parametrize("letter", ["a", "<", "|", "@"])
@pytest.mark.parametrize("count", [1, 2, 300])
def test_cards_keep_within_discords_limits(count: int, letter: str) -> None:
    review = longest_review(letter)
    reviews = [StoredReview.model_construct(id=n, film_id=10**18 + n, review=review) for n in range(count)]
    card = announcement_card(10**18, [News(one, is_new=one.id % 2 == 0, waited=10**6) for one in reviews])
    check(card)
    assert list(announcement_ids(card.children)) == [10**18]
