"""A film night as the room sees it: the message to join, and what a film is for those who joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.ui.cards import Card
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, counted, escape
from data.film_nights.collection import StoredNight
from data.film_nights.rule import LEAST, NightAnswer, Reply

_COLOUR = 0x9B59B6


def night_card(stored: StoredNight) -> Card:
    """The message with the buttons. It says how many have joined, not who."""
    card = Card(colour=_COLOUR)
    number = len(stored.night.joined)
    joined = f"**{counted(number, 'person', 'people')}** {'has' if number == 1 else 'have'} joined."
    card.text(f"-# 🍿 Film night\n## Who is watching?\n{joined}")
    card.text(
        f"-# Join, and /filmnight check says whether a film has anything on the list of anybody who joined: never "
        f"whose, nor how many, and nothing below {LEAST} people. Your list is yours alone: /my warnings"
    )
    card.row(
        button(Press("night", stored.id, "join"), "Join", emoji="🙋"),
        button(Press("night", stored.id, "leave"), "Leave", emoji="👋"),
    )
    return card


def check_card(stored: StoredNight, films: Iterable[tuple[str, NightAnswer]]) -> Card:
    """What was asked of each film, by label."""
    answers = list(films)
    card = Card(colour=_COLOUR)
    card.text("-# 🍿 Film night\n" + "\n".join(_line(label, answer) for label, answer in answers))
    replies = {answer.reply for _, answer in answers}
    if Reply.NOTHING_FOUND in replies:
        card.text("-# “Nothing found” is no promise: what a review does not speak of is not known.")
    if Reply.SILENT in replies:
        card.text(
            f"-# I answer only where at least {LEAST} people stand behind the answer, so that it gives nobody away. "
            "That says nothing about the film."
        )
    if any(answer.not_counted for _, answer in answers):
        card.text("-# Not everybody who joined is counted yet. Press to see whether you are.")
    card.row(button(Press("night", stored.id, "counted"), "Am I counted?", emoji="🔔"))
    return card


def _line(label: str, answer: NightAnswer) -> str:
    shown = escape(choice_name(label, 100))
    return {
        Reply.MEETS: f"⚠️ **{shown}** has something that somebody here would rather be told of.",
        Reply.NOTHING_FOUND: f"🆗 **{shown}**: nothing found on anybody's list.",
        Reply.SILENT: f"🤐 **{shown}**: no answer.",
    }[answer.reply]


def not_counted_note(answers: Iterable[NightAnswer]) -> str | None:
    """For the asker alone: whom the answers do not speak of."""
    people = sorted(frozenset[int]().union(*(answer.not_counted for answer in answers)))
    if not people:
        return None
    named = ", ".join(f"<@{person}>" for person in people[:20]) + (" and others" if len(people) > 20 else "")
    return (
        f"The answer does not speak of {named}, who joined after it was first asked. They are counted once {LEAST} or "
        "more have joined or left together. Until then, ask them yourself, or let them look at the film's warnings."
    )


def counted_note(stored: StoredNight, member_id: int) -> str:
    """For the presser alone: whether the night's last answer speaks of them."""
    if not stored.night.rooms:
        return "Nobody is counted: nothing has been answered yet."
    if member_id in stored.night.asked[-1].people:
        return "The last answer speaks of you too."
    return "The last answer does not speak of you. Look at the film's warnings yourself: only you see them."
