"""/warnings, what opens from it, and what members say of warnings."""

import pytest

from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from data.models import ContentWarning, Film, Manner, Review, Severity
from data.warnings.crowd import Voice
from data.warnings.listing import key_of
from tests.dialogue import Reply, say

FILM = Film(title="The Test Reel", year=1999)


def warning(topic: str, severity: Severity = Severity.SEVERE, **more: object) -> ContentWarning:
    return ContentWarning.model_validate({"category": "Things", "topic": topic, "severity": severity} | more)


async def add(world: World, *warnings: ContentWarning) -> None:
    """A review in the server's own library."""
    guild = world.channel.guild
    assert guild
    await world.library.reviews.save(Review(film=FILM, warnings=warnings), guild.id)


async def crowd(world: World, topic: ContentWarning, voice: Voice, number: int) -> None:
    """Voices of members who are not in the room."""
    guild = world.channel.guild
    assert guild
    finding = await world.library.catalogue.find(guild.id, FILM.label)
    assert finding.film
    stored = await world.library.reviews.get(finding.film.film_id, guild.id)
    for member_id in range(1, number + 1):
        await world.library.warning_voices.say(guild.id, stored, key_of(topic), 1000 * (number + 1) + member_id, voice)


async def test_labels_come_by_category_strongest_first_without_details(world: World) -> None:
    answer = await say(world, "/warnings nobody")
    assert answer.private
    assert "**Violence & injury**" in answer.text
    assert answer.text.index("Gun violence — severe, shown") < answer.text.index("Knives and stabbing — moderate")
    assert "Dozens of people" not in answer.text
    assert "||" not in answer.text


async def test_a_detail_opens_for_the_asker_and_leads_back(world: World) -> None:
    answer = await say(world, "/warnings nobody")
    detail = await answer.choose("Gun violence")
    assert detail.private
    assert detail.message.id == answer.message.id
    assert "Dozens of people are shot" in detail.text
    back = await detail.press("Back to the list")
    assert "### Warnings: Nobody (2021)" in back.text


async def test_what_gives_the_plot_away_is_folded(world: World) -> None:
    await add(
        world, warning("Gun violence"), warning("A dog dies", detail="At the lake."), warning("The twist", spoils=True)
    )
    public = await say(world, "/review the test reel")
    answer = await public.press("Warnings")
    for text in (public.text, answer.text):
        assert "dog" not in text
        assert "twist" not in text
    assert "⚠️ **Severe:** Gun violence, 2 folded" in public.text
    folded = await answer.press("2 more that give the plot away")
    assert folded.private
    assert "A dog dies — severe" in folded.text
    assert "At the lake" not in folded.text
    assert "At the lake" in (await folded.choose("A dog dies")).text


async def test_yes_no_and_not_known_are_three_answers(world: World) -> None:
    await add(
        world, warning("Gun violence", how=Manner.IMPLIED), warning("Needles", Severity.NONE), warning("Odd hats")
    )
    lines = {
        "guns": "⚠️ **Gun violence**: **yes** (severe, implied)",
        "Needles": "✅ **Needles**: **no**, the review says that there is none",
        "someone is injected with a syringe": "✅ **Needles**: **no**, the review says that there is none",
        "clowns": "❔ **Clowns, dolls, mannequins**: **not known**, the review does not speak of it",
        "odd hats": "⚠️ **Odd hats**: **yes** (severe)",
        "qwertz": "❔ **qwertz**: **not known**; it is no topic of mine, and the review does not name it",
    }
    for typed, line in lines.items():
        answer = await say(world, f"/warnings the test reel topic:{typed}")
        assert answer.private
        assert line in answer.text
        assert len(answer.text.splitlines()) == 4  # who sees it, the film, the line, a button
    card = (await say(world, "/review the test reel")).text
    assert "⚠️ **Severe:** Odd hats · Gun violence (implied)\n" in card
    assert "Clowns" not in card
    assert "Needles" not in card
    assert "⚪ **Not in it:** Needles" in (await say(world, "/warnings the test reel")).text


async def test_a_page_that_lists_only_what_is_not_in_it_does_not_say_that_nothing_can_be_named(world: World) -> None:
    first = await say(world, "/warnings jaws")
    second = await first.press("Next")
    assert "**Not in it:**" in second.text
    assert "Nothing that can be named" not in first.text + second.text


async def test_of_many_topics_each_is_answered_or_named(world: World) -> None:
    typed = "incest,divorce,slurs,racism,death,ghosts,cannibalism,ableism,bullying,fatphobia,cults"
    answer = await say(world, f"/warnings jaws topic:{typed}")
    assert "Ask again for: Bullying · Fat jokes · Religion or cults" in answer.text


