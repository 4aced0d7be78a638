"""/about: what this is, where it comes from, what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from discord import app_commands
from discord.ext import commands

from cogs.ui.cards import Card
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.options import also_in_direct_messages

_PACKAGE = "marquee-bot"


def about_card(link: Callable[[str], str]) -> Card:
    """Five lines: which Marquee, whose words, under which licences, what is kept, and what one can do about it."""
    card = Card()
    lines = (
        _("**Version** {version}, a bot for films and nothing else.").format(version=_version()),
        _(
            "**Sources** Verdicts, summaries and warnings are their reviewers' own words. "
            "The facts of films I came with were compared with public data (MovieLens, IMDb 5000, Letterboxd, Netflix "
            "and others); data/starter/known_films/SOURCES.md says which is whose."
        ),
        _(
            "**Licences** I am free software under the MIT licence, written in Python with discord.py; what else I am "
            "made of stands in requirements.lock. The letters of my pictures are Noto Sans, under the OFL."
        ),
        _(
            "**Privacy** I keep no message. I keep what you vote, ask for, list and write; a secret poll's key is "
            "destroyed when the poll ends."
        ),
        _("**Yours** {data} hands you all of it, or deletes it. PRIVACY.md says it in full.").format(
            data=link("/my data")
        ),
    )
    card.text("\n".join(("## Marquee", *lines)))
    return card


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:  # started from its folder, without being installed
        return _("of its own folder")


class About(commands.Cog):
    """Say what the bot is."""

    @app_commands.command()
    @also_in_direct_messages
    async def about(self, interaction: Interaction) -> None:
        """What Marquee is, and what it keeps."""
        card = about_card(interaction.client.command_links.link)
        await interaction.response.send_message(view=card, ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(About())
