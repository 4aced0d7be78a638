"""Films that members want a review of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.utils import format_dt

from cogs.ui.cards import Card
from cogs.ui.picks import MOST_OPTIONS, select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import counted, escape, fit
from data.requests.collection import Wanted


def requests_card(wanted: Sequence[Wanted]) -> Card:
    """The most wanted first, with a menu to begin one."""
    card = Card()
    card.text("### Most wanted")
    lines = [
        f"**{escape(one.label)}** {counted(one.waiting, 'member', 'members')}, since {format_dt(one.since, 'D')}"
        for one in wanted
    ]
    card.text(fit(lines, 3500, "-# and {count} more") or "Nobody has asked for a film with /request yet.")
    if wanted:
        options = [
            (str(one.film_id), one.label, counted(one.waiting, "member waits", "members wait"))
            for one in wanted[:MOST_OPTIONS]
        ]
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        row.add_item(select(Press("request", 0, "write"), "Write one", options))
        card.box.add_item(row)
    return card


def asked_card(wanted: Wanted) -> Card:
    """That a request is noted, and how one hears of the answer."""
    card = Card()
    others = f" {counted(wanted.waiting, 'member waits', 'members wait')} for it."
    card.text(
        f"### Noted: {escape(wanted.label)}\nYou asked for a review of it.{others} "
        "When it is there, the announcement in this server says so; I send nobody direct messages about it."
    )
    card.row(button(Press("request", wanted.film_id, "takeback"), "Take back", emoji="↩️"))
    return card
