import asyncio

import discord
import pytest

from bot.playground.people import replies_of
from bot.playground.world import World
from data.models import Film, Review, Tier
from tests.dialogue import Reply, say


async def test_a_vote_is_answered_alone_and_the_card_follows(world: World) -> None:
    card = await say(world, "/review jaws")
    answer = await card.press("Positive")
    assert answer.private
    assert "Counted: 🟢 **Positive**" in answer.text
    assert "👥\u00a0Positive, 1 vote" in card.now.text
    assert "[Positive 1] [Mixed 0] [Negative 0] [Take back]" in card.now.text
    assert "Counted: 🔻 **Negative**" in (await card.press("Negative")).text
    assert "[Positive 0] [Mixed 0] [Negative 1] [Take back]" in card.now.text
    assert "taken back" in (await card.press("Take back")).text
    assert "[Positive] [Mixed] [Negative] [Take back]" in card.now.text
    assert "👥" not in card.now.text


async def test_a_vote_is_taken_back_from_its_answer(world: World) -> None:
    card = await say(world, "/verdict jaws")
    answer = await card.press("Mixed")
    gone = await answer.press("Take back")
    assert gone.message.id == answer.message.id
    assert "taken back" in gone.text
    assert "no votes yet" in card.now.text
    assert "The reasons" in card.now.labels, "the card that was voted on stays the card it was"


async def test_a_private_card_shows_the_vote_itself(world: World) -> None:
    card = await (await say(world, "/verdict jaws")).press("Whole review")
    assert card.private
    voted = await card.press("Positive")
    assert voted.message.id == card.message.id
    assert "Positive, 1 vote" in voted.text


async def test_where_the_bot_may_not_edit_the_card_is_turned_at_once(world: World) -> None:
    assert world.bot.user
    assert world.channel.guild
    unseen = discord.PermissionOverwrite(view_channel=False)
    guild = world.channel.guild
    assert guild
    channel = guild.create_text_channel("hidden", overwrites={world.bot.user: unseen})
    (message,) = replies_of(await world.people["member"].run(channel, "/review jaws"))
    voted = await Reply(world, message).press("Positive")
    assert voted.message.id == message.id
    assert "Positive, 1 vote" in voted.text


async def test_a_second_tap_changes_nothing(world: World) -> None:
    card = await say(world, "/review jaws")
    await card.press("Positive")
    await card.press("Positive")
    assert "1 vote" in card.now.text


async def test_everybody_has_one_vote(world: World) -> None:
    card = await say(world, "/verdict jaws")
    await card.press("Positive", by="member")
    await card.press("Mixed", by="friend")
    await card.press("Mixed", by="moderator")
    assert "Mixed, 3 votes\n" in card.now.text
    assert "[Positive 1] [Mixed 2] [Negative 0]" in card.now.text


@pytest.mark.parametrize(("votes", "shown"), [(4, "Positive, 4 votes"), (5, "100\u00a0% of 5 say Positive")])
async def test_no_percentage_below_five_votes(world: World, votes: int, shown: str) -> None:
    card = await say(world, "/review jaws")
    film_id = int(card.custom_ids["Warnings"].split(":")[1])
    assert world.channel.guild is not None
    for member_id in range(votes):
        await world.bot.library.votes.cast(world.channel.guild.id, film_id, 1000 + member_id, Tier.POSITIVE)
    assert shown in (await say(world, "/review jaws")).text


@pytest.mark.parametrize("forged", ["vote:best.review", "vote:positive.nonsense", "vote", "explode", "pick:drop.1"])
async def test_a_forged_button_is_refused_in_a_sentence(world: World, forged: str) -> None:
    card = await say(world, "/review jaws")
    film_id = card.custom_ids["Warnings"].split(":")[1]
    stored = world.env.backend.get_message(card.message.channel_id, card.message.id)
    stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"film:{film_id}:{forged}"
    answer = await card.press("Warnings")
    assert answer.private
    assert "older Marquee" in answer.text


async def test_a_forged_film_is_refused(world: World) -> None:
    card = await say(world, "/review jaws")
    stored = world.env.backend.get_message(card.message.channel_id, card.message.id)
    for forged in (str(2**63), "99999999999999999999", "4"):
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"film:{forged}:vote:mixed.review"
        assert (await card.press("Warnings")).private