async def test_of_many_topics_the_text_is_searched_for_each(world: World) -> None:
    answer = await say(world, "/warnings ballerina topic:incest, divorce, ghosts, cannibalism, bullying, murder")
    assert "🔎 **Murder**" in answer.text


async def test_no_and_not_known_are_stored_apart(world: World) -> None:
    await add(world, warning("Needles", Severity.NONE))
    guild = world.channel.guild
    assert guild
    finding = await world.library.catalogue.find(guild.id, FILM.label)
    assert finding.film
    stored = await world.library.reviews.get(finding.film.film_id, guild.id)
    assert [(w.topic, w.severity) for w in stored.review.warnings] == [("Needles", Severity.NONE)]


async def test_an_unknown_film_is_asked_about_and_the_topic_is_kept(world: World) -> None:
    question = await say(world, "/warnings city topic:guns")
    assert "Did you mean" in question.text
    answer = await question.press("City of God (2002)")
    assert "**Gun violence**" in answer.text
    assert answer.private


async def test_topics_complete_from_the_taxonomy(world: World) -> None:
    choices = await world.people["member"].autocomplete(world.channel, "warnings", "topic", "need")
    assert {"name": "Needles", "value": "needles"}.items() <= choices[0].items()
    assert len(await world.people["member"].autocomplete(world.channel, "warnings", "topic", "")) == 25


async def test_a_review_without_warnings_is_not_harmless(world: World) -> None:
    await add(world)
    assert "does not mean that there is nothing" in (await say(world, "/warnings the test reel")).text
    assert "not known" in (await say(world, "/warnings the test reel topic:dog")).text


async def test_in_a_direct_message_nobody_is_asked_for_a_voice(world: World) -> None:
    result = await world.people["member"].user.slash("warnings", film="nobody")
    (message,) = replies_of(result)
    answer = Reply(world, message)
    assert "Gun violence — severe" in readable(payload(message))
    assert "Something is missing" not in answer.labels
    assert "Gun violence" in answer.options


async def test_one_voice_counts_and_disagreement_shows(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood)
    detail = await (await say(world, "/warnings the test reel")).choose("Blood and gore")
    assert "nobody has said anything yet" in detail.text
    assert "1 says moderate" in (await detail.press("Yes")).text
    assert "1 says mild" in (await detail.press("Milder")).text
    await crowd(world, blood, Voice.YES, 4)
    await crowd(world, blood, Voice.WORSE, 2)
    assert "**Members** 4 say moderate, 2 say severe, 1 says mild" in (await detail.press("Milder")).text


async def test_voices_of_a_changed_warning_start_anew(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood)
    detail = await (await say(world, "/warnings the test reel")).choose("Blood and gore")
    await add(world, warning("Blood and gore", Severity.MILD))
    assert "changed since" in (await detail.press("Yes")).text
    fresh = await (await say(world, "/warnings the test reel")).choose("Blood and gore")
    assert "nobody has said anything yet" in fresh.text


@pytest.mark.parametrize("restart", [False, True])
async def test_a_missing_warning_is_proposed_even_across_a_restart(world: World, restart: bool) -> None:
    await add(world, warning("Gun violence"))
    answer = await say(world, "/warnings the test reel")
    person = world.people["member"]
    shown = await person.click(answer.message, custom_id=answer.custom_ids["Something is missing"])
    if restart:
        await world.restart()
    typed = {"topic": "a needle in the arm", "severity": "mild", "how": "shown", "detail": "In the **ward**."}
    (reply,) = replies_of(await person.submit_modal(shown, typed))
    assert "Moderators will look at **Needles** (mild)" in readable(payload(reply))
    assert "proposed that already" in (await (await answer.open("Something is missing")).submit(**typed)).text
    queue = await say(world, "/moderate warnings", by="moderator")
    assert "A member proposes: **Needles** (mild, shown)" in queue.text


async def test_words_on_no_topic_stay_as_written_and_known_ones_are_refused(world: World) -> None:
    await add(world, warning("Gun violence"))
    answer = await say(world, "/warnings the test reel")
    assert (
        "**odd hats** (severe)"
        in (await (await answer.open("Something is missing")).submit(topic="odd hats", severity="severe")).text
    )
    refused = await (await answer.open("Something is missing")).submit(topic="someone is shot", severity="severe")
    assert "speaks of that already" in refused.text


async def test_buttons_of_details_work_after_a_restart(world: World) -> None:
    detail = await (await say(world, "/warnings nobody")).choose("Gun violence")
    await world.restart()
    assert "1 says none" in (await detail.press("No")).text
