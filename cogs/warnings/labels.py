"""Warnings by name alone, as a card shows them to everybody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cogs.ui.text import counted, escape, fit, shorten
from data.models import ContentWarning, Severity
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.listing import arrange

_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD)


def warning_labels(warnings: tuple[ContentWarning, ...], longest: int, cap: Cap = EVERYTHING) -> str:
    """What the film has, strongest first, and has not, without detail; labels that spoil are only counted."""
    if not warnings:
        return "⚠️ **Warnings** Not recorded yet, which does not mean that there is nothing."
    listing = arrange(warnings, cap)
    lines = list(_by_severity(listing.present)) or ["nothing that can be named here"]
    if listing.absent:
        lines.append(shorten(f"**None of:** {_topics(listing.absent)}", 200))
    if folded := len(listing.folded):
        lines.append(f"-# and {folded} more that {'give' if folded > 1 else 'gives'} the plot away")
    if listing.held_back:
        lines.append(f"-# and {counted(listing.held_back, 'that is', 'that are')} stronger than this channel shows")
    return fit(["⚠️ **Warnings**", *lines], longest, "-# and more under Warnings")


def _by_severity(warnings: tuple[ContentWarning, ...]) -> Iterator[str]:
    for severity in _STRONGEST_FIRST:
        if here := [w for w in warnings if w.severity is severity]:
            yield shorten(f"**{(severity or 'strength not stated').capitalize()}:** {_topics(here)}", 400)


def _topics(warnings: Iterable[ContentWarning]) -> str:
    return ", ".join(dict.fromkeys(escape(w.topic) for w in warnings))
