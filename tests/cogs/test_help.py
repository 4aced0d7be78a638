"""/help and /about: what whoever asks can type, and what the bot is."""

import re

import pytest

from bot.playground.world import World
from cogs.about import about_card
from cogs.help import GROUPS, Page, help_card
from cogs.ui.cards import Card
from cogs.ui.command_links import CommandLinks
from cogs.ui.permissions import Standing
from tests.cogs.ui.limits import check
from tests.dialogue import say

UNKNOWN = CommandLinks()


def text_of(card: Card) -> str:
    return "\n".join(item["content"] for item in card.to_components()[0]["components"] if "content" in item)


async def test_help_names_commands_that_there_are_and_every_one_that_stands_at_the_beginning(world: World) -> None:
    there = {command.qualified_name for command in world.bot.tree.walk_commands()}
    named = {name.removeprefix("/") for group in GROUPS for names, _ in group.lines for name in names} | {"about"}
    assert named <= there
    assert {name.split(" ")[0] for name in there} - {"help"} == {name.split(" ")[0] for name in named}


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("page", Page)
def test_help_is_a_short_screen_for_everybody(standing: Standing, page: Page) -> None:
    links = CommandLinks()
    links.learn(dict.fromkeys({"review", "poll", "reviews", "my", "moderate", "about"}, 2**63 - 1))
    card = help_card(1000, links.link, standing, page)
    check(card)
    text = text_of(card)
    assert text.count("\n") < 22
    assert all(group.least <= standing for group in GROUPS if group.heading in text)


def test_each_group_is_on_its_page_for_whom_it_is() -> None:
    for group in GROUPS:
        assert group.heading in text_of(help_card(60, UNKNOWN.link, group.least, group.page))


async def test_members_and_moderators_are_told_of_what_is_theirs(world: World) -> None:
    member = await say(world, "/help")
    assert member.private
    assert member.labels == []
    moderator = await say(world, "/help", by="moderator")
    assert moderator.labels == ["For everybody", "For reviewers", "For moderators"]
    moderating = await moderator.press("For moderators", by="moderator")
    assert moderating.message.id == moderator.message.id
    ids = {command.name: command.id for command in await world.bot.tree.fetch_commands()}
    for name in ("poll open", "reviews queue", "moderate warnings", "about"):
        assert f"</{name}:{ids[name.split()[0]]}>" in moderating.text
    about = await say(world, "/about")
    assert about.private
    assert re.search(r"\*\*Version\*\* \d+\.\d+", about.text)


def test_a_command_without_an_id_is_plain_words() -> None:
    assert UNKNOWN.link("/my votes") == "`/my votes`"
    assert "`/review`" in text_of(help_card(60, UNKNOWN.link, Standing.MEMBER))


def test_about_says_it_in_five_lines() -> None:
    card = about_card(UNKNOWN.link)
    check(card)
    _, *lines = text_of(card).split("\n")
    assert [line.split("**")[1] for line in lines] == ["Version", "Sources", "Licences", "Privacy", "Yours"]


def test_about_can_be_asked_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.about._PACKAGE", "no-package-of-this-name")
    assert "of its own folder" in text_of(about_card(UNKNOWN.link))
