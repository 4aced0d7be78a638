"""/warnings: what you may not want to meet in a film, or the answer to one topic."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.asking import respond
from cogs.films.choosing import complete_film
from cogs.ui.host import Host, Interaction
from cogs.ui.options import FilmName, Topic, also_in_direct_messages
from cogs.ui.text import choice_name
from cogs.warnings.answers import as_argument
from data.models import clean_line
from data.warnings.search import search, topics_of


async def complete_topic(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics of the taxonomy to choose from; a choice's value is the topic's id."""
    return [app_commands.Choice(name=choice_name(topic.label), value=topic.id) for topic in search(typed)]


class Warnings(commands.Cog):
    """Ask what is in a film."""

    @app_commands.command()
    @also_in_direct_messages
    @app_commands.describe(
        film="The film's title, however you spell it",
        topic="Only this: choose a topic, or say it in your own words",
    )
    @app_commands.autocomplete(film=complete_film, topic=complete_topic)
    async def warnings(self, interaction: Interaction, film: FilmName, topic: Topic | None = None) -> None:
        """What you may not want to meet in a film. Only you see it."""
        wanted = topic if topic and clean_line(topic) else ""
        await respond(interaction, "warnings", film, wanted, asks=as_argument(topics_of(wanted)) if wanted else "")


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Warnings())
