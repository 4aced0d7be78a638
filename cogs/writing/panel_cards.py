"""The cards on which a review is written: the panel, what could not be taken, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord.utils import format_dt

from cogs.tellings.ways import tell_me_button
from cogs.ui.cards import OPEN, Card
from cogs.ui.fields import field_name
from cogs.ui.language import N_, _, counted
from cogs.ui.picks import MOST_OPTIONS, select
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import choice_name, escape, fit, shorten
from cogs.warnings.questions import answered_line
from cogs.writing.words import FIRST_QUESTIONS, FORM_NAMES, PART_NAMES, missing_words
from data.drafts import Draft, DraftLine, DraftList, DraftState, Progress, progress
from data.models import Review
from data.parts import CONTENTS, FORMS, Part, Shape, part_values
from data.taxonomy import load

_MARKS = {Progress.EMPTY: "⬜", Progress.PARTLY: "🟨", Progress.DONE: "✅"}
_STATES = {
    DraftState.WRITING: N_("being written"),
    DraftState.SUBMITTED: N_("waiting in the queue"),
    DraftState.RETURNED: N_("sent back"),
    DraftState.PUBLISHED: N_("published"),
    DraftState.DISCARDED: N_("given up"),
}


def press_on(draft: Draft, verb: str, argument: str = "") -> Press:
    """A press of a button of this draft."""
    return Press("draft", draft.id, verb, argument)


def panel_card(draft: Draft, *, publishes: bool, said: str = "") -> Card:
    """The panel of a draft: each part and how far it is, and what can be done with the whole."""
    card = Card(colour=OPEN)
    if draft.base_revision:
        what = _("a change of revision {number}, {state}, saved {when}; only you see this")
    else:
        what = _("a new review, {state}, saved {when}; only you see this")
    saved = what.format(
        number=draft.base_revision, state=_(_STATES[draft.state]), when=format_dt(draft.changed_at, "R")
    )
    card.text(f"### {escape(draft.review.film.label)}\n-# {saved}")
    if said:
        card.text(said)
    if draft.state is DraftState.RETURNED and draft.note:
        card.text(_("**Sent back with a note:** {note}").format(note=escape(shorten(draft.note, 1000))))
    card.text("\n".join((*(_part_line(draft, part) for part in Part), answered_line(draft.review))))
    if not draft.editable:
        _closed_row(card, draft)
        return card
    buttons = [_part_button(draft, part) for part in Part]
    for start in (0, 3, 6):
        card.row(*buttons[start : start + 3])
    card.row(
        button(press_on(draft, "questions", FIRST_QUESTIONS), _("Core questions"), emoji="☑️"),
        button(press_on(draft, "paste"), _("Paste the whole text"), emoji="📋"),
    )
    if draft.pending:
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        options = [(form, *_held_option(form, typed)) for form, typed in list(draft.pending.items())[:MOST_OPTIONS]]
        row.add_item(select(press_on(draft, "held"), _("Not taken yet: mend or forget it"), options))
        card.box.add_item(row)
    card.line()
    card.row(*_whole_buttons(draft, publishes=publishes))
    return card


def _part_line(draft: Draft, part: Part) -> str:
    how_far = progress(draft.review, part)
    here = _(" ← here") if draft.part == part and draft.version > 1 else ""
    held = _(" · ⚠️ something typed there could not be taken yet") if _held(draft, part) else ""
    return f"{_MARKS[how_far]} **{_(PART_NAMES[part])}** {_(how_far)}{_extent(draft.review, part)}{held}{here}"


def _held(draft: Draft, part: Part) -> list[str]:
    return [form for form in draft.pending if form.partition(".")[0] == part]


def _held_option(form: str, typed: dict[str, str]) -> tuple[str, str]:
    """Where something was typed, and how it begins."""
    name = _(PART_NAMES[Part(form.partition(".")[0])])
    begins = " · ".join(" ".join(text.split()) for text in typed.values() if text.strip())
    return _("Not taken yet: {part}").format(part=name), begins


def _extent(review: Review, part: Part) -> str:
    shape, (value, *_) = CONTENTS[part].shape, part_values(review, part).values()
    if shape is Shape.LIST and value:
        return counted(len(value), ", {count} entry", ", {count} entries")
    if shape is Shape.TEXT and value:
        return counted(len(value), ", {count:,} character", ", {count:,} characters")
    return ""


def _part_button(draft: Draft, part: Part) -> PressButton:
    emoji = "⚠️" if _held(draft, part) else _MARKS[progress(draft.review, part)]
    style = discord.ButtonStyle.primary if draft.part == part else discord.ButtonStyle.secondary
    return button(press_on(draft, "part", part), _(PART_NAMES[part]), emoji=emoji, style=style)


def _whole_buttons(draft: Draft, *, publishes: bool) -> list[PressButton]:
    publish = button(press_on(draft, "publish"), _("Publish"), emoji="📢", style=discord.ButtonStyle.success)
    submit = button(press_on(draft, "submit"), _("Hand in"), emoji="📨", style=discord.ButtonStyle.success)
    return [
        button(press_on(draft, "preview"), _("Preview"), emoji="👁️"),
        publish if publishes and not draft.suggested else submit,
        button(press_on(draft, "discard"), _("Give up"), emoji="🗑️", style=discord.ButtonStyle.danger),
    ]


def _closed_row(card: Card, draft: Draft) -> None:
    if draft.state is DraftState.SUBMITTED:
        card.row(
            button(press_on(draft, "preview"), _("Preview"), emoji="👁️"),
            button(press_on(draft, "takeback"), _("Take back from the queue"), emoji="↩️"),
            tell_me_button(),
        )
    elif draft.state is DraftState.DISCARDED:
        card.row(button(press_on(draft, "reopen"), _("Go on with it after all"), emoji="↩️"))


def forms_card(draft: Draft, part: Part) -> Card:
    """The forms of a part that has several."""
    card = Card(colour=OPEN)
    card.text(
        _("### {part}: {film}\nWhat is filled in was proposed from what is known; you can overrule all of it.").format(
            part=_(PART_NAMES[part]), film=escape(draft.review.film.label)
        )
    )
    buttons = []
    for form in (form for form in FORM_NAMES if FORMS[form][0] is part):
        emoji = "⚠️" if form in draft.pending else "📝"
        buttons.append(button(press_on(draft, "form", form), _(FORM_NAMES[form]), emoji=emoji))
    card.row(*buttons)
    card.row(back_button(draft))
    return card


def back_button(draft: Draft) -> PressButton:
    """The way back to all parts."""
    return button(press_on(draft, "panel"), _("All parts"), emoji="◀️")


def problems_card(draft: Draft, form: str, problems: Sequence[str]) -> Card:
    """What of a form could not be taken. What was typed is kept, and is in the form when it is opened again."""
    card = Card(colour=OPEN)
    lines = [f"- {escape(shorten(problem, 300))}" for problem in problems]
    card.text(_("### Not taken yet\nWhat you typed is kept. Open the form again and mend:"))
    card.text(fit(lines, 2500, _("-# and {count} more")))
    _held_row(card, draft, form)
    return card


def held_card(draft: Draft, form: str) -> Card:
    """What was typed into a form and could not be taken, by field."""
    card = Card(colour=OPEN)
    typed = draft.pending[form]
    card.text("\n".join((f"### {escape(_held_option(form, typed)[0])}", _("You typed:"))))
    lines = [f"- {field_name(name).lower()}: {escape(shorten(text, 300))}" for name, text in typed.items() if text]
    card.text(fit(lines, 2500, _("-# and {count} more")) or _("Nothing."))
    _held_row(card, draft, form)
    return card


def _held_row(card: Card, draft: Draft, form: str) -> None:
    card.row(
        button(press_on(draft, "form", form), _("Open the form again"), emoji="📝", style=discord.ButtonStyle.primary),
        button(press_on(draft, "drop", form), _("Forget what I typed"), emoji="🗑️"),
        back_button(draft),
    )


def against_lines(spoken: Mapping[str, str]) -> str:
    """The sentences of a text that speak of what its answers deny or leave open; nothing if there are none."""
    lines = [
        f"- **{escape(load().topic(topic).label)}**: “{escape(shorten(one, 120))}”" for topic, one in spoken.items()
    ]
    head = _("🔎 The text may speak of these, which are denied or left open:")
    return "\n".join((head, fit(lines, 700, _("-# and {count} more")))) if lines else ""


def missing_card(draft: Draft, missing: Sequence[str], still_open: str = "", against: str = "") -> Card:
    """What a review lacks before it is published, in one list; `still_open` names the questions without an answer.

    `against` is where its text speaks against its answers.
    """
    card = Card(colour=OPEN)
    title = _("### Still missing: {film}") if missing or still_open else _("### Look once more: {film}")
    card.text(title.format(film=escape(draft.review.film.label)))
    lines = [f"- {words}" for words in missing_words(missing)]
    card.text("\n".join([*lines, *filter(None, [still_open, against])]))
    card.text(_("-# A review can be published as it is, if that is how it is meant."))
    card.row(
        back_button(draft),
        button(press_on(draft, "questions", FIRST_QUESTIONS), _("Core questions"), emoji="☑️"),
        button(press_on(draft, "anyway", str(draft.version)), _("Publish anyway"), style=discord.ButtonStyle.danger),
    )
    return card


def drafts_card(drafts: DraftList, title: str, verb: str, nothing: str, *, given_up: Sequence[DraftLine] = ()) -> Card:
    """Drafts to choose from, by film and state; those that were given up last lie in a menu of their own."""
    card = Card(colour=OPEN)
    card.text(f"### {title}")
    lines = [
        f"**{escape(choice_name(one.label))}** {_(_STATES[one.state])}"
        f"{_(' (a suggestion)') if one.suggested else ''}, {format_dt(one.changed_at, 'R')} · <@{one.owner_id}>"
        for one in drafts.lines
    ]
    card.text(fit(lines, 3000, _("-# and {count} more in the menu")) or nothing)
    _drafts_menu(card, Press("draft", 0, verb), _("Open one"), drafts.lines)
    if more := drafts.total - len(drafts.lines):
        card.text(_("-# {count} more after these.").format(count=more))
    _drafts_menu(card, Press("draft", 0, verb, "again"), _("Reopen one that you gave up"), given_up)
    return card


def _drafts_menu(card: Card, press: Press, placeholder: str, shown: Sequence[DraftLine]) -> None:
    if shown:
        row: discord.ui.ActionRow[Card] = discord.ui.ActionRow()
        options = [(str(one.id), choice_name(one.label), _(_STATES[one.state])) for one in shown]
        row.add_item(select(press, placeholder, options))
        card.box.add_item(row)
