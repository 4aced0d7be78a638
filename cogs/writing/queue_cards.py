"""The queue: what waits for a moderator, and one draft of it with what it would change."""

from __future__ import annotations

import discord
from discord.utils import format_dt

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _, counted
from cogs.ui.pager import Pager
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import escape, pages
from cogs.writing.history_cards import LEGEND, difference_blocks
from cogs.writing.panel_cards import drafts_card
from cogs.writing.words import missing_words
from data.drafts import Draft, DraftList, missing
from data.models import Review


def queue_card(drafts: DraftList, *, said: str = "") -> Card:
    """What waits, the longest waiting first."""
    card = drafts_card(
        drafts,
        _("Waiting for a moderator"),
        "review",
        _("Nothing waits. What is handed in comes here. /reviews requests shows what is wanted."),
    )
    if said:
        card.text(said)
    return card


def queued_card(draft: Draft, current: Review | None, page: int = 0, against: str = "") -> Card:
    """One waiting draft: against the review as it is, or whole if there is none.

    `against` is where its text speaks against its answers.
    """
    card = Card(colour=OPEN)
    blocks = list(difference_blocks(current, draft.review))
    pager = Pager(pages(blocks or [_("It changes nothing.")], 2500), page)
    if draft.suggested:
        kind = _("A suggestion by {person}, handed in {when}")
    else:
        kind = _("A draft by {person}, handed in {when}")
    handed_in = kind.format(person=f"<@{draft.owner_id}>", when=format_dt(draft.changed_at, "R"))
    card.text(f"### {escape(draft.review.film.label)}\n-# {handed_in}")
    lacking = missing(draft.review)
    if lacking:
        card.text(_("**Still missing:** {missing}").format(missing=", ".join(missing_words(lacking))))
    if against:
        card.text(against)
    card.text(pager.here)
    card.text(f"{_(LEGEND)} · {pager.place}")
    pager.add_to(card, lambda to: Press("draft", draft.id, "judge", str(to)), arrows=False)
    approve = Press("draft", draft.id, "approve", str(draft.version))
    card.row(
        button(Press("draft", draft.id, "look"), _("Preview"), emoji="👁️"),
        button(approve, _("Approve and publish"), emoji="📢", style=discord.ButtonStyle.success),
        button(Press("draft", draft.id, "sendback"), _("Send back"), emoji="↩️"),
        button(Press("draft", draft.id, "theirs"), _("Dismiss all of theirs"), emoji="🗑️"),
    )
    return card


def dismissal_card(draft: Draft, number: int) -> Card:
    """The question before everything that one member has in the queue is dismissed."""
    card = Card(colour=OPEN)
    waiting = counted(
        number,
        "{count} draft by {person} waits here.",
        "{count} drafts by {person} wait here.",
        person=f"<@{draft.owner_id}>",
    )
    after = _(
        "Dismissed, they leave the queue. Their writer finds them under /reviews drafts, among what was given up."
    )
    card.text(f"{_('### Dismiss all of theirs?')}\n{waiting} {after}")
    card.row(
        button(Press("draft", draft.id, "dismiss"), _("Dismiss all"), emoji="🗑️", style=discord.ButtonStyle.danger),
        button(Press("draft", draft.id, "judge", "0"), _("Back"), emoji="◀️"),
    )
    return card
