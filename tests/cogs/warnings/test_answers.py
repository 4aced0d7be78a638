"""What is answered to a topic that the review records in other words: as a kind of it, or of what is wider."""

import pytest

from bot.playground.world import World
from data.models import ContentWarning, Film, Review, Severity
from data.taxonomy import load
from data.warnings.caps import CHILDREN
from data.warnings.personal_lists import PersonalLists
from tests.dialogue import say


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("ballerina topic:child abuse", "⚠️ **Child abuse or neglect**: **yes**: Sexual abuse of a minor"),
        ("ballerina topic:violence", "⚠️ **Any kind of violence**: **yes**: "),
        (
            "ballerina topic:death",
            "⚠️ **Someone dies**: **yes**: ||Main character's death|| (severe, shown) · ||Suicide||",
        ),
        ("jaws topic:death", "⚠️ **Someone dies**: **yes**: ||Child death|| (severe, shown)"),
        ("jaws topic:murdered kids", "⚠️ **A child dies**: **yes** (severe, shown)"),
        ("die hard topic:death", "⚠️ **Someone dies**: **yes**: ||Child death|| (moderate, mentioned)"),
        ("die hard topic:violence", "⚠️ **Any kind of violence**: **yes**: Gun violence (severe, shown)"),
        ("the godfather topic:a horse dies", "⚠️ **A horse dies**: **yes** (severe, shown)"),
        ("the godfather topic:SA", "⚠️ **Rape or sexual assault**: **yes** (mild, mentioned)"),
        ("promising young woman topic:assault", "⚠️ **Any kind of assault**: **yes**: Rape or sexual assault (severe"),
        ("promising young woman topic:abuse", "⚠️ **Any kind of abuse**: **yes**: Harassment or objectification"),
        ("promising young woman topic:r*pe", "⚠️ **Rape or sexual assault**: **yes** (severe, implied)"),
        ("promising young woman topic:is anybody raped in it?", "⚠️ **Rape or sexual assault**: **yes**"),
        ("jaws topic:dogs", "⚠️ **A dog dies**: **yes** (mild, implied)"),
        ("jaws topic:puppy", "⚠️ **A dog dies**: **yes** (mild, implied)"),
        ("jaws topic:cats", "✅ **A cat dies**: **no**, the review says that there is none"),
        (
            "jaws topic:animals",
            "⚠️ **Any harm to animals**: **yes**: Animal death (moderate, shown) · Animal cruelty (mild, shown)",
        ),
        ("jaws topic:gore", "⚠️ **Blood and gore**: **yes** (severe, shown)"),
        ("jaws topic:🦈", "⚠️ **Snakes, sharks, crocodiles**: **yes** (severe, shown)"),
        ("jaws topic:jump scars", "⚠️ **Jump scares**: **yes** (severe, shown)"),
    ],
)
async def test_a_question_is_answered_by_what_is_recorded(world: World, asked: str, line: str) -> None:
    answer = await say(world, f"/warnings {asked}")
    assert answer.private
    assert line in answer.text


async def test_what_the_reviewer_does_not_remember_is_no_no_and_not_known_to_a_list(world: World) -> None:
    guild = world.channel.guild
    assert guild
    warning = ContentWarning(category="Violence & injury", topic="Gun violence", severity=Severity.MILD)
    review = Review(film=Film(title="The Reel", year=1999), warnings=(warning,), unsure=("Vomiting", "Whatever"))
    await world.library.reviews.save(review, guild.id)
    text = (await say(world, "/warnings the reel topic:vomiting, guns")).text
    assert "❔ **Vomiting**: **not sure**: the reviewer does not remember for certain" in text
    assert "**Gun violence**: **yes** (mild)" in text
    await world.library.personal_lists.set_threshold(world.people["member"].user.id, "vomit", Severity.MILD)
    listed = await say(world, "/warnings the reel")
    assert "Not known: the review speaks of none of your topics." in listed.text
    assert "❔ **Not sure:** Vomiting · Whatever" in listed.text
    await say(world, "/moderate filter show:children", by="moderator")
    assert "Vomiting" not in (await say(world, "/warnings the reel", by="friend")).text
    await say(world, "/moderate filter show:everything", by="moderator")
    assert "1 of 35 core questions answered" in (await say(world, "/review the reel", by="moderator")).text


async def _reel(world: World, summary: str = "", **warnings: Severity) -> None:
    """A film of the server that is warned of these topics."""
    guild = world.channel.guild
    assert guild
    recorded = tuple(
        ContentWarning(category="c", topic=load().topic(topic.replace("_", "-")).label, severity=severity)
        for topic, severity in warnings.items()
    )
    review = Review(film=Film(title="The Reel", year=1999), warnings=recorded, summary=summary or None)
    await world.library.reviews.save(review, guild.id)


