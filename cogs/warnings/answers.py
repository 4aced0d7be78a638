"""What warnings bring to a film's card: their list, the answer to one topic, and what is on the asker's own list."""

from __future__ import annotations

from cogs.films.parts import Asked, FilmPart, private_note, register
from cogs.ui.cards import Card
from cogs.ui.language import N_
from cogs.warnings.cards import warnings_card
from cogs.warnings.notes import film_note, recommendations_note
from cogs.warnings.topics import answer_topics
from data.film_page import FilmPage
from data.library import Library
from data.warnings.personal import meets_any


async def _warnings(asked: Asked) -> Card:
    if asked.wanted:
        return answer_topics(asked.film, asked.wanted)
    return warnings_card(asked.film, asked.number, note=asked.note)


register(
    FilmPart(
        "warnings",
        _warnings,
        command="warnings",
        verb="warnings",
        private=True,
        label=N_("Warnings"),
        emoji="⚠️",
        place=2,
    )
)


@private_note()
async def _film(_: Library, film: FilmPage) -> str | None:
    return film_note(film.personal, film.stored)


@private_note("similar")
async def _recommendations(library: Library, film: FilmPage) -> str | None:
    if not film.personal.wishes:
        return None
    labels = []
    for label, choice in (await library.catalogue.recommended(film.guild_id, film.stored.review)).items():
        other = await library.reviews.get(choice.film_id, film.guild_id)
        if meets_any(film.personal, other.review.warnings):
            labels.append(label)
    return recommendations_note(labels)
