"""/filmnight: open one, join it, and ask whether a film meets anything on anybody's list, without learning whose."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from cogs.film_nights.cards import check_card, counted_note, night_card, not_counted_note
from cogs.films.choosing import complete_film, film_of
from cogs.ui.fair_use import dear
from cogs.ui.host import Host, Interaction
from cogs.ui.language import _
from cogs.ui.options import FilmNames
from cogs.ui.places import place_of
from cogs.ui.routes import Press, on_press
from data.errors import InvalidChange
from data.library import Library
from data.models import StoredReview

_MOST_FILMS = 10


async def complete_films(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Titles for the last of the films; those before it are kept as they were typed."""
    before, between, last = typed.rpartition(";")
    choices = await complete_film(interaction, last.strip())
    if not between:
        return choices
    library = interaction.client.library
    labels = await library.catalogue.labels(place_of(interaction).guild_id, [int(c.value) for c in choices])
    lists = [f"{before.strip()}; {label}" for label in labels.values()]
    return [app_commands.Choice(name=text, value=text) for text in lists if len(text) <= 100]


async def _change(interaction: Interaction, press: Press, *, join: bool) -> None:
    library = interaction.client.library
    guild_id = interaction.guild_id or 0
    stored = await library.film_nights.change(press.id, guild_id, interaction.user.id, join=join)
    await interaction.response.edit_message(view=night_card(stored))


@on_press("night", "join")
async def join(interaction: Interaction, press: Press) -> None:
    """Count the presser in."""
    await _change(interaction, press, join=True)


@on_press("night", "leave")
async def leave(interaction: Interaction, press: Press) -> None:
    """Take the presser out; where they were counted they stay counted, by the rule."""
    await _change(interaction, press, join=False)


@on_press("night", "counted")
async def am_i_counted(interaction: Interaction, press: Press) -> None:
    """Tell the presser alone whether the last answer speaks of them."""
    library = interaction.client.library
    stored = await library.film_nights.get(press.id, interaction.guild_id or 0)
    await interaction.response.send_message(counted_note(stored, interaction.user.id), ephemeral=True)


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
        """Whether a film has anything on the list of anybody who joined; never whose."""
        place = place_of(interaction)
        films = [await self._review(place.guild_id, title) for title in _titles(film)]
        nights = self._library.film_nights
        stored, answers = await nights.check(place.guild_id, interaction.channel_id or place.channel_id, films)
        labels = [one.review.film.label for one in films]
        await interaction.response.send_message(view=check_card(stored, zip(labels, answers, strict=True)))
        if note := not_counted_note(answers):
            await interaction.followup.send(note, ephemeral=True)

    async def _review(self, guild_id: int, title: str) -> StoredReview:
        chosen = await film_of(self._library, guild_id, title)
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
