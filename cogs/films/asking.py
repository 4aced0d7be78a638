"""A command about a film: find the film, or ask which one is meant; answer; tell the asker what is theirs alone."""

from __future__ import annotations

from cogs.films.parts import FilmPart, answer_to, draw, note_of, read_page
from cogs.films.questions import asked_in, question_card
from cogs.ui.host import Interaction
from cogs.ui.places import place_of
from cogs.ui.replies import answer
from data.film_page import FilmPage


async def respond(interaction: Interaction, command: str, typed: str, wanted: str = "", *, asks: str = "") -> None:
    """Answer a command about the film that `typed` means, or ask which one it is.

    `wanted` is what the command asks for besides the film; `asks` is the same where a button has to carry it.
    """
    library = interaction.client.library
    place, part = place_of(interaction), answer_to(command)
    finding = await library.catalogue.find(place.guild_id, typed)
    if finding.film is None:
        card = question_card(finding, asked_in(interaction, command, typed, asks))
        await interaction.response.send_message(
            view=card, ephemeral=part.private or not finding.likely or finding.is_wish
        )
        return
    film = await read_page(library, finding.film.film_id, place, interaction.user.id)
    card = await draw(library, film, part, alone=part.private, wanted=wanted)
    await answer(interaction, card, private=part.private)
    if not part.private:
        await whisper(interaction, part, film)


async def whisper(interaction: Interaction, part: FilmPart, film: FilmPage) -> None:
    """After a public answer: tell the asker, and nobody else, what of it is on their list."""
    if note := await note_of(interaction.client.library, film, part, by_itself=True):
        await interaction.followup.send(note, ephemeral=True)