async def test_a_card_is_not_kept_for_its_buttons(world: World) -> None:
    """discord.py would keep one that only one person sees for a quarter of an hour, with the press it answered."""
    card = await say(world, "/review jaws")
    assert (await card.press("Positive")).private
    assert (await card.press("Warnings")).private
    kept = [task for task in asyncio.all_tasks() if "timeout" in getattr(task.get_coro(), "__qualname__", "")]
    assert kept == []


@pytest.mark.uncounted
async def test_a_ranking_goes_on_behind_films_that_are_gone(world: World) -> None:
    """More films than are looked at first were liked best, and withdrawn since."""
    library, guild = world.library, world.channel.guild
    assert guild
    for place in range(60):
        stored = await library.reviews.save(Review(film=Film(title=f"Gone {place}"), overview="Seen."), guild.id)
        await asyncio.gather(*(library.votes.cast(guild.id, stored.film_id, m, Tier.POSITIVE) for m in range(6)))
        await library.reviews.withdraw(stored.film_id, guild.id)
    stays = await library.reviews.save(Review(film=Film(title="Here"), overview="Seen."), guild.id)
    await asyncio.gather(*(library.votes.cast(guild.id, stays.film_id, m, Tier.POSITIVE) for m in range(5)))
    ranking = await say(world, "/top")
    assert "1. 🟢 **Here** — 100\u00a0% of 5 say Positive" in ranking.text
    assert "Gone" not in ranking.text


async def test_a_server_says_who_votes_on_its_cards(world: World) -> None:
    regulars = world.people["friend"].guild.create_role("Regulars")
    card = await say(world, "/review jaws")
    told = await say(world, "/reviews settings", by="moderator")
    assert "standing votes: by everybody" in told.text
    await card.press("Positive")
    told = await say(world, "/reviews settings voters:Regulars voter_days_in_server:0", by="moderator")
    assert f"standing votes: by members with <@&{regulars.id}>" in told.text
    refused = await card.press("Negative")
    assert refused.private
    assert (
        f"Voting here asks for a role that you do not have. It asks for <@&{regulars.id}>: moderators say who gets it."
        in refused.text
    )
    assert "Positive, 1 vote" in card.now.text
    assert "taken back" in (await card.press("Take back")).text, "one's own vote is one's own"
    await say(world, "/reviews settings voters:Regulars voter_account_days:3650", by="moderator")
    assert "Voting here asks for a Discord account of at least 3650 days" in (await card.press("Negative")).text
    lifted = await say(world, "/reviews settings voter_account_days:0", by="moderator")
    assert "standing votes: by everybody" in lifted.text
    assert "Counted" in (await card.press("Negative")).text


async def test_who_has_just_joined_may_have_to_wait(world: World) -> None:
    card = await say(world, "/review jaws")
    told = await say(world, "/reviews settings voter_days_in_server:90", by="moderator")
    assert "standing votes: by members of at least 90 days" in told.text
    answer = await card.press("Positive")
    assert "Voting here asks for at least 90 days in this server" in answer.text
    assert "[Positive] [Mixed] [Negative]" in card.now.text


async def test_a_vote_on_a_withdrawn_film_is_seen_and_taken_back_by_the_voter(world: World) -> None:
    await (await say(world, "/review jaws")).press("Positive")
    film_id = (await world.library.catalogue.find(0, "jaws")).film
    assert film_id
    guild_id = world.people["member"].guild.id
    await world.library.reviews.withdraw(film_id.film_id, guild_id, world.people["moderator"].id)
    mine = await say(world, "/my votes")
    assert "Jaws (1975) (no review here any more)" in mine.text
    left = await mine.choose("Jaws")
    assert left.message.id == mine.message.id
    assert "None yet" in left.text
    assert (await world.library.votes.tally(guild_id, film_id.film_id)).total == 0


async def test_a_vote_is_taken_back_on_a_private_card_of_a_withdrawn_film(world: World) -> None:
    card = await (await say(world, "/verdict jaws")).press("Positive")
    private = await (await say(world, "/warnings jaws")).press("The film")
    assert private.private
    guild_id, film_id = world.people["member"].guild.id, int(private.custom_ids["Take back"].split(":")[1])
    await world.library.reviews.withdraw(film_id, guild_id, world.people["moderator"].id)
    result = await world.people["member"].click(private.message, custom_id=private.custom_ids["Take back"])
    assert "Your vote is taken back" in str([Reply(world, one).text for one in replies_of(result)])
    assert (card.private, (await world.library.votes.tally(guild_id, film_id)).total) == (True, 0)
