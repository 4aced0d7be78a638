"""Two films of one title and year are two films: told apart wherever they stand beside each other."""

from bot.playground.world import World
from tests.dialogue import say

_ADAM_GREENS, _DEREK_KWOKS = "Frozen (2010) · Adam Green", "Frozen (2010) · Derek Kwok"


async def test_both_are_found_and_told_apart_by_who_made_them(wide_world: World) -> None:
    question = await say(wide_world, "/review frozen 2010")
    assert question.labels[:2] == [_ADAM_GREENS, _DEREK_KWOKS]
    choices = await wide_world.people["member"].autocomplete(wide_world.channel, "review", "film", "frozen 2010")
    assert [choice["name"] for choice in choices[:2]] == [_ADAM_GREENS, _DEREK_KWOKS]
    card = await question.press(_DEREK_KWOKS)
    assert "With Janice Man" in card.text
    assert "With Emma Bell" in (await card.press(_ADAM_GREENS)).text
    assert "With Janice Man" in (await say(wide_world, "/review wai nei chung ching")).text


async def test_each_has_its_own_requests_and_its_own_review(wide_world: World) -> None:
    question = await say(wide_world, "/review frozen 2010")
    card = await question.press(_DEREK_KWOKS)
    await card.press("Ask for a review")
    other = await say(wide_world, "/review frozen adam green")
    assert "nobody has asked" in other.text
    wanted = await say(wide_world, "/reviews requests", by="moderator")
    panel = await wanted.choose("Frozen (2010)", by="moderator")
    panel = await (await panel.open("Blurb and verdict", by="moderator")).submit(blurb="Two lives, ten seconds apart.")
    missing = await panel.press("Publish", by="moderator")
    assert "1 member had asked" in (await missing.press("Publish anyway", by="moderator")).text
    assert "Two lives, ten seconds apart." in (await say(wide_world, "/review frozen 2010 derek kwok")).text
    assert "Not reviewed here yet" in (await say(wide_world, "/review frozen adam green")).text
