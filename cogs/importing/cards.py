"""What was understood of a file or a message, and what was not, before anything is published. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import discord

from cogs.reviews.lines import facts_line, verdict_line
from cogs.ui.cards import Card
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import counted, escape, fit, shorten
from cogs.writing.words import missing_words
from data import drafts as writing
from data.errors import Problem
from data.formats import Draft as ReadDraft
from data.models import Review


@dataclass(frozen=True)
class Imported:
    """A draft that was kept, and what reading it had to say."""

    draft: writing.Draft
    read: ReadDraft
    was_there: bool = False
    """Whether an earlier import of the same text had left it."""


def imported_card(source: str, imported: Sequence[Imported], problems: Sequence[Problem] = ()) -> Card:
    """What became of a file: one draft in full, or several in a list. `problems` are those of the file."""
    if len(imported) == 1:
        return _one(source, imported[0], problems)
    return _several(source, imported, problems)


def unread_card(source: str, problems: Sequence[Problem]) -> Card:
    """Why a file or a message gave no draft."""
    card = Card()
    card.text(f"### No review in {escape(shorten(source, 200))}")
    card.text(_problems(problems, 2500) or "I found nothing in it that reads like a review.")
    card.text("-# I read Markdown, JSON, CSV, and review pages as text or saved HTML, up to 5 MB. Nothing was changed.")
    return card


def kept_card(draft: writing.Draft) -> Card:
    """The answer to "Keep as draft"."""
    card = Card()
    card.text(
        f"### Kept as a draft: {escape(draft.review.film.label)}\nNothing is published. /reviews drafts finds it."
    )
    card.row(button(Press("draft", draft.id, "panel"), "Go on writing", emoji="📝", style=discord.ButtonStyle.primary))
    return card


def discarded_card(labels: Sequence[str], draft_id: int | None = None) -> Card:
    """The answer to "Discard"; with the way back if it was one draft."""
    card = Card()
    card.text(f"### Discarded\n{fit(map(escape, labels), 2500, '-# and {count} more')}\nNothing was published.")
    if draft_id is None:
        card.text("-# /reviews drafts finds what was given up last.")
    else:
        card.row(button(Press("draft", draft_id, "reopen"), "Reopen", emoji="↩️"))
    return card


def _one(source: str, imported: Imported, problems: Sequence[Problem]) -> Card:
    draft, review = imported.draft, imported.draft.review
    card = Card(review.verdict.tier if review.verdict else None)
    what = "It would revise the review that is here." if draft.base_revision else "It would be a new review."
    card.text(f"-# 📄 Draft from {escape(shorten(source, 150))}. {what}\n## {escape(review.film.label)}")
    about = "\n".join(filter(None, (escape(review.blurb or ""), facts_line(review.film))))
    if about:
        card.text(about)
    card.text(f"**Understood**\n{fit(_understood(review), 900, '-# and {count} more')}")
    lacking = writing.missing(review)
    if lacking:
        card.text(f"**Not found** {shorten(escape(', '.join(missing_words(lacking))), 500)}")
    wrong = _problems((*problems, *imported.read.problems), 600)
    if wrong:
        card.text(f"**Problems**\n{wrong}")
    if imported.read.left:
        card.text(f"**Left, since it has no place in a review**\n{_left(imported.read.left)}")
    card.row(
        button(Press("imported", draft.id, "keep"), "Keep as draft", emoji="📥", style=discord.ButtonStyle.success),
        button(Press("draft", draft.id, "preview"), "Preview", emoji="👁️"),
        button(Press("imported", draft.id, "discard"), "Discard", emoji="🗑️", style=discord.ButtonStyle.danger),
    )
    return card


def _understood(review: Review) -> Iterator[str]:
    if review.verdict:
        yield verdict_line(review).split("\n")[0].removeprefix("### ")
    if review.summary:
        yield f"- a summary of {len(review.summary):,} characters"
    for number, one, many in (
        (len(review.warnings), "warning", "warnings"),
        (len(review.sections), "section", "sections"),
        (len(review.film.characters), "character", "characters"),
        (len(review.recommendations), "recommendation", "recommendations"),
    ):
        if number:
            yield f"- {counted(number, one, many)}"
    if review.audience:
        yield "- who it is for"
    if review.overview:
        yield f"- an overview of {len(review.overview):,} characters"
    facts = [name for name, value in review.film if value and name not in {"title", "characters"}]
    yield f"- of the film, besides its title: {', '.join(facts).replace('_', ' ') or 'nothing'}"


def _several(source: str, imported: Sequence[Imported], problems: Sequence[Problem]) -> Card:
    card = Card()
    card.text(f"-# 📄 {escape(shorten(source, 150))}\n## {counted(len(imported), 'draft', 'drafts')}")
    card.text(fit((_line(one) for one in imported), 1700, "-# and {count} more"))
    wrong = _problems((*problems, *(problem for one in imported for problem in one.read.problems)), 1200)
    if wrong:
        card.text(f"**Problems**\n{wrong}")
    card.text("They are kept as drafts of yours. Nothing is published: /reviews drafts finds them.")
    if any(one.was_there for one in imported):
        return card  # between the first and the last of them there may be others
    ids = [one.draft.id for one in imported]
    card.row(
        button(
            Press("imported", min(ids), "discard", str(max(ids))),
            "Discard all of them",
            emoji="🗑️",
            style=discord.ButtonStyle.danger,
        )
    )
    return card


def _line(imported: Imported) -> str:
    problems, left = len(imported.read.problems), len(imported.read.left)
    notes = [counted(problems, "problem", "problems")] if problems else []
    notes += [counted(left, "line left", "lines left")] if left else []
    notes += ["would revise the review here"] if imported.draft.base_revision else []
    label = f"- **{escape(shorten(imported.draft.review.film.label, 120))}**"
    return f"{label} — {', '.join(notes)}" if notes else label


def _problems(problems: Iterable[Problem], longest: int) -> str:
    lines = []
    for one in problems:
        place = f"line {one.line}, " if one.line else ""
        lines.append(f"- {place}{escape(shorten(one.field, 60))}: {escape(shorten(one.expected, 200))}")
    return fit(lines, longest, "-# and {count} more")


def _left(left: Sequence[str]) -> str:
    lines = [f"- {escape(shorten(' '.join(text.split()), 200))}" for text in left]
    return fit(lines, 700, "-# and {count} more")
