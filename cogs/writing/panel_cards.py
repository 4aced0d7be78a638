"""The cards on which a review is written: the panel, its lists and entries, what is wrong, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.utils import format_dt

from cogs.ui.cards import Card
from cogs.ui.pager import Pager
from cogs.ui.picks import MOST_OPTIONS, select
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, counted, escape, fit, shorten
from data.drafts import Draft, DraftState, Part, Progress, progress
from data.drafts.entries import LISTS, entries, key
from data.drafts.typed import FACTS_FORMS
from data.models import Character, ContentWarning, Model, Recommendation, Review, Section

PART_NAMES = {
    Part.FACTS: "Facts",
    Part.VERDICT: "Blurb and verdict",
    Part.SUMMARY: "Summary",
    Part.WARNINGS: "Warnings",
    Part.SECTIONS: "Sections",
    Part.CAST: "Cast",
    Part.AUDIENCE: "Who it is for",
    Part.RECOMMENDATIONS: "Recommendations",
    Part.OVERVIEW: "Overview",
}
_MARKS = {Progress.EMPTY: "⬜", Progress.PARTLY: "🟨", Progress.DONE: "✅"}
_STATES = {
    DraftState.WRITING: "being written",
    DraftState.SUBMITTED: "waiting in the queue",
    DraftState.RETURNED: "sent back",
    DraftState.PUBLISHED: "published",
    DraftState.DISCARDED: "given up",
}
_FACTS_NAMES = {"people": "Title and people", "details": "Details", "more": "More"}
_ONE_ENTRY = {Part.WARNINGS: "warning", Part.SECTIONS: "section", Part.CAST: "character"}


def _press(draft: Draft, verb: str, argument: str = "") -> Press:
    return Press("draft", draft.id, verb, argument)


def panel_card(draft: Draft, *, publishes: bool, said: str = "") -> Card:
    """The panel of a draft: each part and how far it is, and what can be done with the whole."""
    card = Card()
    what = f"a change of revision {draft.base_revision}" if draft.base_revision else "a new review"
    head = f"### {escape(draft.review.film.label)}\n-# {what}, {_STATES[draft.state]}, "
    card.text(f"{head}saved {format_dt(draft.changed_at, 'R')}; only you see this")
    if said:
        card.text(said)
    if draft.state is DraftState.RETURNED and draft.note:
        card.text(f"**Sent back with a note:** {escape(shorten(draft.note, 1000))}")
    card.text("\n".join(_part_line(draft, part) for part in Part))
    if not draft.editable:
        _closed_row(card, draft)
        return card
    buttons = [_part_button(draft, part) for part in Part]
    for start in (0, 3, 6):
        card.row(*buttons[start : start + 3])
    if draft.pending:
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        options = [(form, *_held_option(form, typed)) for form, typed in list(draft.pending.items())[:MOST_OPTIONS]]
        row.add_item(select(_press(draft, "held"), "Not taken yet: mend or forget it", options))
        card.box.add_item(row)
    card.line()
    card.row(*_whole_buttons(draft, publishes=publishes))
    return card


def _part_line(draft: Draft, part: Part) -> str:
    how_far = progress(draft.review, part)
    here = " ← here" if draft.part == part and draft.version > 1 else ""
    held = " · ⚠️ something typed there could not be taken yet" if _held(draft, part) else ""
    return f"{_MARKS[how_far]} **{PART_NAMES[part]}** {how_far}{_extent(draft.review, part)}{held}{here}"


def _held(draft: Draft, part: Part) -> list[str]:
    return [form for form in draft.pending if form.partition(".")[0] == part]


def _held_option(form: str, typed: dict[str, str]) -> tuple[str, str]:
    """Where something was typed, and how it begins."""
    name = PART_NAMES[Part(form.partition(".")[0])]
    return f"Not taken yet: {name}", " · ".join(" ".join(text.split()) for text in typed.values() if text.strip())


def _extent(review: Review, part: Part) -> str:
    if part in LISTS:
        number = len(entries(review, part))
        return f", {counted(number, 'entry', 'entries')}" if number else ""
    text = getattr(review, part.value, None)
    return f", {len(text):,} characters" if isinstance(text, str) else ""


def _part_button(draft: Draft, part: Part) -> PressButton:
    emoji = "⚠️" if _held(draft, part) else _MARKS[progress(draft.review, part)]
    style = discord.ButtonStyle.primary if draft.part == part else discord.ButtonStyle.secondary
    return button(_press(draft, "part", part), PART_NAMES[part], emoji=emoji, style=style)


def _whole_buttons(draft: Draft, *, publishes: bool) -> list[PressButton]:
    publish = button(_press(draft, "publish"), "Publish", emoji="📢", style=discord.ButtonStyle.success)
    submit = button(_press(draft, "submit"), "Hand in", emoji="📨", style=discord.ButtonStyle.success)
    return [
        button(_press(draft, "preview"), "Preview", emoji="👁️"),
        publish if publishes and not draft.suggested else submit,
        button(_press(draft, "discard"), "Give up", emoji="🗑️", style=discord.ButtonStyle.danger),
    ]


def _closed_row(card: Card, draft: Draft) -> None:
    if draft.state is DraftState.SUBMITTED:
        card.row(
            button(_press(draft, "preview"), "Preview", emoji="👁️"),
            button(_press(draft, "takeback"), "Take back from the queue", emoji="↩️"),
        )
    elif draft.state is DraftState.DISCARDED:
        card.row(button(_press(draft, "reopen"), "Go on with it after all", emoji="↩️"))


def facts_card(draft: Draft) -> Card:
    """The three forms of the facts."""
    card = Card()
    card.text(
        f"### Facts: {escape(draft.review.film.label)}\n"
        "What is filled in was proposed from what is known; you can overrule all of it."
    )
    buttons = []
    for form in FACTS_FORMS:
        name = form.partition(".")[2]
        emoji = "⚠️" if form in draft.pending else "📝"
        buttons.append(button(_press(draft, "form", form), _FACTS_NAMES[name], emoji=emoji))
    card.row(*buttons)
    card.row(_back(draft))
    return card


def _back(draft: Draft) -> PressButton:
    return button(_press(draft, "panel"), "All parts", emoji="◀️")


def list_card(draft: Draft, part: Part, page: int = 0, *, said: str = "") -> Card:
    """A list of a review: its entries to choose from, and the way to one more."""
    card = Card()
    listed = entries(draft.review, part)
    places = range(len(listed))
    pager = Pager([places[start : start + MOST_OPTIONS] for start in places[::MOST_OPTIONS]] or [places], page)
    card.text(f"### {PART_NAMES[part]}: {escape(draft.review.film.label)}")
    if said:
        card.text(said)
    lines = [f"{index + 1}. {escape(shorten(entry_name(listed[index]), 150))}" for index in pager.here]
    card.text(fit(lines, 2500, "-# and {count} more in the menu") or "Nothing here yet.")
    if listed:
        options = [
            (key(draft.review, part, i), f"{i + 1}. {entry_name(listed[i])}", _about(listed[i])) for i in pager.here
        ]
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        row.add_item(select(_press(draft, "entry", part), "Choose an entry to change it", options))
        card.box.add_item(row)
    pager.add_to(card, lambda to: _press(draft, "list", f"{part}.{to}"), labels=("Earlier", "Later"))
    new = f"{part}.new"
    emoji = "⚠️" if new in draft.pending else "➕"
    add = button(_press(draft, "form", new), f"Add a {_entry_word(part)}", emoji=emoji)
    card.row(add, _back(draft))
    return card


def _entry_word(part: Part) -> str:
    return _ONE_ENTRY.get(part, "film")


def entry_name(entry: Model) -> str:
    """An entry in a line."""
    if isinstance(entry, ContentWarning):
        return f"{entry.category}: {entry.topic}"
    if isinstance(entry, Section):
        return f"{entry.kind}: {entry.heading}"
    if isinstance(entry, Character):
        return f"{entry.name} — {entry.actor}" if entry.actor else str(entry.name)
    assert isinstance(entry, Recommendation)
    return entry.label


def _about(entry: Model) -> str:
    if isinstance(entry, ContentWarning):
        return ", ".join(filter(None, (entry.severity or "strength not stated", entry.how)))
    if isinstance(entry, Section):
        return f"{entry.percentage} %" if entry.percentage is not None else "no score"
    return getattr(entry, "pitch", None) or getattr(entry, "description", None) or ""


def entry_card(draft: Draft, part: Part, index: int) -> Card:
    """One entry, and what can be done with it."""
    entry = entries(draft.review, part)[index]
    card = Card()
    card.text(f"### {PART_NAMES[part]}: {escape(entry_name(entry))}\n-# {escape(shorten(_about(entry), 400))}")
    text = getattr(entry, "text", None) or getattr(entry, "detail", None)
    if text:
        card.text(escape(shorten(text, 1200)))
    named = f"{part}.{key(draft.review, part, index)}"
    card.row(
        button(_press(draft, "form", named), "Change", emoji="📝", style=discord.ButtonStyle.primary),
        button(_press(draft, "up", named), "Move up", emoji="⬆️", disabled=index == 0),
        button(_press(draft, "remove", named), "Remove", emoji="🗑️", style=discord.ButtonStyle.danger),
        button(_press(draft, "list", f"{part}.{index // MOST_OPTIONS}"), "Back to the list", emoji="◀️"),
    )
    return card


def problems_card(draft: Draft, form: str, problems: Sequence[str]) -> Card:
    """What of a form could not be taken. What was typed is kept, and is in the form when it is opened again."""
    card = Card()
    lines = [f"- {escape(shorten(problem, 300))}" for problem in problems]
    card.text("### Not taken yet\nWhat you typed is kept. Open the form again and mend:")
    card.text(fit(lines, 2500, "-# and {count} more"))
    _held_row(card, draft, form)
    return card


def held_card(draft: Draft, form: str) -> Card:
    """What was typed into a form and could not be taken, by field."""
    card = Card()
    typed = draft.pending[form]
    card.text(f"### {escape(_held_option(form, typed)[0])}\nYou typed:")
    lines = [f"- {name.replace('_', ' ')}: {escape(shorten(text, 300))}" for name, text in typed.items() if text]
    card.text(fit(lines, 2500, "-# and {count} more") or "Nothing.")
    _held_row(card, draft, form)
    return card


def _held_row(card: Card, draft: Draft, form: str) -> None:
    card.row(
        button(_press(draft, "form", form), "Open the form again", emoji="📝", style=discord.ButtonStyle.primary),
        button(_press(draft, "drop", form), "Forget what I typed", emoji="🗑️"),
        _back(draft),
    )


def missing_card(draft: Draft, missing: Sequence[str]) -> Card:
    """What a review lacks before it is published, in one list."""
    card = Card()
    card.text(f"### Still missing: {escape(draft.review.film.label)}")
    card.text("\n".join(f"- {name}" for name in missing))
    card.text("-# A review can be published without these, if that is how it is meant.")
    card.row(
        _back(draft),
        button(_press(draft, "anyway", str(draft.version)), "Publish anyway", style=discord.ButtonStyle.danger),
    )
    return card


def drafts_card(
    drafts: Sequence[Draft], title: str, verb: str, nothing: str, *, given_up: Sequence[Draft] = ()
) -> Card:
    """Drafts to choose from, by film and state; those that were given up last lie in a menu of their own."""
    card = Card()
    card.text(f"### {title}")
    shown = drafts[:MOST_OPTIONS]
    lines = [
        f"**{escape(choice_name(one.review.film.label))}** {_STATES[one.state]}"
        f"{' (a suggestion)' if one.suggested else ''}, {format_dt(one.changed_at, 'R')} · <@{one.owner_id}>"
        for one in shown
    ]
    card.text(fit(lines, 3000, "-# and {count} more in the menu") or nothing)
    _drafts_menu(card, Press("draft", 0, verb), "Open one", shown)
    if len(drafts) > len(shown):
        card.text(f"-# {len(drafts) - len(shown)} more after these.")
    _drafts_menu(card, Press("draft", 0, verb, "again"), "Reopen one that you gave up", given_up[:MOST_OPTIONS])
    return card


def _drafts_menu(card: Card, press: Press, placeholder: str, shown: Sequence[Draft]) -> None:
    if shown:
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        options = [(str(one.id), choice_name(one.review.film.label), _STATES[one.state]) for one in shown]
        row.add_item(select(press, placeholder, options))
        card.box.add_item(row)
