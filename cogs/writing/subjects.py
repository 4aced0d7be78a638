"""The film that a reviewer or a moderator names in a command: one with a review, withdrawn or not, or a new one."""

from __future__ import annotations

from collections.abc import Iterator

from discord import app_commands

from cogs.films.choosing import complete_reviewed, film_of
from cogs.ui.host import Interaction
from cogs.ui.language import N_, _, counted
from cogs.ui.permissions import is_reviewer
from cogs.ui.picks import MOST_OPTIONS
from cogs.ui.text import choice_name
from data.drafts import Draft
from data.errors import NotFound, Reason
from data.film_keys import title_key
from data.films.finding import is_id
from data.films.links import elsewhere, is_address
from data.films.shelves import FilmChoice
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review
from data.requests.collection import film_named
from data.starter.proposals import proposed_film
from data.warnings.answering import Presence
from data.warnings.members_say import NOBODY, Counts, told

FILM = N_("The film's title, however you spell it")
MOST_SEARCHED = 1_000
"""Withdrawn reviews that are looked through for what is typed."""

DRAFT_THERE = N_("You have a draft of it already: here it is, as you left it.")


async def reviewed_film(library: Library, guild_id: int, typed: str) -> tuple[int, str]:
    """Id and label of the film that was typed or picked, among those a server sees or withdrew.

    Raises:
        NotFound: it could be several, or none.
    """
    withdrawn = await _withdrawn(library, guild_id, typed)
    choice = withdrawn or await film_of(library, guild_id, typed)
    return choice.film_id, choice.label


async def _withdrawn(library: Library, guild_id: int, typed: str) -> FilmChoice | None:
    films = await library.reviews.withdrawn_in(guild_id, MOST_SEARCHED)
    if not films:
        return None
    named = film_named(typed)
    found = [film for film in films if typed.strip() == str(film.film_id) or _is(film.label, named)]
    if not found and len(films) == MOST_SEARCHED:  # it may be none of the first
        films = await library.reviews.withdrawn_in(guild_id, MOST_OPTIONS, named.title)
        found = [film for film in films if _is(film.label, named)]
    return found[0] if found else None


async def complete_withdrawn(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Films whose review this server withdrew, which only those see who write here."""
    if not await is_reviewer(interaction):
        return []
    library = interaction.client.library
    wanted = typed.strip().casefold()
    guild_id = interaction.guild_id or SHARED_LIBRARY
    films = await library.reviews.withdrawn_in(guild_id, MOST_SEARCHED if wanted else MOST_OPTIONS)
    found = [film for film in films if wanted in film.label.casefold()][:MOST_OPTIONS]
    return [app_commands.Choice(name=choice_name(film.label), value=str(film.film_id)) for film in found]


async def begin_draft(
    library: Library, guild_id: int, owner_id: int, typed: str, *, suggested: bool = False
) -> tuple[Draft, str]:
    """A draft of the film that was typed or picked, and what to say about it.

    A title that the library has is that film; any other is a new one, with the facts that are known of it.
    A member's suggestion never begins with a withdrawn review, which members do not see.

    Raises:
        NotFound: it is the id of a film that is known no more, or a link to one that nobody knows here.
    """
    found = await library.catalogue.meant(guild_id, typed)
    only_known = await library.catalogue.only_known(guild_id, found.film_id) if found and not found.reviewed else None
    found = None if only_known else found
    withdrawn = None if suggested else await _withdrawn(library, guild_id, typed)
    if is_id(typed) and not (found or only_known or withdrawn):
        raise NotFound(Reason.NO_FILM)
    is_link = elsewhere(typed) is not None or is_address(typed)
    if is_link and not (found or only_known):
        raise NotFound(_("I do not know the film of that link. Type its title and year, as in Jaws (1975)."))
    known, named = withdrawn, film_named(typed)
    if found and not known and (is_link or typed.strip() == str(found.film_id) or _is(found.label, named)):
        known = found
    film = film_named(known.label) if known else proposed_film(only_known.facts if only_known else named)
    draft = await library.drafts.start(
        guild_id,
        owner_id,
        Review(film=film),
        film_id=known.film_id if known else None,
        suggested=suggested,
        from_current=True,
    )
    if draft.version > 1:
        return draft, _(DRAFT_THERE)
    if draft.base_revision and (found or not suggested):
        return draft, _("There is a review already: this changes it. Nobody sees the change before it is published.")
    counts = await library.member_answers.of_film(guild_id, draft.film_id) if draft.film_id else NOBODY
    begun = _("Press a part to write it. Every form you submit is saved at once.")
    return draft, "\n".join((begun, *_proposed(counts)))


def _proposed(counts: Counts) -> Iterator[str]:
    if said := len(told(counts, Presence.YES)) + len(told(counts, Presence.NO)):
        yield counted(
            said,
            "👥 Members who have seen it have settled {count} topic: **Core questions** proposes what they say.",
            "👥 Members who have seen it have settled {count} topics: **Core questions** proposes what they say.",
        )


def _is(label: str, named: Film) -> bool:
    """Whether what was typed is just that film's title, with its year or without."""
    if not title_key(label).startswith(key := title_key(named.title)):
        return False  # most are not, and it is asked of many
    film = film_named(label)
    return title_key(film.title) == key and named.year in {None, film.year}


async def complete_here_or_withdrawn(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Films a server sees, and those whose review it withdrew."""
    return [*await complete_withdrawn(interaction, typed), *await complete_reviewed(interaction, typed)][:25]
