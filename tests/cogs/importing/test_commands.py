"""Files and messages that become drafts, as reviewers and members meet them."""

from typing import Any

import discord
import pytest
import simcord

from bot.playground.people import Person, replies_of
from bot.playground.world import World
from cogs.importing.cards import Imported, discarded_card, imported_card, unread_card
from cogs.importing.lines import UNDERSTOOD
from data import drafts as writing
from data.errors import Problem
from data.formats import Draft as ReadDraft
from data.formats import write
from data.formats.reading import MOST_BYTES
from data.models import Film, Review
from data.parts import Part, label, part_values
from tests.clock import Clock
from tests.cogs.reviews.test_cards import longest_review
from tests.cogs.ui.limits import check
from tests.dialogue import Reply, patiently, say, walk

PAGE = """The Lantern (2031)
Director(s): Ines Vale
Runtime: 1 Hour, 49 Minutes

Film Summary
A keeper of a light counts ships that never come.

Our Rating
Mixed / Divisive
"""
MENU = "Draft a review from this"
MESSAGE_COMMAND = discord.AppCommandType.message.value


async def upload(world: World, name: str, data: bytes, by: str = "moderator") -> Reply:
    with patiently(world):
        result = await world.people[by].slash(world.channel, "reviews import", file=(name, data))
    (answer,) = replies_of(result)
    return Reply(world, answer)


async def pick_menu(world: World, message: Any, by: str = "moderator") -> Reply:
    result = await world.people[by].context_menu(world.channel, MENU, message)
    (answer,) = replies_of(result)
    return Reply(world, answer)


async def drafts_of(world: World, who: str = "moderator") -> list[writing.Draft]:
    assert world.channel.guild
    return await world.library.drafts.of_owner(world.channel.guild.id, world.people[who].id)


async def published(world: World) -> bool:
    return "The Lantern (2031)" in (await say(world, "/review the lantern")).text


async def test_a_page_becomes_a_draft_that_shows_what_was_understood_and_what_was_not(world: World) -> None:
    shown = await upload(world, "lantern.txt", PAGE.encode())
    assert shown.private
    assert "The Lantern (2031)" in shown.text
    assert "by Ines Vale · 1 h 49 min" in shown.text
    assert "🔶 **Mixed · Divisive**" in shown.text
    assert "a summary of 49 characters" in shown.text
    assert "**Not found** a genre, the language" in shown.text
    assert not await published(world)
    kept = await shown.press("Keep as draft", by="moderator")
    assert "Nothing is published" in kept.text
    assert "The Lantern (2031)" in (await say(world, "/reviews drafts", by="moderator")).text
    panel = await kept.press("Go on writing", by="moderator")
    assert "✅ **Summary** done" in panel.text
    (draft,) = await drafts_of(world)
    again = await upload(world, "lantern.txt", PAGE.encode())
    assert "page 1 of 2" in (await again.press("Core questions", by="moderator")).text
    assert draft.review.film.runtime_minutes == 109


async def test_the_preview_outlives_a_restart_and_a_draft_can_be_discarded(world: World) -> None:
    shown = await upload(world, "lantern.txt", PAGE.encode())
    await world.restart()
    assert len(await drafts_of(world)) == 1
    assert "Mixed" in (await shown.press("Preview", by="moderator")).text
    discarded = await shown.press("Discard", by="moderator")
    assert "Nothing was published" in discarded.text
    assert await drafts_of(world) == []
    assert "being written" in (await discarded.press("Reopen", by="moderator")).text
    assert len(await drafts_of(world)) == 1


async def test_the_same_file_again_is_the_same_draft(world: World) -> None:
    for _ in range(2):
        await upload(world, "lantern.txt", PAGE.encode())
    assert len(await drafts_of(world)) == 1


