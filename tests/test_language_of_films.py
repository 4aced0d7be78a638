"""Dialogues about films in another language: whatever is still in English was never marked for translators."""

import pytest

from bot.playground.world import World
from data.models import Tier
from data.taxonomy import load
from data.votes.statistics import Order
from data.warnings.crowd import Voice
from data.warnings.listing import key_of
from tests.clock import Clock
from tests.cogs.writing.test_publishing import guild_of
from tests.conftest import SqliteHost
from tests.dialogue import say
from tests.foreign import ask, first_film, foreign_world, unmarked, wide
from tests.recording import Recorder

pytestmark = pytest.mark.uncounted


async def test_films_are_spoken_of_in_another_language(sqlite_host: SqliteHost, clock: Clock) -> None:
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            await _films(world)
            await _warnings(world)
            await _moderation(world)
            await _votes(world)
    assert len(recorder.bodies) > 110
    assert unmarked(recorder) == set()


async def _films(world: World) -> None:
    for one in await world.library.reviews.every():
        for command in ("review", "verdict", "summary", "cast", "recommend", "warnings"):
            await ask(world, f"/{command} {one.film_id}", by="member")
    card = await ask(world, f"/review {await first_film(world)}")
    await card.press(wide("Warnings"))
    panel = await card.press(wide("More…"))
    for label in ("Plot and ending", "Cast and facts", "More like this", "History", "Verdict"):
        panel = await panel.press(wide(label))
    for typed in ("Ж", (await world.library.reviews.every())[0].review.film.title[:-2]):
        await ask(world, f"/review {typed}")
        await ask(world, f"/warnings {typed}", by="member")
    await say(world, "@Marquee")
    await say(world, "@Marquee Ж")


async def _warnings(world: World) -> None:
    film = await first_film(world)
    warnings = await ask(world, f"/warnings {film}", by="member")
    detail = await warnings.choose(next(iter(warnings.options)))
    for label in ("Yes", "No", "Worse", "Milder"):
        detail = await detail.press(wide(label))
    await detail.press(wide("Back to the list"))
    form = await warnings.open(wide("Something is missing"))
    warnings = await form.submit(topic="ж", severity="mild", how="shown", detail="ж")
    for topic in ("жжж", *(one.topic for one in (await world.library.reviews.get(film, 0)).review.warnings[:2])):
        await ask(world, f"/warnings {film} topic:{topic}", by="member")
    mine = await ask(world, "/my warnings", by="member")
    category = await mine.choose(load().categories[0].label)
    topics = [topic.label for topic in load().categories[0].topics[:2]]
    chosen = await category.choose(*topics, of="topics")
    strength = await chosen.choose(topics[0], of="strength")
    await strength.press(wide("Only if severe"))
    mine = await ask(world, "/my warnings", by="member")
    await mine.press(wide("Export"))
    for one in await world.library.reviews.every():
        await ask(world, f"/review {one.film_id}", by="member")
        await ask(world, f"/recommend {one.film_id}", by="member")
    mine = await mine.press(wide("Erase"))
    await mine.press(wide("Erase it"))


async def _moderation(world: World) -> None:
    film = await world.library.reviews.get(await first_film(world), guild_of(world))
    key = key_of(film.review.warnings[0])
    for member_id in range(1, 6):
        await world.library.warning_voices.say(guild_of(world), film, key, member_id, Voice.WORSE)
    queue = await ask(world, "/moderate warnings")
    queue = await queue.press(wide("Next"), by="moderator")
    queue = await queue.press(wide("Dismiss"), by="moderator")
    await queue.press(wide("Dismiss"), by="moderator")
    await ask(world, "/moderate filter")
    for show in ("moderate", "mild", "nothing", "everything", "children"):
        await ask(world, f"/moderate filter show:{show}")
    await ask(world, f"/warnings {film.film_id}", by="member")
    await ask(world, f"/review {film.film_id}", by="member")


async def _votes(world: World) -> None:
    for order in Order:
        await ask(world, f"/top order:{order.value}")
    await ask(world, "/my votes")
    for one in await world.library.reviews.every():
        for number, tier in enumerate([Tier.POSITIVE, Tier.NEGATIVE] * 6):
            await world.library.votes.cast(guild_of(world), one.film_id, number, tier)
    card = await ask(world, f"/review {await first_film(world)}")
    for label in ("Positive", "Take back", "Mixed"):
        await card.press(wide(label), by="moderator")
    await ask(world, "/my votes")
    for order in Order:
        await ask(world, f"/top order:{order.value}")
