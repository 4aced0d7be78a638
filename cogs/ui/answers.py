"""What each command answers once the film is known: the same for a typed title, a picked one and a button."""

from __future__ import annotations

from cogs.ui.cards import Card, review_card, verdict_card
from cogs.ui.parts import part_card
from data.catalogue import FilmChoice
from data.library import Library
from data.models import SHARED_LIBRARY, StoredReview

PRIVATE = frozenset({"summary", "warnings"})
"""Commands whose answer only the asker sees: one spoils, the other says something about who asks."""

_PART_OF_COMMAND = {"summary": "summary", "warnings": "warnings", "cast": "cast", "recommend": "similar"}


async def answer_card(library: Library, command: str, film_id: int, guild_id: int) -> Card:
    """The card that answers a command.

    Raises:
        NotFound: the film has no review here.
    """
    stored = await library.reviews.get(film_id, guild_id)
    if command in _PART_OF_COMMAND:
        return await open_part(library, stored, _PART_OF_COMMAND[command], 0, guild_id)
    render = verdict_card if command == "verdict" else review_card
    tally = await library.votes.tally(guild_id, film_id)
    server_verdict = await library.polls.server_verdict(guild_id, film_id)
    return render(stored, tally, server_verdict, can_vote=guild_id != SHARED_LIBRARY)


async def open_part(library: Library, stored: StoredReview, part: str, page: int, guild_id: int) -> Card:
    """One page of a part of a review."""
    similar: dict[str, FilmChoice] = {}
    if part == "similar":
        for recommended in stored.review.recommendations:
            choice = await library.catalogue.by_title(guild_id, recommended.title, recommended.year)
            if choice:
                similar[recommended.label] = choice
    return part_card(stored, part, page, similar=similar)
