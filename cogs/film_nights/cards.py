"""A film night as the room sees it: the message to join, and what a film is for those who joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.ui.cards import Card
from cogs.ui.language import _, counted
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape
from data.film_nights.collection import StoredNight
from data.film_nights.rule import LEAST, NightAnswer, Reply

_COLOUR = 0x9B59B6


def night_card(stored: StoredNight) -> Card:
    """The message with the buttons. It says how many have joined, not who."""
    card = Card(colour=_COLOUR)
    number = len(stored.night.joined)
    joined = counted(number, "**{count} person** has joined.", "**{count} people** have joined.")
    card.text("\n".join((_("-# 🍿 Film night"), _("## Who is watching?"), joined)))
    card.text(
        _(
            "-# Join, and /filmnight check says whether a film has anything on the list of anybody who joined: never "
            "whose, nor how many, and nothing below {least} people. Your list is yours alone: /my warnings"
        ).format(least=LEAST)
    )
    card.row(
        button(Press("night", stored.id, "join"), _("Join"), emoji="🙋"),
        button(Press("night", stored.id, "leave"), _("Leave"), emoji="👋"),
    )
    return card


def check_card(stored: StoredNight, films: Iterable[tuple[str, NightAnswer]]) -> Card:
    """What was asked of each film, by label."""
    answers = list(films)
    card = Card(colour=_COLOUR)
    card.text("\n".join((_("-# 🍿 Film night"), *(_line(label, answer) for label, answer in answers))))
    replies = {answer.reply for _, answer in answers}
    if Reply.NOTHING_FOUND in replies:
        card.text(_("-# “Nothing found” is no promise: what a review does not speak of is not known."))
    if Reply.SILENT in replies:
        card.text(
            _(
                "-# I answer only where at least {least} people stand behind the answer, so that it gives nobody away. "
                "That says nothing about the film."
            ).format(least=LEAST)
        )
    if any(answer.not_counted for _, answer in answers):
        card.text(_("-# Not everybody who joined is counted yet. Press to see whether you are."))
    card.row(button(Press("night", stored.id, "counted"), _("Am I counted?"), emoji="🔔"))
    return card


def _line(label: str, answer: NightAnswer) -> str:
    said = {
        Reply.MEETS: _("⚠️ **{film}** has something that somebody here would rather be told of."),
        Reply.NOTHING_FOUND: _("🆗 **{film}**: nothing found on anybody's list."),
        Reply.SILENT: _("🤐 **{film}**: no answer."),
    }[answer.reply]
    return said.format(film=escape(choice_name(label, 100)))


def not_counted_note(answers: Iterable[NightAnswer]) -> str | None:
    """For the asker alone: whom the answers do not speak of."""
    people = sorted(frozenset[int]().union(*(answer.not_counted for answer in answers)))
    if not people:
        return None
    named = ", ".join(f"<@{person}>" for person in people[:20])
    if len(people) > 20:
        named = _("{people} and others").format(people=named)
    return _(
        "The answer does not speak of {people}, who joined after it was first asked. They are counted once {least} or "
        "more have joined or left together. Until then, ask them yourself, or let them look at the film's warnings."
    ).format(people=named, least=LEAST)


def counted_note(stored: StoredNight, member_id: int) -> str:
    """For the presser alone: whether the night's last answer speaks of them."""
    if not stored.night.rooms:
        return _("Nobody is counted: nothing has been answered yet.")
    if member_id in stored.night.asked[-1].people:
        return _("The last answer speaks of you too.")
    return _("The last answer does not speak of you. Look at the film's warnings yourself: only you see them.")
