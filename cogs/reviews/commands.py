"""The commands about one film: /review, /summary, /verdict, /cast, /recommend."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.films.choosing import complete_film
from cogs.films.questions import question_card
from cogs.reviews.answers import PRIVATE, answer_card, whisper
from cogs.ui.host import Host, Interaction
from cogs.ui.places import place_of


async def respond(interaction: Interaction, command: str, film: str) -> None:
    """Answer a command about the film that `film` means, or ask which one it is."""
    library = interaction.client.library
    place, private = place_of(interaction), command in PRIVATE
    finding = await library.catalogue.find(place.guild_id, film)
    if finding.film is None:
        card = question_card(finding, film, command, interaction.user.id)
        await interaction.response.send_message(view=card, ephemeral=private)
        return
    film_id = finding.film.film_id
    only_for = interaction.user.id if private else None
    card = await answer_card(library, command, film_id, place, only_for=only_for)
    await interaction.response.send_message(view=card, ephemeral=private)
    if not private:
        await whisper(interaction, command, film_id, place)


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Reviews(commands.Cog):
    """Ask about a film."""

    @app_commands.command()
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def review(self, interaction: Interaction, film: str) -> None:
        """The review of a film, without spoilers."""
        await respond(interaction, "review", film)

    @app_commands.command()
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def summary(self, interaction: Interaction, film: str) -> None:
        """The whole plot of a film, ending included. Only you see it."""
        await respond(interaction, "summary", film)

    @app_commands.command()
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def verdict(self, interaction: Interaction, film: str) -> None:
        """The verdict on a film: the review's and the members'."""
        await respond(interaction, "verdict", film)

    @app_commands.command()
    @app_commands.describe(film="The film's title, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def cast(self, interaction: Interaction, film: str) -> None:
        """Who made a film and who plays whom in it."""
        await respond(interaction, "cast", film)

    @app_commands.command()
    @app_commands.describe(film="The film you liked, however you spell it")
    @app_commands.autocomplete(film=complete_film)
    async def recommend(self, interaction: Interaction, film: str) -> None:
        """Films for someone who liked this one."""
        await respond(interaction, "recommend", film)


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Reviews())
