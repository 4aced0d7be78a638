"""Writing a review through the forms, with the process restarted between every two steps."""

from __future__ import annotations

import pytest

from bot.playground.world import World
from tests.dialogue import Form, Reply, say

SUMMARY = "\n\n".join(
    f"Act {n}. " + "A man walks through the rain and says nothing. " * 55 for n in range(1, 5)
).strip()
BY = "moderator"
JAWS = 7_605_520_668_953_483_341


async def open_form(world: World, card: Reply, label: str) -> Form:
    """Press after a restart, and restart once more before anything is sent."""
    await world.restart()
    form = await card.open(label, by=BY)
    await world.restart()
    return form


async def press(world: World, card: Reply, label: str) -> Reply:
    await world.restart()
    return await card.press(label, by=BY)


async def other_device(world: World) -> Reply:
    """The panel of one's only draft, in a message of its own."""
    return await (await say(world, "/reviews drafts", by=BY)).choose("(", by=BY)


async def write_facts(world: World, panel: Reply) -> Reply:
    facts = await press(world, panel, "Facts")
    form = await open_form(world, facts, "Title and people")
    assert form.values["title"] == "The Salt Clock"
    facts = await form.submit(directors="Ines Varga\nTomas Hale", writers="Ines Varga")
    form = await open_form(world, facts, "Details")
    facts = await form.submit(
        genres="Drama", languages="English\nHungarian", runtime_minutes="104", releases="2021-03-05 Cinema"
    )
    form = await open_form(world, facts, "More")
    facts = await form.submit(original_title="A sóóra", sources="The film's own credits")
    return await press(world, facts, "All parts")


async def write_texts(world: World, panel: Reply) -> Reply:
    form = await open_form(world, panel, "Blurb and verdict")
    panel = await form.submit(blurb="Time runs out, grain by grain.", tier="Mixed", qualifier="Divisive", author="Mo")
    form = await open_form(world, panel, "Summary")
    panel = await form.submit(text1p=SUMMARY[:3900])
    form = await open_form(world, panel, "Summary")
    panel = await form.submit(text1p=SUMMARY[:3900], text2p=SUMMARY[3900:7800])
    form = await open_form(world, panel, "Who it is for")
    panel = await form.submit(audience="For patient people.")
    form = await open_form(world, panel, "Overview")
    return await form.submit(overview="It is worth the wait, mostly.")


async def write_list(world: World, panel: Reply, part: str, add: str, *entries: dict[str, object]) -> Reply:
    card = await press(world, panel, part)
    for entry in entries:
        form = await open_form(world, card, add)
        card = await form.submit(**entry)
        assert "Saved" in card.text
    return await press(world, card, "All parts")