async def test_problems_are_told_by_line_and_a_known_film_is_revised(world: World) -> None:
    shown = await upload(world, "jaws.csv", b"title,year,runtime_minutes\nJaws,1975,long\n")
    assert "It would revise the review that is here." in shown.text
    assert "line 2, runtime" in shown.text
    assert "Left" in shown.text
    (draft,) = await drafts_of(world)
    assert draft.base_revision == 1


async def test_a_table_becomes_several_drafts(world: World) -> None:
    reviews = [Review(film=Film(title=f"Anchor {number}", year=2030)) for number in range(3)]
    shown = await upload(world, "anchors.csv", write(reviews, "csv"))
    assert "## 3 drafts" in shown.text
    assert len(await drafts_of(world)) == 3
    assert "Anchor 2" in (await shown.press("Discard all of them", by="moderator")).text
    assert await drafts_of(world) == []
    many = [Review(film=Film(title=f"Anchor {number}", year=2030)) for number in range(26)]
    refused = await upload(world, "anchors.csv", write(many, "csv"))
    assert "26 reviews" in refused.text
    assert "Nothing was changed" in refused.text
    assert await drafts_of(world) == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("poster.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "this is a PNG image"),
        ("reviews.zip", b"PK\x03\x04" + b"0" * 100, "a ZIP archive"),
        ("empty.md", b"", "this file is empty"),
        ("large.txt", b"a" * (MOST_BYTES + 1), "at most 5 MB; this one has 5.0 MB"),
        ("broken.json", b'[{"film": ', "JSON, but"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_a_sentence(
    world: World, name: str, data: bytes, sentence: str
) -> None:
    shown = await upload(world, name, data)
    assert shown.private
    assert sentence in shown.text
    assert await drafts_of(world) == []


async def test_a_message_becomes_a_draft_by_its_text_or_its_first_readable_file(world: World) -> None:
    robin = world.people["member"]
    pasted = await robin.send(world.channel, PAGE)
    assert "The Lantern (2031)" in (await pick_menu(world, pasted)).text
    files = [("poster.png", b"\x89PNG\r\n\x1a\n"), ("anchor.txt", PAGE.replace("Lantern", "Anchor").encode())]
    attached = await robin.send(world.channel, "look", attachments=files)
    assert "The Anchor (2031)" in (await pick_menu(world, attached)).text
    picture = await robin.send(world.channel, "", attachments=files[:1])
    assert "this is a PNG image" in (await pick_menu(world, picture)).text
    assert len(await drafts_of(world)) == 2


async def test_members_are_refused_also_with_forged_buttons(world: World) -> None:
    assert world.channel.guild
    robin = world.people["member"]
    with pytest.raises(simcord.SetupError):
        await pick_menu(world, await robin.send(world.channel, PAGE), by="member")
    menu = next(
        one
        for one in world.env.backend.visible_commands(
            user_id=world.people["moderator"].id, channel_id=world.channel.id, type=MESSAGE_COMMAND
        )
        if one["name"] == MENU
    )
    world.channel.guild.set_command_permissions(int(menu["id"]), {robin: True})
    message = await robin.send(world.channel, PAGE)
    assert "reviewers and moderators" in (await pick_menu(world, message, by="member")).text
    assert "reviewers and moderators" in (await upload(world, "lantern.txt", PAGE.encode(), by="member")).text
    assert await drafts_of(world, "member") == []
    await upload(world, "lantern.txt", PAGE.encode())
    (draft,) = await drafts_of(world)
    jaws = await say(world, "/review jaws")
    stored = world.env.backend.get_message(jaws.message.channel_id, jaws.message.id)
    for forged in (f"{draft.id}:keep", f"{draft.id}:discard", f"1:discard:{draft.id}"):
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = f"imported:{forged}"
        assert "reviewers and moderators" in (await jaws.press("Warnings")).text
    assert len(await drafts_of(world)) == 1


async def test_another_servers_moderator_reaches_no_draft_of_this_one(world: World) -> None:
    await upload(world, "lantern.txt", PAGE.encode())
    (draft,) = await drafts_of(world)
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("films")
    user = world.people["moderator"].user
    owner_role = elsewhere.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    elsewhere.add_member(user, roles=[owner_role])
    there = Person(world.env, elsewhere, user)
    card = await there.run(channel, "/review jaws")
    assert card.response
    stored = world.env.backend.get_message(channel.id, card.response.id)
    for verb in ("keep", "discard"):
        forged = f"imported:{draft.id}:{verb}"
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = forged
        answer = await there.click(card.response, custom_id=forged)
        assert answer.response
        assert "draft" in answer.response.content
    assert len(await drafts_of(world)) == 1


def kept(review: Review, clock: Clock) -> writing.Draft:
    return writing.Draft(
        id=10**17,
        guild_id=1,
        owner_id=1,
        film_id=10**18,
        base_revision=1,
        suggested=False,
        state=writing.DraftState.WRITING,
        version=1,
        part="facts",
        review=review,
        pending={},
        note=None,
        created_at=clock(),
        changed_at=clock(),
    )


def test_whatever_was_understood_is_listed_part_by_part(clock: Clock) -> None:
    """Each part that the table has: a new one needs its words."""
    assert {*UNDERSTOOD, Part.FACTS, Part.VERDICT} == set(Part)
    review = longest_review("x")
    told, bare = (said_of(one, clock) for one in (review, Review(film=Film(title="The Lantern"))))
    for part, words in UNDERSTOOD.items():
        value, *_others = part_values(review, part).values()
        assert words(len(value)) in told
        assert words(0) not in bare
    facts = [label(name).lower() for name in part_values(review, Part.FACTS) if name != "title"]
    assert f"- of the film, besides its title: {', '.join(facts)}" in told
    assert "- of the film, besides its title: nothing" in bare


def said_of(review: Review, clock: Clock) -> list[str]:
    """The lines of the card about a draft."""
    card = imported_card("page.txt", [Imported(kept(review, clock), ReadDraft(review))])
    return [line for one in walk(card.to_components()) for line in one.get("content", "").split("\n")]


def test_one_letter_is_a_character(clock: Clock) -> None:
    told = said_of(Review(film=Film(title="The Lantern"), summary="x", overview="xx"), clock)
    assert {"- a summary of 1 character", "- an overview of 2 characters"} <= set(told)


@pytest.mark.parametrize("letter", ["a", "<", "|", "@"])
def test_cards_keep_within_discords_limits(clock: Clock, letter: str) -> None:
    review = longest_review(letter)
    draft = kept(review, clock)
    problems = tuple(Problem(letter * 300, letter * 300, letter * 300, 10**6) for _ in range(200))
    imported = Imported(draft, ReadDraft(review, problems, (letter * 5000,) * 100))
    check(imported_card(letter * 260, [imported], problems))
    check(imported_card(letter * 260, [imported] * 25, problems))
    check(unread_card(letter * 260, problems))
    check(discarded_card([review.film.label] * 25))


def library_of(number: int) -> bytes:
    """A file of so many reviews."""
    reviews = [Review(film=Film(title=f"Quilted Harbour {n}", year=1950 + n), blurb="Seen.") for n in range(number)]
    return write(reviews, "json")


async def test_what_there_is_no_room_for_is_left_out_and_told(world: World) -> None:
    for number in range(20):
        await say(world, f"/reviews write Zebra Crossing {number} (2001)", by="moderator")
    shown = await upload(world, "harbours.json", library_of(8))
    assert "5 drafts" in shown.text
    assert "3 reviews of it are left out. You have 25 open drafts here" in shown.text
    assert "/reviews drafts" in shown.text
    full = await upload(world, "one.json", library_of(9))
    assert "You have 25 open drafts here" in full.text
    for draft in (await drafts_of(world))[:4]:
        await world.library.drafts.discard(draft.id, draft.guild_id, draft.owner_id)
    again = await upload(world, "harbours.json", library_of(8))
    assert "8 drafts" in again.text
    assert "left out" not in again.text
    assert len(await drafts_of(world)) == 24
