"""/my warnings, and what cards say of it to its owner alone."""

import json
from collections.abc import Sequence
from typing import Any

from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from cogs.ui.cards import Card
from cogs.warnings.own_list_cards import list_card
from data.models import Severity
from data.taxonomy import Category, load
from data.warnings.personal import PersonalList, Wish
from tests.dialogue import Reply, say, walk


async def choose(world: World, category: str, *topics: str, by: str = "member") -> Reply:
    """Put topics of a category on somebody's list, and no others of it."""
    opened = await (await say(world, "/my warnings", by=by)).choose(category, by=by)
    return await opened.choose(*topics, by=by, of="topics")


async def everything(world: World, line: str, by: str = "member") -> list[tuple[bool, str]]:
    """All that comes back on a command: whether only the asker sees it, and the text."""
    replies = replies_of(await world.people[by].run(world.channel, line))
    return [(bool(reply.flags.ephemeral), readable(payload(reply))) for reply in replies]


async def test_a_list_is_chosen_from_selects_with_a_threshold_each(world: World) -> None:
    empty = await say(world, "/my warnings")
    assert empty.private
    assert "Nothing yet" in empty.text
    category = await choose(world, "Violence & injury", "Gun violence", "Torture")
    assert category.message.flags.ephemeral
    topic = await category.choose("Torture", of="strength")
    topic = await topic.press("Only if severe")
    assert "Now: **only if severe**" in topic.text
    whole = await (await topic.press("Back to the category")).press("Your whole list")
    assert "- Gun violence, however mild" in whole.text
    assert "- Torture, only if severe" in whole.text
    await choose(world, "Violence & injury", "Torture", "War")
    again = (await say(world, "/my warnings")).text
    assert "Gun violence" not in again
    assert "- Torture, only if severe" in again
    await choose(world, "Violence & injury")
    assert "Nothing yet" in (await say(world, "/my warnings")).text


def test_topics_and_categories_are_counted_as_one_speaks() -> None:
    described = {option["description"] for menu in menus(list_card(PersonalList())) for option in menu["options"]}
    numbers = {len(category.topics) for category in load().categories}
    assert described == {f"{number} topic{'s' * (number > 1)}" for number in numbers}
    assert "1 topic" in described
    several = [load().categories[start:] for start in range(len(load().categories))]
    told = [json.dumps(list_card(wishing(categories)).to_components()) for categories in several]
    assert any("-# and 1 more category, see Export" in one for one in told)
    assert any("-# and 2 more categories, see Export" in one for one in told)


def menus(card: Card) -> list[dict[str, Any]]:
    return [component for component in walk(card.to_components()) if component["type"] == 3]


def wishing(categories: Sequence[Category]) -> PersonalList:
    wishes = (Wish(topic=one.id, at_least=Severity.MODERATE) for category in categories for one in category.topics)
    return PersonalList(wishes=tuple(wishes))


async def test_a_topic_is_taken_off(world: World) -> None:
    category = await choose(world, "Animals", "A dog dies")
    topic = await category.choose("A dog dies", of="strength")
    assert "not on your list" in (await topic.press("Take off the list")).text
    assert "Nothing yet" in (await say(world, "/my warnings")).text


async def test_it_is_exported_and_erased(world: World) -> None:
    await choose(world, "Violence & injury", "Gun violence")
    card = await say(world, "/my warnings")
    exported = await card.press("Export")
    assert exported.private
    (attachment,) = exported.message.attachments
    document = json.loads(await attachment.read())
    assert document == {"my_warnings": [{"topic": "guns", "label": "Gun violence", "at_least": "mild"}]}
    sure = await card.press("Erase")
    assert "Erase your list?" in sure.text
    assert "\n1 topic goes, from every server." in sure.text
    assert "Gun violence" in (await sure.press("Keep it")).text
    assert "Nothing yet" in (await (await card.press("Erase")).press("Erase it")).text
    assert (await world.library.personal_lists.get(world.people["member"].id)).wishes == ()


async def test_a_public_card_is_followed_by_a_private_line_for_those_with_a_list(world: World) -> None:
    assert len(await everything(world, "/review nobody")) == 1
    await choose(world, "Violence & injury", "Gun violence", "Cannibalism")
    (public, card), (private, note) = await everything(world, "/review nobody")
    assert (public, private) == (False, True)
    assert "Your list" not in card
    assert "🔔 **Your list, Nobody (2021)** In it: **Gun violence** (severe, shown)" in note
    assert "Not known: 1 topic of yours, which is not a “no”" in note
    assert len(await everything(world, "/review nobody", by="friend")) == 1


async def test_cards_opened_by_a_button_say_it_themselves(world: World) -> None:
    card = await say(world, "/review nobody", by="friend")
    await choose(world, "Violence & injury", "Gun violence")
    for label in ("Warnings", "More…"):
        assert "🔔 **Your list** In it: **Gun violence**" in (await card.press(label)).text
        assert "Your list" not in (await card.press(label, by="friend")).text
    panel = await card.press("More…")
    for label in ("Plot and ending", "Cast and facts", "Verdict"):
        panel = await panel.press(label)
        assert "🔔 **Your list** In it: **Gun violence**" in panel.text
    film = await (await card.press("Warnings")).press("The film")
    assert "Your list" in film.text
    voted = await film.press("Positive")
    assert "Your list" in voted.text
    assert "Your list" not in (await card.press("Positive")).text


async def test_a_threshold_and_a_stated_none_are_no_match(world: World) -> None:
    category = await choose(world, "Violence & injury", "Knives and stabbing")
    await (await category.choose("Knives and stabbing", of="strength")).press("Only if severe")
    assert len(await everything(world, "/review nobody")) == 1  # nothing that a note of its own would have to say
    assert "none of it, or less than you asked to be told of" in (await say(world, "/warnings nobody")).text


async def test_what_spoils_is_said_under_a_bar(world: World) -> None:
    await choose(world, "Death & grief", "A main character dies", "A child dies", "A parent or partner dies")
    for line in ("/review psycho", "/review jaws", "/review moonlight"):
        _, (_, note) = await everything(world, line)
        if "In it" in note:
            assert "||" in note
            return
    raise AssertionError("none of the films has it")


async def test_recommendations_are_marked_privately(world: World) -> None:
    await choose(world, "Violence & injury", "Knives and stabbing")
    (public, card), (private, note) = await everything(world, "/recommend ballerina")
    assert (public, private) == (False, True)
    assert "Your list" not in card
    assert "**The Northman (2022)** · **Nobody (2021)**" in note
    assert "Promising Young Woman" not in note


async def test_the_answer_to_a_question_is_told_privately_too(world: World) -> None:
    await choose(world, "Violence & injury", "Gun violence")
    question = await say(world, "/review city")
    person = world.people["member"]
    result = await person.click(question.message, custom_id=question.custom_ids["City of God (2002)"])
    texts = [(bool(reply.flags.ephemeral), readable(payload(reply))) for reply in replies_of(result)]
    assert [private for private, _ in texts] == [False, True]
    assert "**Gun violence**" in texts[1][1]