async def test_a_whole_review_is_written_over_many_restarts_and_published_complete(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    assert panel.private
    panel = await write_facts(world, panel)
    panel = await write_texts(world, panel)
    panel = await write_list(
        world,
        panel,
        "Warnings",
        "Add a warning",
        {"topic": "Violence: drowning", "severity": "moderate", "how": "shown", "detail": "In the last act."},
        {"topic": "Loss: death of a parent", "severity": "mild", "how": "mentioned", "spoils": True},
    )
    panel = await write_list(
        world,
        panel,
        "Sections",
        "Add a section",
        {"kind": "Highlights", "heading": "Light", "percentage": "80", "text": "Every frame is lit by windows."},
        {"kind": "Low Points", "heading": "Length", "percentage": "40 %", "text": "It knows no hurry."},
    )
    panel = await write_list(
        world,
        panel,
        "Cast",
        "Add a character",
        {"name": "Old Hale", "actor": "Bela Nagy", "description": "Keeps the clock."},
    )
    missing = await press(world, panel, "Publish")
    assert "Still missing" in missing.text
    assert "at least one recommendation" in missing.text
    assert "the summary" not in missing.text
    panel = await press(world, missing, "All parts")
    panel = await write_list(
        world, panel, "Recommendations", "Add a film", {"title": "Jaws", "year": "1975", "pitch": "More water."}
    )
    await world.restart()
    panel = await (await say(world, "/reviews drafts", by=BY)).choose("The Salt Clock", by=BY)
    assert panel.text.count("✅") == 9
    preview = await panel.press("Preview", by=BY)
    assert "Mixed · Divisive" in preview.text
    assert "nobody else sees it" in preview.text
    still_open = await press(world, panel, "Publish")
    assert "33 core questions are open" in still_open.text
    done = await press(world, still_open, "Publish anyway")
    assert "Published: The Salt Clock (2021)" in done.text
    guild_id = world.people[BY].guild.id
    finding = await world.library.catalogue.find(guild_id, "salt clock")
    assert finding.film
    review = (await world.library.reviews.get(finding.film.film_id, guild_id)).review
    assert review.film.directors == ("Ines Varga", "Tomas Hale")
    assert (review.film.runtime_minutes, review.film.original_title) == (104, "A sóóra")
    assert review.film.releases[0].where == "Cinema"
    assert review.summary
    assert " ".join(review.summary.split()) == " ".join((SUMMARY[:3900] + "\n\n" + SUMMARY[3900:7800]).split())
    assert [(w.topic, w.spoils) for w in review.warnings] == [("drowning", False), ("death of a parent", True)]
    assert [s.percentage for s in review.sections] == [80, 40]
    assert review.film.characters[0].actor == "Bela Nagy"
    assert review.recommendations[0].pitch == "More water."
    assert "Mixed · Divisive" in (await say(world, "/review the salt clock")).text


async def test_facts_are_proposed_and_can_be_overruled(world: World) -> None:
    panel = await say(world, "/reviews write Schindler's List (1993)", by=BY)
    facts = await panel.press("Facts", by=BY)
    form = await facts.open("Title and people", by=BY)
    assert form.values["directors"] == "Steven Spielberg"
    await form.submit(directors="Somebody Else")
    form = await facts.open("Title and people", by=BY)
    assert form.values["directors"] == "Somebody Else"


async def test_what_cannot_be_taken_is_kept_and_shown_again(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    facts = await panel.press("Facts", by=BY)
    form = await facts.open("Details", by=BY)
    wrong = await form.submit(runtime_minutes="ninety", genres="Drama")
    assert "“ninety” is no number of minutes" in wrong.text
    await world.restart()
    panel = await (await say(world, "/reviews drafts", by=BY)).choose("The Salt Clock", by=BY)
    assert "could not be taken yet" in panel.text
    form = await (await panel.press("Facts", by=BY)).open("Details", by=BY)
    assert (form.values["runtime_minutes"], form.values["genres"]) == ("ninety", "Drama")
    facts = await form.submit(runtime_minutes="90")
    panel = await facts.press("All parts", by=BY)
    assert "could not be taken" not in panel.text


async def test_a_long_summary_comes_back_letter_for_letter(world: World) -> None:
    card = await say(world, "/reviews edit jaws", by=BY)
    text = "\n\n".join("word " * 700 + f"end{n}." for n in range(3)) + "\nlast"
    draft = (await world.library.drafts.of_owner(world.people[BY].guild.id, world.people[BY].id))[0]
    place = (draft.id, draft.guild_id, draft.owner_id)
    await world.library.drafts.change(*place, lambda r: r.model_copy(update={"summary": text}), part="summary")
    form = await card.open("Summary", by=BY)
    assert len(form.values) >= 3
    await form.submit()
    assert (await world.library.drafts.own(*place)).review.summary == text


async def test_entries_are_changed_moved_and_removed(world: World) -> None:
    panel = await say(world, "/reviews edit jaws", by=BY)
    card = await panel.press("Recommendations", by=BY)
    second = list(card.options)[1]
    entry = await card.choose(second, by=BY)
    card = await entry.press("Move up", by=BY)
    assert next(iter(card.options)).partition(". ")[2] == second.partition(". ")[2]
    entry = await card.choose("1. ", by=BY)
    changing = await entry.open("Change", by=BY)
    card = await changing.submit(pitch="Because.")
    count = len(card.options)
    entry = await card.choose("1. ", by=BY)
    elsewhere = await (await (await other_device(world)).press("Recommendations", by=BY)).choose("1. ", by=BY)
    card = await entry.press("Remove", by=BY)
    assert len(card.options) == count - 1
    stale = await elsewhere.press("Remove", by=BY)
    assert "list has changed" in stale.text
    assert len((await (await other_device(world)).press("Recommendations", by=BY)).options) == count - 1


async def test_a_form_of_an_entry_that_is_gone_keeps_what_was_typed(world: World) -> None:
    panel = await say(world, "/reviews edit jaws", by=BY)
    card = await panel.press("Recommendations", by=BY)
    entry = await card.choose("1. ", by=BY)
    form = await entry.open("Change", by=BY)
    elsewhere = await (await (await other_device(world)).press("Recommendations", by=BY)).choose("1. ", by=BY)
    await elsewhere.press("Remove", by=BY)
    card = await form.submit(pitch="A long thought.")
    assert "What you typed is kept" in card.text
    assert (await card.open("Add a film", by=BY)).values["pitch"] == "A long thought."


async def mistype(world: World, card: Reply, which: str, year: str) -> Reply:
    """Type a year that is none into an entry; the list."""
    entry = await card.choose(which, by=BY)
    wrong = await (await entry.open("Change", by=BY)).submit(year=year)
    assert f"“{year}” is no year" in wrong.text
    return await (await wrong.press("All parts", by=BY)).press("Recommendations", by=BY)


async def test_what_could_not_be_taken_follows_its_entry_and_never_blocks_publishing(world: World) -> None:
    panel = await say(world, "/reviews edit jaws", by=BY)
    card = await panel.press("Recommendations", by=BY)
    card = await mistype(world, card, "2. ", "soon")
    card = await mistype(world, card, "3. ", "later")
    card = await (await card.choose("2. ", by=BY)).press("Move up", by=BY)
    form = await (await card.choose("1. ", by=BY)).open("Change", by=BY)
    assert form.values["year"] == "soon"
    elsewhere = await (await (await other_device(world)).press("Recommendations", by=BY)).choose("1. ", by=BY)
    card = await (await other_device(world)).press("Recommendations", by=BY)
    card = await (await card.choose("2. ", by=BY)).press("Remove", by=BY)
    assert (await (await card.choose("2. ", by=BY)).open("Change", by=BY)).values["year"] == "later"
    await elsewhere.press("Remove", by=BY)
    panel = await other_device(world)
    assert "mend or forget" in (await panel.press("Publish", by=BY)).text
    while panel.options:
        await world.restart()
        held = await panel.choose("Not taken yet: Recommendations", by=BY)
        panel = await held.press("Forget what I typed", by=BY)
    assert "Published" in (await panel.press("Publish", by=BY)).text


async def test_two_forms_of_entries_that_are_gone_are_both_kept(world: World) -> None:
    card = await (await say(world, "/reviews edit jaws", by=BY)).press("Recommendations", by=BY)
    forms = [await (await card.choose("1. ", by=BY)).open("Change", by=BY)]
    card = await (await other_device(world)).press("Recommendations", by=BY)
    forms.append(await (await card.choose("2. ", by=BY)).open("Change", by=BY))
    for _ in forms:
        card = await (await other_device(world)).press("Recommendations", by=BY)
        await (await card.choose("1. ", by=BY)).press("Remove", by=BY)
    card = await forms[0].submit(pitch="The first thought.")
    late = await forms[1].submit(pitch="The second thought.")
    (file,) = late.message.attachments
    assert "The second thought." in (await file.read()).decode()
    assert (await card.open("Add a film", by=BY)).values["pitch"] == "The first thought."


async def test_a_draft_that_was_given_up_is_found_again(world: World) -> None:
    panel = await say(world, "/reviews write The Salt Clock (2021)", by=BY)
    panel = await (await panel.open("Overview", by=BY)).submit(overview="Worth the wait.")
    await panel.press("Give up", by=BY)
    await world.restart()
    listed = await say(world, "/reviews drafts", by=BY)
    assert "You have none" in listed.text
    panel = await listed.choose("The Salt Clock", by=BY, of="again")
    assert "given up" in panel.text
    panel = await panel.press("Go on with it after all", by=BY)
    assert (await panel.open("Overview", by=BY)).values["overview"] == "Worth the wait."


@pytest.mark.parametrize("label", ["Facts", "Warnings", "Preview", "Publish"])
async def test_the_panel_of_a_published_draft_changes_nothing(world: World, label: str) -> None:
    panel = await say(world, "/reviews edit jaws", by=BY)
    form = await panel.open("Overview", by=BY)
    published = await (await other_device(world)).press("Publish", by=BY)
    assert "Published" in published.text
    late = await form.submit(overview="Too late, but not lost.")
    assert "finished" in late.text
    (file,) = late.message.attachments
    assert "Too late, but not lost." in (await file.read()).decode()
    before = await world.library.reviews.current(JAWS, world.people[BY].guild.id)
    assert (await panel.press(label, by=BY)).private
    assert await world.library.reviews.current(JAWS, world.people[BY].guild.id) == before
