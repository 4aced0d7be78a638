"""A film that is typed or picked in a command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from discord import app_commands

from cogs.ui.host import Interaction
from cogs.ui.language import N_, _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape, shorten
from data.errors import NotFound
from data.films.catalogue import FilmChoice, Finding
from data.films.seen import are_like
from data.library import Library
from data.models import SHARED_LIBRARY

_MOST_CHOICES = 25
_LONGEST_CHOICE = 100
_MOST_NAMESAKES, _LONGEST_NAMESAKE = 3, 60
_UNREVIEWED = N_("**{film}** has no review here yet. /request asks for one, /suggest or /reviews write begins it.")
_REVIEWED = " · ★"
"""Behind a film that has a review, in a list where others have none."""


async def complete_film(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Titles to choose from while one is typed; a choice's value is the film's id."""
    library = interaction.client.library
    return _marked(await library.catalogue.complete(interaction.guild_id or SHARED_LIBRARY, typed, _MOST_CHOICES))


async def complete_reviewed(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """`complete_film` where only a film with a review will do."""
    library, guild_id = interaction.client.library, interaction.guild_id or SHARED_LIBRARY
    return _marked(await library.catalogue.complete(guild_id, typed, _MOST_CHOICES, reviewed=True))


def names_of(films: Sequence[FilmChoice], longest: int = _LONGEST_CHOICE) -> list[str]:
    """What to call films that stand beside each other: title and year, and who made it where those are the same."""
    labels = Counter(film.label for film in films)
    names = []
    for film in films:
        told = f" · {film.directors[0]}" if labels[film.label] > 1 and film.directors else ""
        told = shorten(told, longest // 2)
        names.append(choice_name(film.label, longest - len(told)) + told)
    return names


def to_namesakes(this: FilmChoice, others: Sequence[FilmChoice]) -> list[PressButton]:
    """The way to other films of a film's name, for whoever meant one of them."""
    others = others[:_MOST_NAMESAKES]
    names = names_of([this, *others], _LONGEST_NAMESAKE)[1:]
    return [
        button(Press("film", other.film_id, "review"), name, emoji="🎞️")
        for other, name in zip(others, names, strict=True)
    ]


def _marked(films: Sequence[FilmChoice]) -> list[app_commands.Choice[str]]:
    """The films with a review are marked where there are others."""
    mark = _REVIEWED if any(not film.reviewed for film in films) else ""
    return [
        app_commands.Choice(name=name + (mark if film.reviewed else ""), value=str(film.film_id))
        for film, name in zip(films, names_of(films, _LONGEST_CHOICE - len(mark)), strict=True)
    ]


async def film_of(
    library: Library, guild_id: int, typed: str, *, reviewed: bool = True, unreviewed: str = _UNREVIEWED
) -> FilmChoice:
    """The film that a moderator typed or picked, with a review or any; `unreviewed` is said of one without.

    Raises:
        NotFound: it could be several, or none.
    """
    finding = await library.catalogue.find(guild_id, typed)
    film = finding.film
    if film is None and reviewed:  # what is unclear among all films may be clear among those with a review
        among = await library.catalogue.find(guild_id, typed, reviewed=True)
        film = among.film if among.film and (not finding.likely or are_like(typed, among.film.label)) else None
    if film and (film.reviewed or not reviewed):
        return film
    if film:
        raise NotFound(_(unreviewed).format(film=escape(film.label)))
    films = ", ".join(map(escape, names_of(finding.suggestions)))
    raise NotFound(_why_none(finding, reviewed=reviewed).format(typed=escape(shorten(typed, 100)), films=films))


def _why_none(finding: Finding, *, reviewed: bool) -> str:
    """What to say of what was typed, as `{typed}`, where it is not one film; the `{films}` may be meant."""
    if finding.likely and finding.suggestions:
        if reviewed and not any(film.reviewed for film in finding.suggestions):
            return _("“{typed}” may be {films}: none has a review here yet. /request asks for one.")
        return _("I am not sure which film “{typed}” is. Choose one from the list as you type: {films}.")
    if finding.is_wish:
        return _("“{typed}” names no film. Choose one from the list as you type.")
    if finding.is_link:
        return _("I do not know the film of that link. Choose one from the list as you type.")
    if reviewed:
        return _("There is no review of “{typed}” here. Choose a film from the list as you type.")
    return _("I know no film called “{typed}”. Choose one from the list as you type.")
