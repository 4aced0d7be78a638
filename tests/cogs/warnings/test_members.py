"""Members say what is in a film that nobody reviewed here, or what its review leaves open."""

import pytest

from bot.playground.world import World
from cogs.ui.routes import MENU, Press
from cogs.warnings.members_cards import Where, answers_card
from data.drafts.answers import TOPICS
from data.films.known import KnownFilms
from data.models import ContentWarning, Film, Review, Severity
from data.warnings.members_say import Count, Said
from data.warnings.placement import warning_on
from tests.cogs.ui.limits import check
from tests.cogs.warnings.test_own_list import choose, everything
from tests.dialogue import say
from tests.forging import Forger


async def test_from_the_first_answer_to_the_review(wide_world: World) -> None:
    """Said on the card, read there as a sum, told to whose list it is on, proposed in the draft; and it stays."""
    card = await say(wide_world, "/review shrek 2")
    pages = await card.press("I have seen it")
    assert pages.private
    assert "**Animals** nothing said yet" in pages.text
    pages = await pages.choose("A horse dies", "Animal cruelty", of="yes.0.")
    assert "✅ Kept." in pages.text
    await wide_world.restart()
    pages = await pages.choose("A horse dies", of="no.0.")  # the last word counts
    assert "**Animals** in it: Animal cruelty or dog fighting · not in it: A horse dies" in pages.text
    pages = await pages.press("Page 2")
    await pages.choose("Gun violence", of="no.4.")
    assert "**Members say yes:** Animal cruelty (1)" in card.now.text
    assert "say no" not in card.now.text
    for by in ("friend", "moderator"):
        second = await (await (await say(wide_world, "/review shrek 2")).press("I have seen it", by=by)).press(
            "Page 2", by=by
        )
        await second.choose("Gun violence", by=by, of="no.4.")
    assert "Members say no: Gun violence (3)" in (await say(wide_world, "/review shrek 2")).text
    topic = await say(wide_world, "/warnings shrek 2 topic:guns")
    assert topic.private
    assert "**members say no (3)**, nobody says yes; that is no promise" in topic.text

    panel = await say(wide_world, "/reviews write shrek 2", by="moderator")
    assert "have settled 2 topics" in panel.text
    page = await panel.press("Core questions", by="moderator")
    assert "👥 Animal cruelty or dog fighting: members say yes (1)" in page.text
    page = await page.press("Take what is proposed", by="moderator")
    assert "👥 Gun violence: members say no (3)" in page.text
    page = await page.press("Take what is proposed", by="moderator")
    panel = await page.press("All parts", by="moderator")
    panel = await (await panel.open("Blurb and verdict", by="moderator")).submit(blurb="An ogre meets his in-laws.")
    await (await panel.press("Publish", by="moderator")).press("Publish anyway", by="moderator")
    assert "Animal cruelty" in (await say(wide_world, "/warnings shrek 2")).text
    guild_id, film_id = wide_world.people["member"].guild.id, int(card.custom_ids["Positive"].split(":")[1])
    counts = await wide_world.library.member_answers.of_film(guild_id, film_id)
    assert counts == {"animal-cruelty": Count(yes=1), "horse": Count(no=1), "guns": Count(no=3)}
    left = await card.press("I have seen it")
    assert "The review leaves open: " in left.text
    assert "The review leaves open: " in (await left.press("Take back all 3 answers")).text


async def test_a_list_is_told_a_yes_and_no_number_of_noes_clears_it(wide_world: World) -> None:
    await choose(wide_world, "Violence & injury", "Gun violence", "Torture")
    guild_id = wide_world.people["member"].guild.id
    film_id = int((await say(wide_world, "/review shrek 2")).custom_ids["Positive"].split(":")[1])
    answers = wide_world.library.member_answers
    for member in range(50):
        await answers.say(guild_id, film_id, member, {"guns": Said.NO, "torture": Said.NO})
    _, whispered = await everything(wide_world, "/review shrek 2")
    assert whispered == (
        True,
        "(only you see this)\n🔔 **Your list, Shrek 2 (2004)** Not known: there is no review here.",
    )
    await answers.say(guild_id, film_id, 50, {"guns": Said.YES})
    (private, said), (alone, hit) = await everything(wide_world, "/review shrek 2")
    assert (private, "Your list" in said) == (False, False)
    assert alone
    assert "Members say that it is in it: **Gun violence** (1)" in hit
    assert "**Gun violence** (1)" in (await say(wide_world, "/warnings shrek 2 topic:torture")).text


