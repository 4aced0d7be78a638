import pytest

from bot.playground.world import World
from data.models import Tier
from tests.dialogue import say


async def test_a_vote_is_counted_changed_and_taken_back(world: World) -> None:
    card = await say(world, "/review jaws")
    assert "Positive, 1 vote\n-# 🟢 1 · 🟡 0 · 🔴 0" in (await card.press("Positive")).text
    assert "Negative, 1 vote\n-# 🟢 0 · 🟡 0 · 🔴 1" in (await card.press("Negative")).text
    assert "no votes yet" in (await card.press("Take back")).text


async def test_a_second_tap_changes_nothing(world: World) -> None:
    card = await say(world, "/review jaws")
    await card.press("Positive")
    assert "1 vote" in (await card.press("Positive")).text


async def test_everybody_has_one_vote(world: World) -> None:
    card = await say(world, "/verdict jaws")
    await card.press("Positive", by="member")
    await card.press("Mixed", by="friend")
    answer = await card.press("Mixed", by="moderator")
    assert "Mixed, 3 votes\n-# 🟢 1 · 🟡 2 · 🔴 0" in answer.text
    assert "The reasons" in answer.labels, "the card that was voted on stays the card it was"


@pytest.mark.parametrize(("votes", "shown"), [(4, "Positive, 4 votes"), (5, "Positive, 100 %, 5 votes")])
async def test_no_percentage_below_five_votes(world: World, votes: int, shown: str) -> None:
    card = await say(world, "/review jaws")
    film_id = int(card.custom_ids["Cast"].split(":")[1])
    assert world.channel.guild is not None
    for member_id in range(votes):
        await world.bot.library.votes.cast(world.channel.guild.id, film_id, 1000 + member_id, Tier.POSITIVE)
    assert shown in (await say(world, "/review jaws")).text


@pytest.mark.parametrize("forged", ["vote:best.review", "vote:positive.nonsense", "vote", "explode", "pick:drop.1"])
async def test_a_forged_button_is_refused_in_a_sentence(world: World, forged: str) -> None:
    card = await say(world, "/review jaws")
    film_id = card.custom_ids["Cast"].split(":")[1]
    stored = world.env.backend.get_message(card.message.channel_id, card.message.id)
    stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"film:{film_id}:{forged}"
    answer = await card.press("Summary")
    assert answer.private
    assert "older Marquee" in answer.text


async def test_a_forged_film_is_refused(world: World) -> None:
    card = await say(world, "/review jaws")
    stored = world.env.backend.get_message(card.message.channel_id, card.message.id)
    for forged in (str(2**63), "99999999999999999999", "4"):
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"film:{forged}:vote:mixed.review"
        assert (await card.press("Summary")).private
