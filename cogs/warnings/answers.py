"""What warnings bring to a film's card: their list, the answer to one topic, and what is on the asker's own list."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.films.parts import Asked, FilmPart, private_note, register
from cogs.ui.cards import Card
from cogs.ui.language import N_
from cogs.warnings.cards import held_back_line, topic_card, topic_line, unknown_line, warnings_card, written_line
from cogs.warnings.lines import film_note, recommendations_note
from data.film_page import FilmPage
from data.library import Library
from data.models import clean_line
from data.warnings.caps import apply
from data.warnings.listing import answer_shown
from data.warnings.personal import meets_any
from data.warnings.placement import unplaced
from data.warnings.search import BETWEEN, topics_of

_ROOM = 30
"""Characters of a button's state that are left for topics."""


def as_argument(topics: Iterable[str]) -> str:
    """As many topics as a button can carry."""
    taken: list[str] = []
    for topic in topics:
        if len(BETWEEN.join([*taken, topic])) <= _ROOM:
            taken.append(topic)
    return BETWEEN.join(taken)


def answer_topics(film: FilmPage, typed: str) -> Card:
    """What the review says of the topics in `typed`."""
    cap, every = film.cap, film.stored.review.warnings
    if topics := topics_of(typed):
        return topic_card(film.stored, [topic_line(answer_shown(topic, every, cap)) for topic in topics])
    words = clean_line(typed).casefold()
    written = [w for w in unplaced(apply(cap, every).shown) if words and words in w.topic.casefold()]
    hidden = [w for w in unplaced(every) if words and words in w.topic.casefold() and w not in written]
    lines = [*map(written_line, written), *([held_back_line(typed)] if hidden else [])]
    return topic_card(film.stored, lines or [unknown_line(typed)])


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