async def test_what_was_said_of_a_film_that_is_known_no_more_is_taken_back_and_nothing_is_added(
    wide_world: World,
) -> None:
    guild_id, member = wide_world.people["member"].guild.id, wide_world.people["member"]
    card = await say(wide_world, "/review shrek 2")
    pages = await card.press("I have seen it")
    pages = await pages.choose("A horse dies", of="yes.0.")
    film_id = int(card.custom_ids["Positive"].split(":")[1])
    wide_world.library.catalogue.known = KnownFilms()
    left = await pages.choose("Animal cruelty", of="yes.0.")
    assert "I do not know that film any more" in left.text
    assert await wide_world.library.member_answers.own(guild_id, film_id, member.id) == {"horse": Said.YES}
    left = await left.press("Take back 1 answer")
    assert ("Taken back" in left.text, "review" in left.text, left.labels) == (True, False, [])
    forger = Forger(wide_world, member, wide_world.channel)
    for unknown in (0, film_id, 2**63 - 1):
        assert "I do not know that film any more" in await forger.press(f"film:{unknown}:seen")
        said = await forger.pick(f"{MENU}film:{unknown}:answered:no.0.0.0", "horse")
        assert "I do not know that film any more" in said
        assert await wide_world.library.member_answers.own(guild_id, unknown, member.id) == {}


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("said", Said)
def test_the_pages_stay_within_what_discord_takes(page: int, said: Said) -> None:
    where = Where(2**63 - 1, page, 2**63 - 1)
    check(answers_card(where, "X" * 100, dict.fromkeys(TOPICS, said), "✅ Kept."))
    assert len(where.press("answered", "yes", "7").custom_id) < 90
    assert where.press("seen", page=0) == Press("film", 2**63 - 1, "seen", f"0.{2**63 - 1}")


def _denied(topic: str) -> ContentWarning:
    return warning_on(topic).model_copy(update={"severity": Severity.NONE, "spoils": False})


async def test_members_fill_what_a_review_leaves_open_and_that_alone(world: World) -> None:
    """Of a review that says all but whether somebody vomits; what it says already is nothing to answer."""
    guild_id = world.people["member"].guild.id
    warnings = tuple(_denied(topic) for topic in TOPICS if topic != "vomit")
    film = Film(title="The Reel", year=1999)
    stored = await world.library.reviews.save(Review(film=film, warnings=warnings, unsure=("Vomiting",)), guild_id)
    await choose(world, "Medical & the body", "Vomiting")
    page = await (await say(world, "/warnings the reel")).press("I have seen it")
    assert "### You have seen it: The Reel (1999)\nThe review leaves open: Vomiting." in page.text
    assert list(page.options) == ["⚠️ Vomiting", "⚪ Vomiting"]
    page = await page.choose("Vomiting", of="yes.")
    assert "in it: Vomiting" in page.text
    listed = await page.press("All warnings")
    assert "❔ **Not sure:** Vomiting\n⚠️ **Members say yes:** Vomiting (1)" in listed.text
    assert "**Your list** The review names nothing on it." not in listed.text
    assert "Members say that it is in it: **Vomiting** (1)." in listed.text
    (_, card), (alone, note) = await everything(world, "/review the reel")
    assert ("Members say" in card, alone) == (False, True)
    assert "Members say that it is in it: **Vomiting** (1)." in note
    topic = await say(world, "/warnings the reel topic:vomit")
    assert "**not sure**" in topic.text
    assert "⚠️ **Members say yes:** Vomiting (1)" in topic.text
    page = await listed.press("I have seen it")
    settled = (*warnings, _denied("vomit"))
    await world.library.reviews.save(Review(film=film, warnings=settled), guild_id)
    assert "I have seen it" not in (await say(world, "/warnings the reel")).labels
    left = await page.press("Take back 1 answer")
    assert "There is a review by now" in left.text
    assert await world.library.member_answers.of_film(guild_id, stored.film_id) == {}
