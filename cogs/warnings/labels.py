"""Warnings by name alone, as a card shows them to everybody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cogs.ui.language import _, counted
from cogs.ui.terms import term
from cogs.ui.text import escape, fit, shorten
from data.models import ContentWarning, Severity
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.listing import arrange

_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD)


def warning_labels(warnings: tuple[ContentWarning, ...], longest: int, cap: Cap = EVERYTHING) -> str:
    """What the film has, strongest first, and has not, without detail; labels that spoil are only counted."""
    if not warnings:
        return _("⚠️ **Warnings** Not recorded yet, which does not mean that there is nothing.")
    listing = arrange(warnings, cap)
    lines = list(_by_severity(listing.present)) or [_("nothing that can be named here")]
    if listing.absent:
        lines.append(shorten(_("**None of:** {topics}").format(topics=_topics(listing.absent)), 200))
    if folded := len(listing.folded):
        lines.append(
            counted(
                folded, "-# and {count} more that gives the plot away", "-# and {count} more that give the plot away"
            )
        )
    if held_back := listing.held_back:
        lines.append(
            counted(
                held_back,
                "-# and {count} that is stronger than this channel shows",
                "-# and {count} that are stronger than this channel shows",
            )
        )
    return fit([_("⚠️ **Warnings**"), *lines], longest, _("-# and more under Warnings"))


def _by_severity(warnings: tuple[ContentWarning, ...]) -> Iterator[str]:
    for severity in _STRONGEST_FIRST:
        if here := [w for w in warnings if w.severity is severity]:
            strength = term(severity).capitalize() if severity else _("Strength not stated")
            yield shorten(f"**{strength}:** {_topics(here)}", 400)


def _topics(warnings: Iterable[ContentWarning]) -> str:
    return ", ".join(dict.fromkeys(escape(w.topic) for w in warnings))
