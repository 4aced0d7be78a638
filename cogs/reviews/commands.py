"""The commands about one film: /review, /summary, /verdict, /cast, /recommend."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.asking import respond
from cogs.films.choosing import complete_film, complete_reviewed
from cogs.reviews import (
    answers,  # noqa: F401 - registers what the commands answer
    unreviewed,  # noqa: F401 - registers what answers for films without a review
)
from cogs.ui.host import Host, Interaction
from cogs.ui.options import FilmName, also_in_direct_messages


class Reviews(commands.Cog):
    """Ask about a film."""

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def review(self, interaction: Interaction, film: FilmName) -> None:
        """The review of a film, without spoilers."""
        await respond(interaction, "review", film)

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_reviewed)
    async def summary(self, interaction: Interaction, film: FilmName) -> None:
        """The whole plot of a film, ending included. Only you see it."""
        await respond(interaction, "summary", film)

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def verdict(self, interaction: Interaction, film: FilmName) -> None:
        """The verdict on a film: the review's and the members'."""
        await respond(interaction, "verdict", film)

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def cast(self, interaction: Interaction, film: FilmName) -> None:
        """Who made a film and who plays whom in it."""
        await respond(interaction, "cast", film)

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(film="The film you liked, however you spell it")
    @app_commands.autocomplete(film=complete_reviewed)
    async def recommend(self, interaction: Interaction, film: FilmName) -> None:
        """Films for someone who liked this one."""
        await respond(interaction, "recommend", film)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Reviews())
