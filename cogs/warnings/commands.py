"""/warnings: what you may not want to meet in a film, or the answer to one topic."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film
from cogs.films.questions import question_card
from cogs.reviews.commands import respond
from cogs.ui.host import Host, Interaction
from cogs.ui.places import place_of
from cogs.ui.text import choice_name
from cogs.warnings.topics import answer_topics, as_argument, topics_of
from data.models import clean_line
from data.taxonomy import search


async def complete_topic(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics of the taxonomy to choose from; a choice's value is the topic's id."""
    return [app_commands.Choice(name=choice_name(topic.label), value=topic.id) for topic in search(typed)]


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Warnings(commands.Cog):
    """Ask what is in a film."""

    @app_commands.command()
    @app_commands.describe(
        film="The film's title, however you spell it",
        topic="Only this: choose a topic, or say it in your own words",
    )
    @app_commands.autocomplete(film=complete_film, topic=complete_topic)
    async def warnings(self, interaction: Interaction, film: str, topic: str | None = None) -> None:
        """What you may not want to meet in a film. Only you see it."""
        if not topic or not clean_line(topic):
            await respond(interaction, "warnings", film)
            return
        library = interaction.client.library
        place = place_of(interaction)
        finding = await library.catalogue.find(place.guild_id, film)
        if finding.film:
            card = await answer_topics(library, finding.film.film_id, place, topic)
        else:
            card = question_card(finding, film, "warnings", interaction.user.id, topics=as_argument(topics_of(topic)))
        await interaction.response.send_message(view=card, ephemeral=True)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Warnings())
