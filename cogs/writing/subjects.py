"""The film that a reviewer or a moderator names in a command: one with a review, withdrawn or not, or a new one."""

from __future__ import annotations

from discord import app_commands

from cogs.films.choosing import complete_film, film_of
from cogs.ui.host import Interaction
from cogs.ui.language import N_, _
from cogs.ui.text import choice_name
from data.drafts import Draft
from data.films.identity import title_key
from data.library import Library
from data.models import SHARED_LIBRARY, StoredReview
from data.requests.collection import film_named
from data.starter.proposals import proposed_film

FILM = N_("The film's title, however you spell it")
DRAFT_THERE = N_("You have a draft of it already: here it is, as you left it.")


async def reviewed_film(library: Library, guild_id: int, typed: str) -> tuple[int, str]:
    """Id and label of the film that was typed or picked, among those a server sees or withdrew.

    Raises:
        NotFound: it could be several, or none.
    """
    withdrawn = await _withdrawn(library, guild_id, typed)
    if withdrawn:
        return withdrawn.film_id, withdrawn.review.film.label
    choice = await film_of(library, guild_id, typed)
    return choice.film_id, choice.label


async def _withdrawn(library: Library, guild_id: int, typed: str) -> StoredReview | None:
    for stored in await library.reviews.withdrawn_in(guild_id):
        if typed.strip() == str(stored.film_id) or _names(stored.review.film.label, typed):
            return stored
    return None


async def complete_withdrawn(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Films whose review this server withdrew."""
    library = interaction.client.library
    stored = await library.reviews.withdrawn_in(interaction.guild_id or SHARED_LIBRARY)
    films = [(one.film_id, one.review.film.label) for one in stored]
    return [
        app_commands.Choice(name=choice_name(label), value=str(film_id))
        for film_id, label in films
        if typed.strip().casefold() in label.casefold()
    ][:25]


async def begin_draft(
    library: Library, guild_id: int, owner_id: int, typed: str, *, suggested: bool = False
) -> tuple[Draft, str]:
    """A draft of the film that was typed or picked, and what to say about it.

    A title that the library has is that film; any other is a new one, with the facts that are known of it.
    A member's suggestion never begins with a withdrawn review, which members do not see.
    """
    finding = await library.catalogue.find(guild_id, typed)
    withdrawn = None if suggested else await _withdrawn(library, guild_id, typed)
    if withdrawn:
        draft = await library.drafts.start(
            guild_id, owner_id, withdrawn.review, film_id=withdrawn.film_id, suggested=suggested
        )
    elif finding.film and (typed.strip() == str(finding.film.film_id) or _names(finding.film.label, typed)):
        current = await library.reviews.get(finding.film.film_id, guild_id)
        draft = await library.drafts.start(
            guild_id, owner_id, current.review, film_id=current.film_id, suggested=suggested
        )
    else:
        film = proposed_film(film_named(typed))
        draft = await library.drafts.begin(guild_id, owner_id, film, suggested=suggested)
    if draft.version > 1:
        return draft, _(DRAFT_THERE)
    if draft.base_revision and (finding.film or not suggested):
        return draft, _("There is a review already: this changes it. Nobody sees the change before it is published.")
    return draft, _("Press a part to write it. Every form you submit is saved at once.")


def _names(label: str, typed: str) -> bool:
    """Whether what was typed is just that film's title, with its year or without."""
    film, named = film_named(label), film_named(typed)
    return title_key(film.title) == title_key(named.title) and named.year in {None, film.year}


async def complete_here_or_withdrawn(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Films a server sees, and those whose review it withdrew."""
    return [*await complete_withdrawn(interaction, typed), *await complete_film(interaction, typed)][:25]
