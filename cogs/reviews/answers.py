"""What each command answers once the film is known: the same for a typed title, a picked one and a button."""

from __future__ import annotations

from cogs.reviews.cards import review_card, verdict_card
from cogs.reviews.parts import part_card
from cogs.ui.cards import Card
from cogs.ui.host import Interaction
from cogs.ui.places import Place
from cogs.warnings.cards import warnings_card
from cogs.warnings.notes import film_note, recommendations_note
from data.films.catalogue import FilmChoice
from data.library import Library
from data.models import SHARED_LIBRARY, StoredReview
from data.warnings.personal import meets_any

PRIVATE = frozenset({"summary", "warnings"})
"""Commands whose answer only the asker sees: one spoils, the other says something about who asks."""

_PART_OF_COMMAND = {"summary": "summary", "warnings": "warnings", "cast": "cast", "recommend": "similar"}


async def answer_card(
    library: Library, command: str, film_id: int, place: Place, *, only_for: int | None = None
) -> Card:
    """The card that answers a command. `only_for` is the one member who will see it; None if others may.

    Raises:
        NotFound: the film has no review here.
    """
    stored = await library.reviews.get(film_id, place.guild_id)
    if command in _PART_OF_COMMAND:
        return await open_part(library, stored, _PART_OF_COMMAND[command], 0, place, only_for=only_for)
    tally = await library.votes.tally(place.guild_id, film_id)
    server_verdict = await library.polls.server_verdict(place.guild_id, film_id)
    note = await _note(library, stored, "", place, only_for)
    can_vote = place.guild_id != SHARED_LIBRARY
    if command == "verdict":
        return verdict_card(stored, tally, server_verdict, can_vote=can_vote, note=note)
    cap = await place.cap(library)
    return review_card(stored, tally, server_verdict, can_vote=can_vote, cap=cap, note=note)


async def open_part(
    library: Library, stored: StoredReview, part: str, page: int, place: Place, *, only_for: int | None
) -> Card:
    """One page of a part of a review."""
    note = await _note(library, stored, part, place, only_for)
    if part == "warnings":
        can_speak = place.guild_id != SHARED_LIBRARY
        return warnings_card(stored, await place.cap(library), page, note=note, can_speak=can_speak)
    similar = await _similar(library, stored, place.guild_id) if part == "similar" else {}
    return part_card(stored, part, page, similar=similar, note=note)


async def whisper(interaction: Interaction, command: str, film_id: int, place: Place) -> None:
    """After a public answer: tell the asker, and nobody else, what of it is on their list."""
    library = interaction.client.library
    stored = await library.reviews.get(film_id, place.guild_id)
    part = _PART_OF_COMMAND.get(command, "")
    if note := await _note(library, stored, part, place, interaction.user.id):
        await interaction.followup.send(note, ephemeral=True)


async def _note(library: Library, stored: StoredReview, part: str, place: Place, member_id: int | None) -> str | None:
    if member_id is None:
        return None
    personal = await library.personal_lists.get(member_id)
    if part != "similar":
        return film_note(personal, stored)
    if not personal.wishes:
        return None
    labels = []
    for label, choice in (await _similar(library, stored, place.guild_id)).items():
        other = await library.reviews.get(choice.film_id, place.guild_id)
        if meets_any(personal, other.review.warnings):
            labels.append(label)
    return recommendations_note(labels)


async def _similar(library: Library, stored: StoredReview, guild_id: int) -> dict[str, FilmChoice]:
    """The recommendations that the library has, by label."""
    similar: dict[str, FilmChoice] = {}
    for recommended in stored.review.recommendations:
        choice = await library.catalogue.by_title(guild_id, recommended.title, recommended.year)
        if choice:
            similar[recommended.label] = choice
    return similar
