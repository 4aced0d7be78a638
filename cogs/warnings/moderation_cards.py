"""What moderators see: the queue of warnings, one at a time, and what each channel shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from cogs.ui.cards import OPEN, Card
from cogs.ui.language import _, counted
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import escape, fit, spoiler
from cogs.warnings.cards import STRENGTHS, covered
from cogs.warnings.lines import agreement, strength, strength_and_manner
from data.models import Severity
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.channel_caps import SERVER
from data.warnings.crowd import suggested
from data.warnings.queue import Queued, Waiting
from data.warnings.voices import Kind


def queue_card(waiting: Waiting, labels: Mapping[int, str], said: str = "") -> Card:
    """One thing to decide, and how many there are. `said` is what became of the one before."""
    card = Card(colour=OPEN)
    if said:
        card.text(said)
    if waiting.item is None:
        nothing = _("None. What members contradict or propose comes here.")
        card.text("\n".join((_("### Warnings to look at"), nothing)))
        return card
    item, position = waiting.item, waiting.position
    label = labels.get(item.film_id, _("a film whose review is gone"))
    place = _("-# Warnings to look at: {number} of {all}").format(number=position + 1, all=waiting.total)
    card.text(f"{place}\n### {escape(label)}")
    if item.kind in (Kind.PROPOSED, Kind.MENTIONED):
        _add_proposal(card, item)
    else:
        _add_contradiction(card, item)
    row = [button(Press("queue", item.id, "dismiss"), _("Dismiss"), emoji="✖️")]
    if waiting.total > 1:
        row.append(button(Press("queue", item.id, "turn", str((position + 1) % waiting.total)), _("Next"), emoji="▶️"))
    if item.kind == Kind.PROPOSED:
        row.append(button(Press("queue", item.id, "theirs"), _("Dismiss all of theirs"), emoji="🗑️"))
    card.row(*row)
    return card


def dismissal_card(item_id: int, number: int) -> Card:
    """The question before everything that one member proposed is dismissed."""
    card = Card(colour=OPEN)
    waiting = counted(
        number, "{count} proposal of this member waits here.", "{count} proposals of this member wait here."
    )
    after = _("Dismissed, they leave the queue, and the reviews stay as they are.")
    card.text(f"{_('### Dismiss all of theirs?')}\n{waiting} {after}")
    card.row(
        button(Press("queue", item_id, "dismissed"), _("Dismiss all"), emoji="🗑️", style=discord.ButtonStyle.danger),
        button(Press("queue", item_id, "turn", "0"), _("Back"), emoji="◀️"),
    )
    return card


def _add_proposal(card: Card, item: Queued) -> None:
    warning = item.warning
    says = _("A member proposes: **{warning}** ({strength})")
    if item.kind == Kind.MENTIONED:
        says = _("The review's text mentions it, its warnings do not: **{warning}** ({strength})")
    proposed = says.format(warning=covered(warning), strength=strength_and_manner(warning.severity, warning.how))
    card.text(f"{proposed}\n-# {escape(warning.category)}")
    if warning.detail:
        card.text(spoiler(warning.detail))
    card.row(button(Press("queue", item.id, "accept"), _("Accept"), emoji="✔️", style=discord.ButtonStyle.success))


def _add_contradiction(card: Card, item: Queued) -> None:
    warning = item.warning
    review = _("**{warning}**: the review says {strength}.").format(
        warning=covered(warning), strength=strength(warning.severity)
    )
    members = _("**Members** {opinions}").format(opinions=agreement(item.voices, warning.severity))
    card.text(f"{review}\n{members}")
    best = suggested(item.voices, warning.severity)
    card.row(
        *(
            button(
                Press("queue", item.id, "accept", severity),
                _("Make it {strength}").format(strength=term(severity)),
                emoji=emoji,
                style=discord.ButtonStyle.success if severity is best else discord.ButtonStyle.secondary,
                disabled=severity is warning.severity,
            )
            for severity, emoji in STRENGTHS.items()
            if severity
        )
    )


def caps_card(caps: Mapping[int, Cap]) -> Card:
    """What is shown where."""
    card = Card(colour=OPEN)
    lines = [_("- Everywhere else: {rule}").format(rule=_said(caps.get(SERVER, EVERYTHING)))]
    lines += [f"- <#{channel_id}>: {_said(cap)}" for channel_id, cap in caps.items() if channel_id != SERVER]
    number = (
        counted(len(caps), "{count} rule", "{count} rules")
        if caps
        else _("no rules yet; name a channel, and how much it may show, to make one")
    )
    head = _("### What is shown of warnings here")
    card.text(fit([f"{head}\n-# {number}", *lines], 3000, _("-# and {count} more")))
    card.text(_("-# Age-restricted channels show everything, unless they have a rule of their own."))
    return card


def _said(cap: Cap) -> str:
    highest = {
        Severity.NONE: _("only what a film has none of"),
        Severity.MILD: _("mild warnings"),
        Severity.MODERATE: _("warnings up to moderate"),
        Severity.SEVERE: _("all warnings"),
    }[cap.highest]
    said = _("{warnings}, with details") if cap.details else _("{warnings}, without details")
    return said.format(warnings=highest)
