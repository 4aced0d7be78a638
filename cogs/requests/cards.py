"""Films that members want a review of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.utils import format_dt

from cogs.tellings.ways import tell_me_button
from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _, counted
from cogs.ui.picks import MOST_OPTIONS, select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import escape, fit
from data.requests.collection import Wanted


def requests_card(wanted: Sequence[Wanted]) -> Card:
    """The most wanted first, with a menu to begin one."""
    card = Card(colour=OPEN)
    card.text(_("### Most wanted"))
    lines = [
        counted(
            one.waiting,
            "**{film}** {count} member, since {day}",
            "**{film}** {count} members, since {day}",
            film=escape(one.label),
            day=format_dt(one.since, "D"),
        )
        for one in wanted
    ]
    card.text(
        fit(lines, 3500, _("-# and {count} more"))
        or _("Nobody has asked for a film with /request yet. /reviews write begins any.")
    )
    if wanted:
        options = [
            (str(one.film_id), one.label, counted(one.waiting, "{count} member waits", "{count} members wait"))
            for one in wanted[:MOST_OPTIONS]
        ]
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        row.add_item(select(Press("request", 0, "write"), _("Write one"), options))
        card.box.add_item(row)
    return card


def asked_card(wanted: Wanted, card_id: int = 0) -> Card:
    """That a request is noted, and how one hears of the answer; `card_id` is the public card that follows it."""
    card = Card(colour=OPEN)
    if wanted.already:
        card.text(
            counted(
                wanted.waiting,
                "### Noted already: {film}\nYou asked for a review of it before. {count} member waits for it.",
                "### Noted already: {film}\nYou asked for a review of it before. {count} members wait for it.",
                film=escape(wanted.label),
            )
        )
    else:
        card.text(_noted(wanted))
    press = Press("request", wanted.film_id, "takeback", str(card_id) if card_id else "")
    card.row(button(press, _("Take back"), emoji="↩️"), tell_me_button())
    return card


def _noted(wanted: Wanted) -> str:
    return counted(
        wanted.waiting,
        "### Noted: {film}\nYou asked for a review of it. {count} member waits for it. "
        "When it is there, /review has it. 🔔 chooses whether you are told of it.",
        "### Noted: {film}\nYou asked for a review of it. {count} members wait for it. "
        "When it is there, /review has it. 🔔 chooses whether you are told of it.",
        film=escape(wanted.label),
    )