async def test_where_only_something_wider_is_recorded_it_is_perhaps(world: World) -> None:
    await _reel(world, animal_death=Severity.SEVERE)
    for topic, label in (("a horse dies", "A horse dies"), ("cats", "A cat dies")):
        text = (await say(world, f"/warnings the reel topic:{topic}")).text
        assert f"❕ **{label}**: **perhaps**: the review has Animal death (severe) and does not say more" in text


async def test_an_ambiguous_word_and_several_topics_are_answered_in_one_reply(world: World) -> None:
    await _reel(world, water=Severity.SEVERE)
    text = (await say(world, "/warnings the reel topic:epilepsy")).text
    assert "**Flashing lights**: **not known**" in text
    assert "**Serious illness**: **not known**" in text
    text = (await say(world, "/warnings the reel topic:DV, needles or drowning?")).text
    assert "**Domestic violence**: **not known**" in text
    assert "**Needles**: **not known**" in text
    assert "**Drowning or deep water**: **yes**" in text


@pytest.mark.parametrize(
    "words",
    [
        "None of the dogs survive",
        "no dogs die until the last scene",
        "only one of the dogs does not die",
        "we never see the dog die",
    ],
)
async def test_a_denial_that_is_none_is_no_no(world: World, words: str) -> None:
    guild = world.channel.guild
    assert guild
    warning = ContentWarning(category="Animals", topic=words)
    await world.library.reviews.save(Review(film=Film(title="The Reel", year=1999), warnings=(warning,)), guild.id)
    assert "**A dog dies**: **yes**" in (await say(world, "/warnings the reel topic:dog")).text


@pytest.mark.parametrize(
    ("film", "topic", "note"),
    [
        ("ballerina", "child-abuse", "In it: **Child abuse or neglect**: Sexual abuse of a minor (severe"),
        ("jaws", "death", "In it: **Death**: ||Child death|| (severe, shown)."),
        ("the reel", "horse", "Perhaps: **Horse death**: Animal death (severe)."),
    ],
)
async def test_a_list_hears_of_kinds(world: World, film: str, topic: str, note: str) -> None:
    await _reel(world, animal_death=Severity.SEVERE)
    lists: PersonalLists = world.library.personal_lists
    member = world.people["member"].user.id
    await lists.set_threshold(member, topic, Severity.MILD)
    assert note in (await say(world, f"/warnings {film}")).text


async def test_a_list_with_both_says_how_many_are_left_open(world: World) -> None:
    member = world.people["member"].user.id
    for topic in ("horse", "guns"):
        await world.library.personal_lists.set_threshold(member, topic, Severity.MILD)
    await _reel(world, animal_death=Severity.SEVERE, guns=Severity.SEVERE)
    text = (await say(world, "/warnings the reel")).text
    assert "In it: **Gun violence** (severe)." in text
    assert "Perhaps 1 topic more." in text


@pytest.mark.parametrize(
    ("asked", "label", "sentence"),
    [
        ("a separation topic:divorce", "Divorce or separation", "A judge will not grant her the divorce"),
        ("the reel topic:flashing lights", "Flashing lights", "strobing dance floors"),
        ("the reel topic:dead kids", "A child dies", "two murdered girls"),
    ],
)
async def test_what_only_the_text_mentions_is_behind_a_press(
    world: World, asked: str, label: str, sentence: str
) -> None:
    await _reel(world, summary="They meet on strobing dance floors.\n\nA boy sees two murdered girls in a corridor.")
    answer = await say(world, f"/warnings {asked}")
    assert f"🔎 **{label}**: the warnings do not say, but **the text mentions it**" in answer.text
    assert sentence not in answer.text
    shown = await answer.press("What the text says")
    assert shown.private
    assert sentence in shown.text
    assert "||" in shown.text


async def test_moderators_are_told_once_what_the_text_mentions(world: World) -> None:
    for _ in range(2):
        await say(world, "/warnings a separation topic:divorce")
    queue = await say(world, "/moderate warnings", by="moderator")
    assert "1 of 1" in queue.text
    assert "The review's text mentions it, its warnings do not: **Divorce or separation**" in queue.text
    await queue.press("Dismiss", by="moderator")
    await say(world, "/warnings a separation topic:divorce")
    assert "1 of 1" not in (await say(world, "/moderate warnings", by="moderator")).text


async def test_a_mention_that_is_accepted_becomes_a_warning(world: World) -> None:
    await say(world, "/warnings a separation topic:divorce")
    await (await say(world, "/moderate warnings", by="moderator")).press("Accept", by="moderator")
    assert "**Divorce or separation**: **yes**" in (await say(world, "/warnings a separation topic:divorce")).text


async def test_a_channel_that_shows_less_shows_no_sentence(world: World) -> None:
    guild = world.channel.guild
    assert guild
    answer = await say(world, "/warnings a separation topic:divorce")
    await world.library.warning_caps.set(guild.id, 0, CHILDREN, 1)
    capped = await say(world, "/warnings a separation topic:divorce")
    assert "**Divorce or separation**: **held back**" in capped.text
    assert "What the text says" not in capped.labels
    assert "does not show" in (await answer.press("What the text says")).text
