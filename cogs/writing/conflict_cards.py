"""Two people changed one review: both versions, part by part, and the choice."""

from __future__ import annotations

from typing import Any

import discord
from discord.utils import format_dt

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _
from cogs.ui.pager import Pager
from cogs.ui.picks import select
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import escape, pages
from cogs.writing.history_cards import difference_blocks, who
from cogs.writing.words import PART_NAMES
from data.drafts import Draft, conflicting_parts, differing_parts
from data.models import Review
from data.reviews.history import Revision


def conflict_card(draft: Draft, theirs: Revision, base: Review | None, page: int = 0) -> Card:
    """What is different between one's draft and what somebody else saved meanwhile, and the three ways on.

    Struck through is theirs, bold is mine. Nothing has been written.
    """
    card = Card(colour=OPEN)
    card.text(
        _(
            "### Somebody was faster: {film}\n"
            "{person} saved revision {number} {when}, after you had begun. Nothing is overwritten: choose."
        ).format(
            film=escape(draft.review.film.label),
            person=who(theirs.actor_id),
            number=theirs.number,
            when=format_dt(theirs.made_at, "R"),
        )
    )
    both = conflicting_parts(draft.review, theirs.review, base)
    card.text(_overview(draft, theirs, base))
    blocks = list(difference_blocks(theirs.review, draft.review))
    pager = Pager(pages(blocks or [_("Both texts are the same.")], 2500), page)
    card.text(pager.here)
    legend = _("-# ~~struck through~~: only in theirs · **bold**: only in yours")
    card.text(f"{legend} · {pager.place}")
    number = str(theirs.number)
    pager.add_to(card, lambda to: Press("draft", draft.id, "versions", f"{number}.{to}"), arrows=False)
    if both:
        options = [(part.value, _("{part}: take mine").format(part=_(PART_NAMES[part])), "") for part in both]
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
        press = Press("draft", draft.id, "merge", number)
        row.add_item(select(press, _("Merge: choose the parts to take from yours"), options, most=len(both)))
        card.box.add_item(row)
    card.row(
        button(Press("draft", draft.id, "keepmine", number), _("Keep mine"), style=discord.ButtonStyle.primary),
        button(Press("draft", draft.id, "keeptheirs", number), _("Keep theirs"), style=discord.ButtonStyle.primary),
        button(Press("draft", draft.id, "mergerest", number), _("Merge, theirs where both changed")),
    )
    return card


def _overview(draft: Draft, theirs: Revision, base: Review | None) -> str:
    both = conflicting_parts(draft.review, theirs.review, base)
    mine = set(differing_parts(draft.review, base)) - set(both) if base else set()
    other = set(differing_parts(theirs.review, base)) - set(both) if base else set()
    lines = [
        f"**{what}:** {', '.join(_(PART_NAMES[part]) for part in PART_NAMES if part in parts)}"
        for what, parts in ((_("Changed by both"), set(both)), (_("Only by you"), mine), (_("Only by them"), other))
        if parts
    ]
    return "\n".join(lines) or _("Both texts are the same.")
