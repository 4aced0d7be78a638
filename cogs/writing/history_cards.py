"""What changed and who did it: a review's revisions, the difference of two texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.utils import format_dt

from cogs.ui.cards import OPEN, Card
from cogs.ui.fields import field_name
from cogs.ui.language import N_, _
from cogs.ui.pager import Pager
from cogs.ui.picks import select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.terms import in_words
from cogs.ui.text import escape, fit, pages, shorten, split
from cogs.writing.words import PART_NAMES
from data.drafts.differences import Change, Words, differences, state_changed
from data.models import FORMER_MEMBER, Review
from data.reviews.history import FoundRevision, RevisionHead
from data.reviews.revisions import BACK_TO, reverted_to

_LONGEST_RUN = 900
_WRAPS = {Change.ADDED: "**", Change.REMOVED: "~~"}
LEGEND = N_("-# ~~struck through~~: taken out · **bold**: put in")


def who(actor_id: int | None) -> str:
    """A person, or that it came from a file."""
    if actor_id == FORMER_MEMBER:
        return _("a former member")
    return f"<@{actor_id}>" if actor_id else _("from a file")


def history_card(film_id: int, label: str, newest_first: Sequence[RevisionHead]) -> Card:
    """The revisions of a review, the newest first, with a menu to see what each changed."""
    card = Card(colour=OPEN)
    card.text(_("### History: {film}").format(film=escape(label)))
    lines = []
    for one in newest_first:
        note = f" — {escape(shorten(note_words(one.note), 150))}" if one.note else ""
        lines.append(f"**{one.number}** {format_dt(one.made_at, 'f')} {who(one.actor_id)}, {_(one.state)}{note}")
    card.text(fit(lines, 3000, _("-# and {count} more in the menu")))
    options = [
        (
            str(one.number),
            _("Revision {number}").format(number=one.number),
            f"{one.made_at:%Y-%m-%d %H:%M} UTC, {_(one.state)}",
        )
        for one in newest_first
    ]
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    row.add_item(select(Press("revision", film_id, "open"), _("See what a revision changed"), options))
    card.box.add_item(row)
    return card


def note_words(note: str) -> str:
    """A note as somebody wrote it; the one that reverting leaves in the reader's language."""
    number = reverted_to(note)
    return note if number is None else _(BACK_TO).format(number=number)


def revision_card(film_id: int, found: FoundRevision, page: int = 0) -> Card:
    """What a revision changed, in pages, and the way back to it."""
    revision, before, number = found.revision, found.before, found.revision.number
    blocks = list(difference_blocks(before.review if before else None, revision.review))
    state = state_changed(before.review if before else None, revision.review)
    if state:
        blocks.insert(0, _("It became **{state}**.").format(state=_(state)))
    pager = Pager(pages(blocks or [_("The text did not change.")]), page)
    card = Card(colour=OPEN)
    made = f"{format_dt(revision.made_at, 'f')}, {who(revision.actor_id)}"
    head = _("### Revision {number}: {film}").format(number=number, film=escape(revision.review.film.label))
    card.text(f"{head}\n-# {made}")
    card.text(pager.here)
    card.text(f"{_(LEGEND)} · {pager.place}" if pager.several else _(LEGEND))
    pager.add_to(card, lambda to: Press("revision", film_id, "page", f"{number}.{to}"), arrows=False)
    buttons = [button(Press("revision", film_id, "history"), _("All revisions"), emoji="◀️")]
    if number != found.newest:
        label = _("Revert to revision {number}").format(number=number)
        buttons.append(
            button(Press("revision", film_id, "revert", str(number)), label, style=discord.ButtonStyle.danger)
        )
    card.row(*buttons)
    return card


def difference_blocks(before: Review | None, after: Review) -> Iterator[str]:
    """Each part that changed as blocks that fit a page."""
    for difference in differences(before, after, Words(field_name, in_words)):
        heading = f"**{_(PART_NAMES[difference.part])}**\n"
        text = ""
        for change, run in difference.runs:
            for piece in _pieces(change, run):
                if len(heading) + len(text) + len(piece) > 2900:
                    yield heading + text
                    heading, text = "", ""
                text += piece
        if text:
            yield heading + text


def _pieces(change: Change, run: str) -> Iterator[str]:
    """A run of words as marked-up pieces; marks do not reach over the end of a line, as Discord has it."""
    for line in run.splitlines(keepends=True):
        words = line.strip()
        end = "\n" if line.endswith("\n") else " "
        wrap = _WRAPS.get(change, "")
        for piece in split(words, _LONGEST_RUN) if words else ():
            yield f"{wrap}{piece}{wrap} "
        if end == "\n":
            yield "\n"
