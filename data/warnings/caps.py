"""How much of a film's warnings a channel shows. What is held back is counted, never passed over as if it were not."""

from __future__ import annotations

from collections.abc import Iterable

from data.models import ContentWarning, Model, Severity

_LEVELS = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)


class Cap(Model):
    """What a channel, or a whole server, allows to be shown in front of everybody."""

    highest: Severity = Severity.SEVERE
    """Warnings above this are only counted."""
    details: bool = True
    """Whether details may be opened."""


EVERYTHING = Cap()
CHILDREN = Cap(highest=Severity.MILD, details=False)
"""What a server for children is offered to begin with."""


class Capped(Model):
    """A film's warnings as a channel may show them."""

    shown: tuple[ContentWarning, ...]
    held_back: int = 0
    """How many are not shown here. A card says so: a film must not look harmless because its worst is hidden."""


def cap_of(channel: Cap | None, server: Cap | None) -> Cap:
    """The cap that holds in a channel: its own, else its server's, else everything is shown."""
    return channel or server or EVERYTHING


def allows(cap: Cap, warning: ContentWarning) -> bool:
    """Whether a warning may be shown. One whose severity is not stated may be severe, and is shown where those are."""
    return allows_strength(cap, warning.severity)


def allows_strength(cap: Cap, severity: Severity | None) -> bool:
    """The same of a strength alone."""
    return _LEVELS.index(severity or Severity.SEVERE) <= _LEVELS.index(cap.highest)


def apply(cap: Cap, warnings: Iterable[ContentWarning]) -> Capped:
    """The warnings a channel may show, in their order, without details where those are not allowed."""
    every = tuple(warnings)
    shown = tuple(warning for warning in every if allows(cap, warning))
    if not cap.details:
        shown = tuple(warning.model_copy(update={"detail": None}) for warning in shown)
    return Capped(shown=shown, held_back=len(every) - len(shown))
