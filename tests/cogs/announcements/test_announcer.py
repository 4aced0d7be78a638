"""New and revised reviews, as a server reads of them in its channel."""

import pytest
from sqlalchemy import update

from bot.playground.world import World
from cogs.announcements.cards import News, announcement_card, announcement_ids
from data.models import Film, Review, StoredReview, Tier, Verdict
from data.servers.settings import Digest
from data.storage.tables.outbox import outbox
from tests.clock import Clock
from tests.cogs.polls.test_polls import pass_time
from tests.cogs.reviews.test_cards import longest_review
from tests.cogs.ui.limits import check
from tests.dialogue import Reply

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


@pytest.mark.parametrize("letter", ["a", "<", "|", "@"])
@pytest.mark.parametrize("count", [1, 2, 300])
def test_cards_keep_within_discords_limits(count: int, letter: str) -> None:
    review = longest_review(letter)
    reviews = [StoredReview.model_construct(id=n, film_id=10**18 + n, review=review) for n in range(count)]
    card = announcement_card(10**18, [News(one, is_new=one.id % 2 == 0, waited=10**6) for one in reviews])
    check(card)
    assert list(announcement_ids(card.children)) == [10**18]
