"""The core questions in the writing panel, and a review that is pasted once, each step after a restart."""

from __future__ import annotations

from bot.playground.world import World
from data.models import Manner, Review, Severity
from data.warnings.core import core_answers
from tests.dialogue import Reply, say

BY = "moderator"
PASTED = """The Salt Clock (2021)

Release Date: March 5, 2021
Directed by: Ines Varga
Genres: Drama
Language: English
Runtime: 104 minutes

Summary
An old man keeps a clock of salt. His dog dies at the lake in the first act. His son drowns in the flood.
There are no needles. He smokes in every scene.

Content Warnings
Death of a parent.

Highlights
Light - 80%
Every frame is lit by windows.

Who Is This For?
For patient people.

Overview
It is worth the wait, mostly.

Verdict: Mixed (Divisive)
"""


async def restarted(world: World, card: Reply, label: str) -> Reply:
    await world.restart()
    return await card.press(label, by=BY)


async def pages(world: World, said: dict[str, str] | None = None) -> Reply:
    """The first page of a new draft, with some of its text written."""
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    if said:
        panel = await (await panel.open("Summary", by=BY)).submit(**said)
    return await panel.press("Core questions", by=BY)


async def draft_of(world: World) -> Review:
    guild_id = world.people[BY].guild.id
    (draft,) = await world.library.drafts.of_owner(guild_id, world.people[BY].user.id)
    return draft.review


