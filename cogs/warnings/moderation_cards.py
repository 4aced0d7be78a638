"""What moderators see: the queue of warnings, one at a time, and what each channel shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from cogs.ui.cards import Card
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.text import counted, escape, fit, spoiler
from cogs.warnings.cards import STRENGTHS, covered, strength
from data.models import Severity
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.channel_caps import SERVER
from data.warnings.crowd import agreement, suggested
from data.warnings.queue import Queued
from data.warnings.voices import Kind

_COLOUR = 0x5865F2


def queue_card(waiting: Sequence[Queued], labels: Mapping[int, str], position: int = 0, said: str = "") -> Card:
    """One thing to decide, and how many there are. `said` is what became of the one before."""
    card = Card(colour=_COLOUR)
    if said:
        card.text(said)
    if not waiting:
        card.text("### Warnings to look at\nNone. What members contradict or propose comes here.")
        return card
    position = min(max(position, 0), len(waiting) - 1)
    item = waiting[position]
    label = labels.get(item.film_id, "a film whose review is gone")
    card.text(f"-# Warnings to look at: {position + 1} of {len(waiting)}\n### {escape(label)}")
    if item.kind == Kind.PROPOSED:
        _add_proposal(card, item)
    else:
        _add_contradiction(card, item)
    row = [button(Press("queue", item.id, "dismiss"), "Dismiss", emoji="✖️")]
    if len(waiting) > 1:
        row.append(button(Press("queue", item.id, "turn", str((position + 1) % len(waiting))), "Next", emoji="▶️"))
    card.row(*row)
    return card


def _add_proposal(card: Card, item: Queued) -> None:
    warning = item.warning
    said = ", ".join(filter(None, (strength(warning.severity), warning.how)))
    card.text(f"A member proposes: **{covered(warning)}** ({said})\n-# {escape(warning.category)}")
    if warning.detail:
        card.text(spoiler(warning.detail))
    card.row(button(Press("queue", item.id, "accept"), "Accept", emoji="✔️", style=discord.ButtonStyle.success))


def _add_contradiction(card: Card, item: Queued) -> None:
    warning = item.warning
    said = agreement(item.voices, warning.severity)
    card.text(f"**{covered(warning)}**: the review says {strength(warning.severity)}.\n**Members** {said}")
    best = suggested(item.voices, warning.severity)
    card.row(
        *(
            button(
                Press("queue", item.id, "accept", severity),
                f"Make it {severity}",
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
    card = Card(colour=_COLOUR)
    lines = [f"- Everywhere else: {_said(caps.get(SERVER, EVERYTHING))}"]
    lines += [f"- <#{channel_id}>: {_said(cap)}" for channel_id, cap in caps.items() if channel_id != SERVER]
    number = counted(len(caps), "rule", "rules") if caps else "no rules yet"
    card.text(fit([f"### What is shown of warnings here\n-# {number}", *lines], 3000, "-# and {count} more"))
    card.text("-# Age-restricted channels show everything, unless they have a rule of their own.")
    return card


def _said(cap: Cap) -> str:
    highest = {
        Severity.NONE: "only what a film has none of",
        Severity.MILD: "mild warnings",
        Severity.MODERATE: "warnings up to moderate",
        Severity.SEVERE: "all warnings",
    }[cap.highest]
    return f"{highest}, {'with' if cap.details else 'without'} details"
