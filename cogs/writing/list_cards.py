"""The cards on which the lists of a review are written: a list, and one entry of it."""

from __future__ import annotations

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import N_, _
from cogs.ui.pager import Pager
from cogs.ui.picks import MOST_OPTIONS, select
from cogs.ui.presses import button
from cogs.ui.terms import term
from cogs.ui.text import escape, fit, shorten
from cogs.writing.panel_cards import back_button, press_on
from cogs.writing.words import ADD_ENTRY, PART_NAMES
from data.drafts import Draft
from data.drafts.entries import key
from data.models import Character, ContentWarning, Model, Recommendation, Section
from data.parts import Part, entries


def list_card(draft: Draft, part: Part, page: int = 0, *, said: str = "") -> Card:
    """A list of a review: its entries to choose from, and the way to one more."""
    card = Card(colour=OPEN)
    listed = entries(draft.review, part)
    places = range(len(listed))
    pager = Pager([places[start : start + MOST_OPTIONS] for start in places[::MOST_OPTIONS]] or [places], page)
    card.text(f"### {_(PART_NAMES[part])}: {escape(draft.review.film.label)}")
    if said:
        card.text(said)
    lines = [f"{index + 1}. {escape(shorten(entry_name(listed[index]), 150))}" for index in pager.here]
    card.text(fit(lines, 2500, _("-# and {count} more in the menu")) or _("Nothing here yet. Add the first below."))
    if listed:
        options = [
            (key(draft.review, part, i), f"{i + 1}. {entry_name(listed[i])}", _about(listed[i])) for i in pager.here
        ]
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        row.add_item(select(press_on(draft, "entry", part), _("Choose an entry to change it"), options))
        card.box.add_item(row)
    pager.add_to(card, lambda to: press_on(draft, "list", f"{part}.{to}"), labels=(N_("Earlier"), N_("Later")))
    new = f"{part}.new"
    emoji = "⚠️" if new in draft.pending else "➕"
    add = button(press_on(draft, "form", new), _(ADD_ENTRY[part]), emoji=emoji)
    card.row(add, back_button(draft))
    return card


def entry_name(entry: Model) -> str:
    """An entry in a line."""
    if isinstance(entry, ContentWarning):
        return f"{entry.category}: {entry.topic}"
    if isinstance(entry, Section):
        return f"{term(entry.kind)}: {entry.heading}"
    if isinstance(entry, Character):
        return f"{entry.name} — {entry.actor}" if entry.actor else str(entry.name)
    assert isinstance(entry, Recommendation)
    return entry.label


def _about(entry: Model) -> str:
    if isinstance(entry, ContentWarning):
        strength = term(entry.severity) if entry.severity else _("strength not stated")
        return f"{strength}, {term(entry.how)}" if entry.how else strength
    if isinstance(entry, Section):
        return f"{entry.percentage} %" if entry.percentage is not None else _("no score")
    return getattr(entry, "pitch", None) or getattr(entry, "description", None) or ""


def entry_card(draft: Draft, part: Part, index: int) -> Card:
    """One entry, and what can be done with it."""
    entry = entries(draft.review, part)[index]
    card = Card(colour=OPEN)
    card.text(f"### {_(PART_NAMES[part])}: {escape(entry_name(entry))}\n-# {escape(shorten(_about(entry), 400))}")
    text = getattr(entry, "text", None) or getattr(entry, "detail", None)
    if text:
        card.text(escape(shorten(text, 1200)))
    named = f"{part}.{key(draft.review, part, index)}"
    card.row(
        button(press_on(draft, "form", named), _("Change"), emoji="📝", style=discord.ButtonStyle.primary),
        button(press_on(draft, "up", named), _("Move up"), emoji="⬆️", disabled=index == 0),
        button(press_on(draft, "remove", named), _("Remove"), emoji="🗑️", style=discord.ButtonStyle.danger),
        button(press_on(draft, "list", f"{part}.{index // MOST_OPTIONS}"), _("Back to the list"), emoji="◀️"),
    )
    return card