async def test_a_pasted_review_is_published_with_one_form_and_six_presses(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    form = await panel.open("Paste the whole text", by=BY)
    await world.restart()
    page = await form.submit(text1p=PASTED)
    assert page.private
    assert "- a summary of " in page.text
    assert "A dog dies: “His dog dies at the lake in the first act”" in page.text
    assert [warning.topic for warning in (await draft_of(world)).warnings] == ["Death of a parent"]
    page = await restarted(world, page, "Take what is proposed")
    assert "page 2 of 2" in page.text
    assert "not Needles: “There are no needles”" in page.text
    page = await restarted(world, page, "Take what is proposed")
    panel = await restarted(world, page, "All parts")
    guild_id = world.people[BY].guild.id
    assert (await world.library.catalogue.find(guild_id, "the salt clock")).film is None
    missing = await restarted(world, panel, "Publish")
    assert "- the blurb" in missing.text
    assert "core questions are open, which members read as “not known”: A cat dies, A horse dies" in missing.text
    assert "A dog dies" not in missing.text
    assert "Published: The Salt Clock (2021)" in (await restarted(world, missing, "Publish anyway")).text
    found = await world.library.catalogue.find(guild_id, "the salt clock")
    assert found.film
    review = (await world.library.reviews.get(found.film.film_id, guild_id)).review
    assert (review.film.directors, review.film.runtime_minutes) == (("Ines Varga",), 104)
    assert {(w.topic, w.severity) for w in review.warnings} == {
        ("Death of a parent", None),
        ("A dog dies", None),
        ("A child dies", None),
        ("Drowning or deep water", None),
        ("Smoking", None),
        ("Needles", Severity.NONE),
    }
    assert "✅ **Needles**: **no**" in (await say(world, "/warnings the salt clock topic:needles")).text


async def test_pasting_takes_the_place_of_nothing_that_was_written(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    panel = await (await panel.open("Overview", by=BY)).submit(overview="My own words.")
    first, middle, second = PASTED.partition("Highlights")
    second = middle + second
    page = await (await panel.open("Paste the whole text", by=BY)).submit(text1p=first, text2p=second)
    assert "**Kept as you had it** Overview" in page.text
    review = await draft_of(world)
    assert review.overview == "My own words."
    assert review.audience == "For patient people."
    again = await (await (await page.press("All parts", by=BY)).open("Paste the whole text", by=BY)).submit(
        text1p=PASTED.replace("patient", "other")
    )
    assert "Kept as you had it" in again.text
    assert await draft_of(world) == review


async def test_a_text_of_another_film_is_noticed(world: World) -> None:
    panel = await say(world, "/reviews write The Pepper Clock (2021)", by=BY)
    page = await (await panel.open("Paste the whole text", by=BY)).submit(text1p=PASTED)
    assert "The text is headed **The Salt Clock**. The draft stays one of **The Pepper Clock**" in page.text
    assert (await draft_of(world)).film.title == "The Pepper Clock"


async def test_a_text_without_a_review_is_given_back(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    before = await draft_of(world)
    two = '[{"film": {"title": "A"}}, {"film": {"title": "B"}}]'
    refused = await (await panel.open("Paste the whole text", by=BY)).submit(text1p=two)
    assert "There are several reviews in that text" in refused.text
    (file,) = refused.message.attachments
    assert (await file.read()).decode() == two
    assert "I found no review" in (await (await panel.open("Paste the whole text", by=BY)).submit()).text
    assert await draft_of(world) == before


async def test_what_is_ticked_is_kept_and_what_is_not_stays_open(world: World) -> None:
    page = await (await pages(world)).press("Page 2", by=BY)
    await world.restart()
    page = await page.choose("Spiders or insects", "Vomiting", by=BY, of=":tick:5.")
    assert "**Body and senses** in it: Vomiting, Spiders or insects" in page.text
    assert {w.topic for w in (await draft_of(world)).warnings} == {"Vomiting", "Spiders or insects"}
    page = await page.choose("Vomiting", by=BY, of=":tick:5.")
    review = await draft_of(world)
    assert [w.topic for w in review.warnings] == ["Vomiting"]
    assert sum(one.is_answered for one in core_answers(review.warnings)) == 1
    page = await restarted(world, page, "Undo")
    assert {w.topic for w in (await draft_of(world)).warnings} == {"Vomiting", "Spiders or insects"}
    await restarted(world, page, "Undo")
    assert [w.topic for w in (await draft_of(world)).warnings] == ["Vomiting"]


async def test_a_proposal_that_is_ticked_off_is_not_taken(world: World) -> None:
    page = await pages(world, {"text1p": "Moderate gore is shown. A dog dies. He is tortured."})
    page = await page.press("Page 2", by=BY)
    page = await page.choose("Blood and gore", by=BY, of=":tick:4.")
    assert "Torture: “" not in page.text
    (warning,) = (await draft_of(world)).warnings
    assert (warning.topic, warning.severity, warning.how) == ("Blood and gore", Severity.MODERATE, Manner.SHOWN)
    assert "Take what is proposed" not in page.labels


async def test_what_is_denied_is_listed_first_and_refused_where_the_text_has_it(world: World) -> None:
    page = await pages(world, {"text1p": "An old man keeps a clock. His dog dies at the lake."})
    asked = await page.choose("Animals", "Sexual assault", by=BY, of=":absent:")
    assert "None of these is in it?" in asked.text
    assert "- A cat dies" in asked.text
    for refused in ("A dog dies", "Another animal dies"):
        assert f"**{refused}**: “His dog dies at the lake”" in asked.text
    assert (await draft_of(world)).warnings == ()
    page = await restarted(world, asked, "None of these is in it")
    said = {w.topic: w.severity for w in (await draft_of(world)).warnings}
    assert said == dict.fromkeys(
        (
            "A cat dies",
            "A horse dies",
            "Animal cruelty or dog fighting",
            "Rape or sexual assault",
        ),
        Severity.NONE,
    )
    assert "**Abuse** not in it: Rape or sexual assault" in page.text
    page = await restarted(world, page, "Undo")
    assert (await draft_of(world)).warnings == ()


async def test_what_was_written_since_is_not_denied_either(world: World) -> None:
    page = await pages(world)
    asked = await page.choose("Animals", by=BY, of=":absent:")
    assert "- A dog dies" in asked.text
    panel = await (await say(world, "/reviews drafts", by=BY)).choose("(", by=BY)
    await (await panel.open("Overview", by=BY)).submit(overview="A dog dies in it.")
    await asked.press("None of these is in it", by=BY)
    assert "A dog dies" not in {w.topic for w in (await draft_of(world)).warnings}


async def test_unsure_is_neither(world: World) -> None:
    page = await pages(world)
    page = await page.press("Page 2", by=BY)
    asked = await page.choose("Spiders or snakes", "Vomiting", by=BY, of=":absent:")
    page = await restarted(world, asked, "I am not sure of them")
    review = await draft_of(world)
    assert (review.unsure, review.warnings) == (
        ("Vomiting", "Spiders or insects", "Snakes, sharks, crocodiles"),
        (),
    )
    assert "not sure: Vomiting, Spiders or insects" in page.text
    assert "0 of 35 core questions answered" in page.text
    page = await page.choose("Vomiting", by=BY, of=":tick:5.")
    assert (await draft_of(world)).unsure == ("Spiders or insects", "Snakes, sharks, crocodiles")


async def test_a_change_of_a_review_is_published_at_once_and_says_what_is_open(world: World) -> None:
    guild_id = world.people[BY].guild.id
    found = await world.library.catalogue.find(guild_id, "jaws")
    assert found.film
    stored = await world.library.reviews.get(found.film.film_id, guild_id)
    open_ones = tuple(w for w in stored.review.warnings if w.severity is not Severity.NONE)
    await world.library.reviews.save(stored.review.model_copy(update={"warnings": open_ones}), guild_id)
    panel = await say(world, "/reviews edit jaws", by=BY)
    published = await panel.press("Publish", by=BY)
    assert "Published: Jaws (1975)" in published.text
    assert "core questions are open" in published.text
    panel = await say(world, "/reviews edit vertigo", by=BY)
    published = await panel.press("Publish", by=BY)
    assert "Published: Vertigo (1958)" in published.text
    assert "open" not in published.text
