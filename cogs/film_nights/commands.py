"""/filmnight: open one, join it, and ask whether a film meets anything on anybody's list, without learning whose."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.film_nights.cards import night_card, shortlist_card
from cogs.films.choosing import complete_reviewed, film_of
from cogs.ui.fair_use import dear
from cogs.ui.host import Host, Interaction
from cogs.ui.language import N_, _
from cogs.ui.options import FilmNames
from cogs.ui.places import place_of
from data.errors import InvalidChange
from data.library import Library
from data.models import StoredReview

_UNREVIEWED = N_("**{film}** has no review here yet, and only a review clears a film. /request asks for one.")
_MOST_FILMS = 5
"""On a shortlist: each is a question about everybody's list."""


async def complete_films(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Titles for the last of the films; those before it are kept as they were typed."""
    before, between, last = typed.rpartition(";")
    choices = await complete_reviewed(interaction, last.strip())
    if not between:
        return choices
    library = interaction.client.library
    labels = await library.catalogue.labels(place_of(interaction).guild_id, [int(c.value) for c in choices])
    lists = [f"{before.strip()}; {label}" for label in labels.values()]
    return [app_commands.Choice(name=text, value=text) for text in lists if len(text) <= 100]


class FilmNights(commands.GroupCog, group_name="filmnight"):
    """Watch a film together."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @app_commands.command(name="open")
    @dear()
    async def open_night(self, interaction: Interaction) -> None:
        """Ask who is watching."""
        place = place_of(interaction)
        stored = await self._library.film_nights.open(place.guild_id, interaction.channel_id or place.channel_id)
        await interaction.response.send_message(view=night_card(stored))

    @app_commands.command()
    @dear()
    @app_commands.describe(film="A title, or several with ; between them")
    @app_commands.autocomplete(film=complete_films)
    async def check(self, interaction: Interaction, film: FilmNames) -> None:
        """Ask once tonight whether films are for everybody who joined; never whose list one meets."""
        place = place_of(interaction)
        films = [await self._review(place.guild_id, title) for title in _titles(film)]
        nights = self._library.film_nights
        stored = await nights.check(place.guild_id, interaction.channel_id or place.channel_id, films)
        sent = await interaction.response.send_message(view=shortlist_card(stored))
        if sent.message_id:
            await nights.shown(stored, sent.message_id)

    async def _review(self, guild_id: int, title: str) -> StoredReview:
        chosen = await film_of(self._library, guild_id, title, unreviewed=_UNREVIEWED)
        return await self._library.reviews.get(chosen.film_id, guild_id)


def _titles(typed: str) -> list[str]:
    """What stands between the semicolons.

    Raises:
        InvalidChange: that is nothing, or too many titles.
    """
    titles = list(dict.fromkeys(filter(None, (title.strip() for title in typed.split(";")))))
    if not 1 <= len(titles) <= _MOST_FILMS:
        raise InvalidChange(_("Name one to {most} films, with ; between them.").format(most=_MOST_FILMS))
    return titles


async def setup(bot: Host) -> None:
    """Called by discord.py when the extension is loaded."""
    library = bot.library
    await bot.add_cog(FilmNights(library))
