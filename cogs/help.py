"""/help: what to type, for whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from discord import app_commands
from discord.ext import commands

from cogs.ui.arguments import one_of
from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _, counted
from cogs.ui.options import also_in_direct_messages
from cogs.ui.permissions import Standing, standing_of
from cogs.ui.presses import button
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from data.models import SHARED_LIBRARY


class Page(StrEnum):
    """One short screen of help."""

    MEMBERS = "members"
    WRITING = "writing"
    MODERATING = "moderating"


_PAGES = {
    Page.MEMBERS: (N_("For everybody"), Standing.ALONE),
    Page.WRITING: (N_("For reviewers"), Standing.REVIEWER),
    Page.MODERATING: (N_("For moderators"), Standing.PUBLISHER),
}
"""What the button of a page says, and who has it."""


@dataclass(frozen=True)
class Group:
    """Commands that belong together, in one line or a few, with what they are for."""

    heading: str
    lines: tuple[tuple[tuple[str, ...], str], ...]
    least: Standing
    """Who may use them."""
    page: Page = Page.MEMBERS


GROUPS = (
    Group(
        N_("About a film"),
        (
            (("/review",), N_("verdict, warnings and votes, no spoilers")),
            (("/warnings",), N_("what you may not want to meet 🔒")),
            (("/summary",), N_("the plot with its ending 🔒")),
            (("/verdict", "/cast", "/recommend"), N_("reasons, people, films like it")),
        ),
        Standing.ALONE,
    ),
    Group(
        N_("Together"),
        (
            (("/top",), N_("how films stand here")),
            (("/filmnight open", "/filmnight check"), N_("is it for all who joined?")),
            (("/request",), N_("a review that is missing")),
        ),
        Standing.MEMBER,
    ),
    Group(
        N_("Yours 🔒"),
        (
            (("/my warnings",), N_("what you want to be told of")),
            (("/my votes", "/my data"), N_("what is kept of you")),
        ),
        Standing.MEMBER,
    ),
    Group(
        N_("Suggest"),
        ((("/suggest", "/reviews drafts"), N_("a review or a correction, and what you began")),),
        Standing.SUGGESTER,
    ),
    Group(
        N_("Write"),
        (
            (("/reviews write", "/reviews edit", "/reviews import"), N_("begin one, change one, bring a file")),
            (("/reviews requests", "/reviews history"), N_("what is wanted, and who changed what")),
        ),
        Standing.REVIEWER,
        Page.WRITING,
    ),
    Group(
        N_("Look after reviews"),
        (
            (("/reviews queue", "/moderate warnings"), N_("what waits for you")),
            (
                ("/reviews withdraw", "/reviews restore", "/reviews log"),
                N_("take a review out, bring it back, look back"),
            ),
        ),
        Standing.PUBLISHER,
        Page.MODERATING,
    ),
    Group(
        N_("With Manage Server"),
        (
            (("/poll open", "/poll list"), N_("polls that people can trust, and how they stand")),
            (("/reviews settings",), N_("who writes, who votes, where new reviews are announced")),
            (("/moderate filter", "/poll defaults"), N_("what a channel shows of warnings, what polls begin with")),
        ),
        Standing.MANAGER,
        Page.MODERATING,
    ),
)


def help_card(films: int, link: Callable[[str], str], standing: Standing, page: Page = Page.MEMBERS) -> Card:
    """What there is to type for whoever asks, on short screens. `films` is how many films can be asked for here."""
    pages = [one for one, (_label, least) in _PAGES.items() if least <= standing]
    page = page if page in pages else Page.MEMBERS
    card = Card()
    if page is Page.MEMBERS:
        what = _("Film reviews without spoilers, with content warnings and your server's votes.")
        there = counted(films, "{count} film is reviewed.", "{count} films are reviewed.")
        typos = _("Type a title as well as you remember it: typos are fine.")
        card.text("\n".join(("## Marquee", what, f"{typos} {there}")))
    for group in GROUPS:
        if group.page is page and group.least <= standing:
            lines = [f"{' '.join(map(link, names))} {_(said)}" for names, said in group.lines]
            card.text("\n".join((f"**{_(group.heading)}**", *lines)))
    if standing is Standing.ALONE:
        card.text(_("-# In a server there is more: votes, polls, film nights and your own list."))
    if len(pages) > 1:
        card.row(*(button(Press("help", 0, "page", one), _(_PAGES[one][0]), disabled=one is page) for one in pages))
    private = _("🔒 Only you see the answer.")
    card.text(f"-# {private} {_('{about} says what I am and what I keep.').format(about=link('/about'))}")
    return card


async def _card_for(interaction: Interaction, page: Page = Page.MEMBERS) -> Card:
    host = interaction.client
    films = await host.library.catalogue.size(interaction.guild_id or SHARED_LIBRARY)
    return help_card(films, host.command_links.link, await standing_of(interaction), page)


@on_press("help", "page", one_of(Page))
async def turn(interaction: Interaction, press: Press, page: Page) -> None:
    """Another screen, for whoever presses alone."""
    await show(interaction, await _card_for(interaction, page))


class Help(commands.Cog):
    """Explain the bot."""

    @app_commands.command()
    @also_in_direct_messages
    async def help(self, interaction: Interaction) -> None:
        """What you can ask Marquee."""
        await interaction.response.send_message(view=await _card_for(interaction), ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help())
