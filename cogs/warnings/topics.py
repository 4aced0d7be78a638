"""`/warnings film topic:…`: yes, no or not known, a line each."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.ui.cards import Card
from cogs.warnings.cards import held_back_line, topic_card, topic_line, unknown_line, written_line
from data.film_page import FilmPage
from data.models import clean_line
from data.warnings.caps import apply
from data.warnings.listing import answer
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
        return topic_card(film.stored, [topic_line(answer(topic, every, cap)) for topic in topics])
    words = clean_line(typed).casefold()
    written = [w for w in unplaced(apply(cap, every).shown) if words and words in w.topic.casefold()]
    hidden = [w for w in unplaced(every) if words and words in w.topic.casefold() and w not in written]
    lines = [*map(written_line, written), *([held_back_line(typed)] if hidden else [])]
    return topic_card(film.stored, lines or [unknown_line(typed)])
