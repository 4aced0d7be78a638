"""Asking for a review: by a command, on the card of a film without one, or of a film that nobody knows here."""

from __future__ import annotations

from cogs.films.choosing import names_of
from cogs.films.following import follow, may_follow
from cogs.requests.cards import asked_card
from cogs.ui.arguments import ID, optional, text
from cogs.ui.fair_use import spend
from cogs.ui.host import Interaction
from cogs.ui.language import _
from cogs.ui.permissions import require_server
from cogs.ui.replies import show
from cogs.ui.routes import Press, on_press
from cogs.ui.text import escape, shorten
from data.errors import NotFound, Reason
from data.films.finding import is_id
from data.films.seen import is_called
from data.library import Library
from data.models import Film
from data.requests.collection import Wanted, film_named


async def ask_by_name(interaction: Interaction, typed: str) -> Wanted:
    """Note a request for the film that was typed; by whatever name a known film is asked for, it is one film.

    Raises:
        NotFound: there is a review of it, or it names several films, or none.
        TooOften: too many films that nobody knows were asked for just now.
    """
    guild_id, library, member_id = require_server(interaction), interaction.client.library, interaction.user.id
    named, finding = film_named(typed), await library.catalogue.find(guild_id, typed)
    found = finding.film
    if found and (known := await library.catalogue.only_known(guild_id, found.film_id)):
        return await library.requests.ask(guild_id, member_id, known.facts)
    if found and (named.year is None or found.label.endswith(f"({named.year})")):
        there = _(
            "There is a review of **{film}**: type /review. If you mean another film of that name, ask with its year."
        )
        raise NotFound(there.format(film=escape(found.label)))
    if finding.is_link:
        raise NotFound(_("I do not know the film of that link. Ask for it by its title and year, as in Jaws (1975)."))
    if finding.is_wish and not named.year:
        none = _("“{typed}” names no film. Ask for one by its title and year, as in Jaws (1975).")
        raise NotFound(none.format(typed=escape(shorten(typed, 100))))
    if not named.year and any(is_called(film.label, named.title) for film in finding.suggestions):
        several = _("Which “{typed}”? Ask with its year, or choose from the list as you type: {films}.")
        films = ", ".join(map(escape, names_of(finding.suggestions)))
        raise NotFound(several.format(typed=escape(shorten(typed, 100)), films=films))
    if is_id(typed):
        raise NotFound(Reason.NO_FILM)
    spend(interaction)
    return await library.requests.ask(guild_id, member_id, named)


async def _facts_of(library: Library, guild_id: int, film_id: int) -> Film:
    if known := await library.catalogue.only_known(guild_id, film_id):
        return known.facts
    if await library.catalogue.has(guild_id, film_id):
        raise NotFound(Reason.REVIEWED_BY_NOW)
    raise NotFound(Reason.NO_FILM)


@on_press("film", "ask")
async def ask_for(interaction: Interaction, press: Press) -> None:
    """Note that the presser wants a review, and say so to them alone; a public card follows."""
    guild_id, library = require_server(interaction), interaction.client.library
    film = await _facts_of(library, guild_id, press.id)
    wanted = await library.requests.ask(guild_id, interaction.user.id, film)
    card_id = interaction.message.id if interaction.message and may_follow(interaction) else 0
    if card_id:
        follow(interaction, press.id, "review", card_id)
    await interaction.response.send_message(view=asked_card(wanted, card_id), ephemeral=True)


@on_press("request", "named", text(".+", "jaws"))
async def ask_for_unknown(interaction: Interaction, press: Press, typed: str) -> None:
    """The same for a film that nobody knows here, by what was typed."""
    await show(interaction, asked_card(await ask_by_name(interaction, typed)))


@on_press("request", "takeback", optional(ID))
async def take_back(interaction: Interaction, press: Press, card_id: int | None) -> None:
    """Forget that a member wants a film's review; the public card on which they asked follows."""
    library = interaction.client.library
    forgotten = await library.requests.take_back(interaction.guild_id or 0, interaction.user.id, press.id)
    sentence = (
        _("Your request is taken back.")
        if forgotten
        else _("You have no request for that film. /request asks for a review.")
    )
    if card_id and forgotten:
        follow(interaction, press.id, "review", card_id)
    await interaction.response.send_message(sentence, ephemeral=True)
