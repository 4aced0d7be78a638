import pytest

from bot.playground.world import World
from data.models import Film, Review, Tier, Verdict
from tests.dialogue import say


@pytest.mark.parametrize(
    ("line", "film"),
    [
        ("/review balerina", "Ballerina (2023)"),
        ("/review the northmen", "The Northman (2022)"),
        ("/warnings promising yung woman", "Promising Young Woman (2020)"),
        ("/summary nobody", "Nobody (2021)"),
        ("/verdict seven samurai", "Seven Samurai (1954)"),
        ("/cast amelie", "Amélie (2001)"),
        ("/recommend Parasite (2019)", "Parasite (2019)"),
        ("@Marquee casablanca", "Casablanca (1942)"),
    ],
)
async def test_a_film_is_found_however_it_is_spelt(world: World, line: str, film: str) -> None:
    assert film in (await say(world, line)).text


async def test_the_card_says_everything_that_spoils_nothing(world: World) -> None:
    card = await say(world, "/review ballerina")
    assert not card.private
    title, answer, facts, *_ = card.text.split("\n")
    assert title == "## Ballerina (2023)"
    assert answer == "🔶 **Mixed · Divisive** — ⚠️\u00a013 strong warnings, 4 folded"
    assert facts == "-# Lee Chung-hyun · 1 h 33 min · TV-MA"
    for part in ("What works", "What divides", "What fails", "█", "⚠️ **Severe:**", "core questions answered"):
        assert part in card.text
    assert card.labels == ["Positive", "Mixed", "Negative", "Take back", "Warnings", "More…"]


PARTS = {
    "Verdict": ("### What works", "### Who it is for"),
    "Plot and ending": ("The whole plot, ending included",),
    "Cast and facts": ("**Directed by**", "1 h 32 min"),
    "More like this": ("Nobody (2021)",),
    "History": ("Revision 1",),
}


async def test_one_private_panel_turns_to_every_part_in_place(world: World) -> None:
    panel = await (await say(world, "/review nobody")).press("More…", by="friend")
    first = panel.message.id
    assert panel.private
    assert panel.labels == list(PARTS)
    for label in ("Plot and ending", "Cast and facts", "More like this", "History", "Verdict"):
        panel = await panel.press(label, by="friend")
        assert (panel.private, panel.message.id) == (True, first)
        assert "Nobody (2021)" in panel.text
        for said in PARTS[label]:
            assert said in panel.text


async def test_a_public_answer_has_no_panel(world: World) -> None:
    card = await say(world, "/cast nobody")
    assert not card.private
    assert card.labels == []


@pytest.mark.parametrize("verb", ["summary", "warnings", "verdict", "cast", "similar"])
async def test_buttons_of_cards_from_before_open_what_they_opened(world: World, verb: str) -> None:
    card = await say(world, "/review nobody")
    film_id = card.custom_ids["Warnings"].split(":")[1]
    stored = world.env.backend.get_message(card.message.channel_id, card.message.id)
    stored.components[0]["components"][-1]["components"] = [
        {"type": 2, "style": 2, "label": "Old", "custom_id": f"film:{film_id}:{verb}", "id": 99}
    ]
    part = await card.now.press("Old", by="friend")
    assert part.private
    assert "Nobody (2021)" in part.text


async def test_a_review_without_a_part_has_no_button_for_it(world: World) -> None:
    assert world.channel.guild
    review = Review(film=Film(title="Bare", year=1990), verdict=Verdict(tier=Tier.POSITIVE))
    await world.library.reviews.save(review, world.channel.guild.id)
    card = await say(world, "/review bare")
    assert card.text.startswith("## Bare (1990)\n🟢 **Positive**\n-# ⚠️ **Warnings** Not recorded yet")
    panel = await card.press("More…")
    assert panel.labels == ["Verdict", "Cast and facts", "History"]


@pytest.mark.parametrize("line", ["/summary nobody", "/warnings nobody"])
async def test_what_spoils_or_tells_about_the_asker_is_private(world: World, line: str) -> None:
    assert (await say(world, line)).private


async def test_a_title_of_no_review_is_said_to_be_none(world: World) -> None:
    answer = await say(world, "/review asdfqwer")
    assert "I do not know a film called “asdfqwer”" in answer.text
    assert answer.private
    assert "Noted: asdfqwer" in (await answer.press("Ask for a review of it")).text


async def test_an_unsure_title_is_asked_about_and_a_press_answers(world: World) -> None:
    question = await say(world, "/verdict city")
    assert "Did you mean" in question.text
    assert {"City Lights (1931)", "City of God (2002)"} <= set(question.labels)
    answer = await question.press("City of God (2002)")
    assert answer.message.id == question.message.id
    assert "Did you mean" not in answer.text
    assert "The reasons" in answer.labels


async def test_only_the_asker_may_answer_the_question(world: World) -> None:
    question = await say(world, "/review city")
    refusal = await question.press("City of God (2002)", by="friend")
    assert refusal.private
    assert "somebody else's" in refusal.text


async def test_completion_offers_the_film_by_title_and_year_with_its_id(world: World) -> None:
    robin = world.people["member"]
    (choice, *_) = await robin.autocomplete(world.channel, "review", "film", "balle")
    assert choice["name"] == "Ballerina (2023)"
    answer = await say(world, f"/review {choice['value']}")
    assert "Ballerina (2023)" in answer.text


async def test_completion_before_anything_is_typed_offers_the_newest(world: World) -> None:
    choices = await world.people["member"].autocomplete(world.channel, "review", "film", "")
    assert len(choices) == 25
    assert choices[0]["name"].endswith("(2025)")


async def test_recommended_films_of_the_library_are_one_press_away(world: World) -> None:
    answer = await say(world, "/recommend ballerina")
    assert "The Northman (2022)" in answer.labels
    card = await answer.press("The Northman (2022)")
    assert card.private
    assert "Robert Eggers" in card.text


async def test_films_named_in_a_sentence_are_spotted(world: World) -> None:
    one = await say(world, "@Marquee we watched The Northman last night and half of us fell asleep, was it any good")
    assert "Robert Eggers" in one.text
    two = await say(world, "@Marquee should we rather take Jaws or The Northman tonight, nobody here can decide")
    assert two.labels == ["Jaws (1975)", "The Northman (2022)"]


async def test_the_name_alone_is_answered_with_help(world: World) -> None:
    answer = await say(world, "@Marquee")
    assert "/warnings" in answer.text
    assert "/review" in (await say(world, "/help")).text


async def test_buttons_work_after_a_restart(world: World) -> None:
    card = await say(world, "/review jaws")
    await world.restart()
    assert "Jaws (1975)" in (await card.press("More…")).text


async def test_a_button_of_a_withdrawn_review_says_so(world: World) -> None:
    card = await say(world, "/review jaws")
    film_id = int(card.custom_ids["Warnings"].split(":")[1])
    await world.bot.library.reviews.withdraw(film_id)
    assert "no review of that film here any more" in (await card.press("Warnings")).text
    assert "I do not know a film" in (await say(world, "/review jaws")).text
