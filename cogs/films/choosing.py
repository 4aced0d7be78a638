"""A film that is typed or picked in a command."""

from __future__ import annotations

from discord import app_commands

from cogs.ui.host import Interaction
from cogs.ui.language import _
from cogs.ui.text import choice_name, escape, shorten
from data.errors import NotFound
from data.films.catalogue import FilmChoice
from data.library import Library
from data.models import SHARED_LIBRARY

_MOST_CHOICES = 25


async def complete_film(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Titles to choose from while one is typed; a choice's value is the film's id."""
    library = interaction.client.library
    found = await library.catalogue.complete(interaction.guild_id or SHARED_LIBRARY, typed, _MOST_CHOICES)
    return [app_commands.Choice(name=choice_name(film.label), value=str(film.film_id)) for film in found]


async def film_of(library: Library, guild_id: int, typed: str) -> FilmChoice:
    """The film that a moderator typed or picked.

    Raises:
        NotFound: it could be several, or none.
    """
    finding = await library.catalogue.find(guild_id, typed)
    if finding.film:
        return finding.film
    quoted = escape(shorten(typed, 100))
    if not finding.likely:
        missing = _("There is no review of “{typed}” here. Choose a film from the list as you type.")
        raise NotFound(missing.format(typed=quoted))
    near = ", ".join(escape(choice_name(choice.label)) for choice in finding.suggestions)
    unsure = _("I am not sure which film “{typed}” is. Choose one from the list as you type: {films}.")
    raise NotFound(unsure.format(typed=quoted, films=near))
