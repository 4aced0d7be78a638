"""What warnings bring to a film's card: their list, the answer to one topic, and what is on the asker's own list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from cogs.films.parts import UNREVIEWED, Asked, FilmPart, private_note, register
from cogs.ui.cards import Card
from cogs.warnings.cards import (
    held_back_line,
    later_line,
    mentioned_line,
    topic_card,
    topic_line,
    unknown_line,
    warnings_card,
    written_line,
)
from cogs.warnings.lines import film_note, recommendations_note
from cogs.warnings.members_lines import beside_answer, beside_list, beside_review, list_note
from data.film_page import FilmPage
from data.library import Library
from data.models import clean_line
from data.warnings.answering import Presence
from data.warnings.caps import EVERYTHING, apply
from data.warnings.in_text import in_text
from data.warnings.listing import answer_shown
from data.warnings.members_say import LEFT_OPEN, NOBODY, Counts
from data.warnings.personal import meets_any
from data.warnings.placement import unplaced, warning_on
from data.warnings.search import BETWEEN, topics_of

_MOST_ANSWERED = 8
"""Topics in one answer: a review's text is searched for each that is left open, some twenty milliseconds long."""
_ROOM = 30
"""Characters of a button's state that are left for topics."""


def as_argument(topics: Iterable[str]) -> str:
    """As many topics as a button can carry."""
    taken: list[str] = []
    for topic in topics:
        if len(BETWEEN.join([*taken, topic])) <= _ROOM:
            taken.append(topic)
    return BETWEEN.join(taken)


async def answer_topics(library: Library, film: FilmPage, topics: list[str]) -> Card:
    """What the review says of topics; of those that its warnings leave open, its text and what members say."""
    review = film.stored.review
    asked, later = topics[:_MOST_ANSWERED], topics[_MOST_ANSWERED:]
    answers = [answer_shown(topic, review.warnings, film.cap, review.unsure) for topic in asked]
    mentioned = []
    for answer in answers:
        found = await asyncio.to_thread(in_text, answer.topic, review) if answer.presence in LEFT_OPEN else ()
        mentioned += [answer.topic] if found else []
    unknown = [a.topic for a in answers if a.topic in mentioned and a.presence is Presence.NOT_KNOWN]
    open_ones = [a.topic for a in answers if a.presence in LEFT_OPEN]
    counts = await _said(library, film) if open_ones else NOBODY
    lines = []
    for a in answers:
        lines.append(mentioned_line(a.topic, film.cap) if a.topic in unknown else topic_line(a))
        members = beside_answer(a.topic, counts, film.cap) if a.topic in open_ones else ""
        lines += [members] if members else []
    lines += [later_line(later)] if later else []
    if unknown and film.in_server:
        await library.warning_queue.mention(film.guild_id, film.stored, [warning_on(topic) for topic in unknown])
    return topic_card(film.stored, lines, as_argument(mentioned) if film.cap == EVERYTHING else "")


def answer_words(film: FilmPage, typed: str) -> Card:
    """What the review says of words that are no topic, as they are written in its warnings."""
    cap, every = film.cap, film.stored.review.warnings
    words = clean_line(typed).casefold()
    written = [w for w in unplaced(apply(cap, every).shown) if words and words in w.topic.casefold()]
    hidden = [w for w in unplaced(every) if words and words in w.topic.casefold() and w not in written]
    lines = [*map(written_line, written), *([held_back_line(typed)] if hidden else [])]
    return topic_card(film.stored, lines or [unknown_line(typed)])


async def _warnings(asked: Asked) -> Card:
    if asked.wanted:
        topics = topics_of(asked.wanted)
        if topics:
            return await answer_topics(asked.library, asked.film, topics)
        return answer_words(asked.film, asked.wanted)
    counts = await _said(asked.library, asked.film)
    members = beside_review(asked.film.stored.review, counts, asked.film.cap)
    return warnings_card(asked.film, asked.number, note=asked.note, members=members)


register(FilmPart("warnings", _warnings, command="warnings", verb="warnings", private=True))


async def _said(library: Library, film: FilmPage) -> Counts:
    return await library.member_answers.of_film(film.guild_id, film.film_id) if film.in_server else NOBODY


@private_note()
async def _film(library: Library, film: FilmPage, by_itself: bool) -> str | None:
    if not film.personal.wishes:
        return None
    members = beside_list(film.personal, film.stored.review, await _said(library, film))
    return film_note(film.personal, film.stored, members=members, by_itself=by_itself)


@private_note(UNREVIEWED)
async def _unreviewed(library: Library, film: FilmPage, by_itself: bool) -> str | None:
    if not film.personal.wishes:
        return None
    counts = await library.member_answers.of_film(film.guild_id, film.film_id)
    return list_note(film.personal, counts, film.stored.review.film.label, by_itself=by_itself)


@private_note("similar")
async def _recommendations(library: Library, film: FilmPage, _by_itself: bool) -> str | None:
    if not film.personal.wishes:
        return None
    labels = []
    for label, choice in (await library.catalogue.recommended(film.guild_id, film.stored.review)).items():
        other = await library.reviews.get(choice.film_id, film.guild_id)
        if meets_any(film.personal, other.review.warnings):
            labels.append(label)
    return recommendations_note(labels)
