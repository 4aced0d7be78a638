"""What was understood of a file or a message, and what was not, before anything is published. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import discord

from cogs.importing.lines import left_lines, understood
from cogs.reviews.lines import facts_line
from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _, counted, told
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.sentences import sentence
from cogs.ui.text import escape, fit, shorten
from cogs.writing.words import FIRST_QUESTIONS, missing_words
from data import drafts as writing
from data.errors import InvalidChange, Problem
from data.formats import Draft as ReadDraft


@dataclass(frozen=True)
class Imported:
    """A draft that was kept, and what reading it had to say."""

    draft: writing.Draft
    read: ReadDraft
    was_there: bool = False
    """Whether an earlier import of the same text had left it."""


def imported_card(
    source: str, imported: Sequence[Imported], problems: Sequence[Problem] = (), left_out: str = ""
) -> Card:
    """What became of a file: one draft in full, or several in a list. `problems` are those of the file.

    `left_out` tells of what there was no room for.
    """
    if len(imported) == 1:
        return _one(source, imported[0], problems, left_out)
    return _several(source, imported, problems, left_out)


def left_out_line(number: int, refusal: InvalidChange) -> str:
    """How many reviews of a file were not taken, why, and what to do about it."""
    left = counted(number, "{count} review of it is left out.", "{count} reviews of it are left out.")
    again = _("Then import the file again: what is a draft of yours already is not taken twice.")
    return f"{left} {sentence(refusal)} {again}"


def unread_card(source: str, problems: Sequence[Problem]) -> Card:
    """Why a file or a message gave no draft."""
    card = Card(colour=OPEN)
    card.text(_("### No review in {source}").format(source=escape(shorten(source, 200))))
    card.text(_problems(problems, 2500) or _("I found nothing in it that reads like a review."))
    card.text(
        _("-# I read Markdown, JSON, CSV, and review pages as text or saved HTML, up to 5 MB. Nothing was changed.")
    )
    return card


def kept_card(draft: writing.Draft) -> Card:
    """The answer to "Keep as draft"."""
    card = Card(colour=OPEN)
    card.text(
        _("### Kept as a draft: {film}\nNothing is published. /reviews drafts finds it.").format(
            film=escape(draft.review.film.label)
        )
    )
    card.row(
        button(Press("draft", draft.id, "panel"), _("Go on writing"), emoji="📝", style=discord.ButtonStyle.primary)
    )
    return card


def discarded_card(labels: Sequence[str], draft_id: int | None = None) -> Card:
    """The answer to "Discard"; with the way back if it was one draft."""
    card = Card(colour=OPEN)
    films = fit(map(escape, labels), 2500, _("-# and {count} more"))
    card.text(_("### Discarded\n{films}\nNothing was published.").format(films=films))
    if draft_id is None:
        card.text(_("-# /reviews drafts finds what was given up last."))
    else:
        card.row(button(Press("draft", draft_id, "reopen"), _("Reopen"), emoji="↩️"))
    return card


def _one(source: str, imported: Imported, problems: Sequence[Problem], left_out: str) -> Card:
    draft, review = imported.draft, imported.draft.review
    card = Card(review.verdict.tier if review.verdict else None)
    if draft.base_revision:
        head = _("-# 📄 Draft from {source}. It would revise the review that is here.\n## {film}")
    else:
        head = _("-# 📄 Draft from {source}. It would be a new review.\n## {film}")
    card.text(head.format(source=escape(shorten(source, 150)), film=escape(review.film.label)))
    about = "\n".join(filter(None, (escape(review.blurb or ""), facts_line(review.film))))
    if about:
        card.text(about)
    card.text("\n".join((_("**Understood**"), fit(understood(review), 900, _("-# and {count} more")))))
    lacking = writing.missing(review)
    if lacking:
        said = ", ".join(missing_words(lacking))
        card.text(_("**Not found** {missing}").format(missing=shorten(escape(said), 500)))
    wrong = _problems((*problems, *imported.read.problems), 600)
    if wrong:
        card.text(_("**Problems**\n{problems}").format(problems=wrong))
    if imported.read.left:
        card.text(
            _("**Left, since it has no place in a review**\n{lines}").format(lines=left_lines(imported.read.left))
        )
    if left_out:
        card.text(left_out)
    card.row(
        button(Press("imported", draft.id, "keep"), _("Keep as draft"), emoji="📥", style=discord.ButtonStyle.success),
        button(Press("draft", draft.id, "questions", FIRST_QUESTIONS), _("Core questions"), emoji="☑️"),
        button(Press("draft", draft.id, "preview"), _("Preview"), emoji="👁️"),
        button(Press("imported", draft.id, "discard"), _("Discard"), emoji="🗑️", style=discord.ButtonStyle.danger),
    )
    return card


def _several(source: str, imported: Sequence[Imported], problems: Sequence[Problem], left_out: str) -> Card:
    card = Card(colour=OPEN)
    drafts = counted(len(imported), "{count} draft", "{count} drafts")
    card.text(f"-# 📄 {escape(shorten(source, 150))}\n## {drafts}")
    card.text(fit((_line(one) for one in imported), 1700, _("-# and {count} more")))
    wrong = _problems((*problems, *(problem for one in imported for problem in one.read.problems)), 1200)
    if wrong:
        card.text(_("**Problems**\n{problems}").format(problems=wrong))
    card.text(_("They are kept as drafts of yours. Nothing is published: /reviews drafts finds them."))
    if left_out:
        card.text(left_out)
    if any(one.was_there for one in imported):
        return card  # between the first and the last of them there may be others
    ids = [one.draft.id for one in imported]
    card.row(
        button(
            Press("imported", min(ids), "discard", str(max(ids))),
            _("Discard all of them"),
            emoji="🗑️",
            style=discord.ButtonStyle.danger,
        )
    )
    return card


def _line(imported: Imported) -> str:
    problems, left = len(imported.read.problems), len(imported.read.left)
    notes = [counted(problems, "{count} problem", "{count} problems")] if problems else []
    notes += [counted(left, "{count} line left", "{count} lines left")] if left else []
    notes += [_("would revise the review here")] if imported.draft.base_revision else []
    label = f"- **{escape(shorten(imported.draft.review.film.label, 120))}**"
    return f"{label} — {', '.join(notes)}" if notes else label


def _problems(problems: Iterable[Problem], longest: int) -> str:
    lines = []
    for one in problems:
        place = _("line {number}, ").format(number=one.line) if one.line else ""
        lines.append(f"- {place}{escape(shorten(one.field, 60))}: {escape(shorten(told(one.expected), 200))}")
    return fit(lines, longest, _("-# and {count} more"))
