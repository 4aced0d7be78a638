"""A film night as the room sees it: the message to join, and what was told of its shortlist. Pure."""

from __future__ import annotations

import datetime as dt

from discord.utils import format_dt

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _, counted
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape
from data.film_nights.night import Pick, StoredNight
from data.film_nights.rule import LEAST

_LONGEST_LABEL = 100


def night_card(stored: StoredNight) -> Card:
    """The message with the buttons. It says how many have joined, not who."""
    card = Card(colour=OPEN)
    joined = counted(len(stored.guests), "**{count} person** has joined.", "**{count} people** have joined.")
    card.text("\n".join((_("-# 🍿 Film night"), _("## Who is watching?"), joined)))
    card.text(
        _(
            "-# Join, and /filmnight check asks once tonight whether the films of your shortlist are for everybody. "
            "The room hears “cleared” or “not cleared”, never whose list or why, and nothing of fewer than {least} "
            "people. Of {least}, two who compare their lists learn what the answer says of the third: join with people "
            "you trust. Your list is yours alone: /my warnings"
        ).format(least=LEAST)
    )
    card.row(
        button(Press("night", stored.id, "join"), _("Join"), emoji="🙋"),
        button(Press("night", stored.id, "leave"), _("Leave"), emoji="👋"),
    )
    return card


def shortlist_card(stored: StoredNight) -> Card:
    """What the room was told of each film, and beforehand what a veto tells."""
    tonight = stored.tonight
    card = Card(colour=OPEN)
    lines = [_line(pick, cleared=tonight.is_cleared(pick)) for pick in tonight.shortlist]
    card.text("\n".join((_("-# 🍿 Film night"), *lines)))
    card.text(
        _(
            "-# “Not cleared” never says why: something on a list, something that a review leaves open, too few "
            "people, a review of this server's own that is less than a day old, or somebody who took the film off. It "
            "says nothing about anybody. Not everybody need be counted: press and see whether you are."
        )
    )
    card.text(
        _(
            "-# Behind “Is it for me?” you alone see what your own list says, and can quietly take a film off, for any "
            "reason. The room then reads “not cleared” and nothing else. Whoever saw it cleared before can tell "
            "that one of those who joined took it off, not who, nor why."
        )
    )
    card.text(_once(asked=tonight.asked))
    card.row(button(Press("night", stored.id, "mine"), _("Is it for me?"), emoji="🔔"))
    return card


def _once(*, asked: bool) -> str:
    if asked:
        return _("-# A shortlist is asked once a night. Whoever joins later is not counted tonight.")
    return _("-# Nothing was asked yet: at least {least} have to join. Then check again.").format(least=LEAST)


def _line(pick: Pick, *, cleared: bool) -> str:
    film = escape(choice_name(pick.label, _LONGEST_LABEL))
    if not cleared:
        return _("▫️ **{film}**: not cleared.").format(film=film)
    number = len(pick.counted)
    if pick.since is None:
        return _("🆗 **{film}**: cleared for **{number}** of those who joined.").format(film=film, number=number)
    day = format_dt(dt.datetime.fromtimestamp(pick.since, dt.UTC), "D")
    return _("🆗 **{film}**: cleared for **{number}** of those who joined, by their lists of {day}.").format(
        film=film, number=number, day=day
    )
