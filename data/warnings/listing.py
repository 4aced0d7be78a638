"""A film's warnings as they are shown: by category, strongest first; what spoils folded, what is held back counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from data.models import ContentWarning, Model, Severity
from data.warnings.answering import Presence, TopicAnswer, answer, recorded, topics_labelled
from data.warnings.caps import Cap, apply
from data.warnings.placement import topics_of

_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD, Severity.NONE)
"""Not stated stands high: it may be anything."""


class Listing(Model):
    """What a channel may show of a film's warnings. What is in none of these is not known, which is not a no."""

    present: tuple[ContentWarning, ...] = ()
    """What the film has, categories with the strongest first, and in each the strongest first."""
    absent: tuple[ContentWarning, ...] = ()
    """What the review says the film has none of."""
    folded: tuple[ContentWarning, ...] = ()
    """What the film has, where the label alone gives the plot away."""
    folded_absent: tuple[ContentWarning, ...] = ()
    """What it has none of, where saying so gives the plot away."""
    held_back: int = 0
    """How many are stronger than the channel shows."""
    unnamed: int = 0
    """How many it has none of that a channel which holds the strong ones back does not name either."""


def key_of(warning: ContentWarning) -> str:
    """16 characters that stay the same until somebody changes what the warning says, other than its detail."""
    said = "\0".join((warning.topic.casefold(), warning.severity or "", warning.how or ""))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def gives_away(warning: ContentWarning) -> bool:
    """Whether the label alone tells a turn of the plot, by the review or by the taxonomy.

    That no dog dies is what people most want to be told: an absence is folded only if the review says that it spoils.
    """
    if warning.severity is Severity.NONE:
        return warning.spoils
    return warning.spoils or any(placed.spoils for placed in topics_of(warning))


def arrange(warnings: Iterable[ContentWarning], cap: Cap) -> Listing:
    """A film's warnings, as a channel with this cap shows them."""
    capped = apply(cap, warnings)
    present = [w for w in capped.shown if w.severity is not Severity.NONE]
    denied = [w for w in capped.shown if w.severity is Severity.NONE]
    absent = denied if cap.highest is Severity.SEVERE else []
    return Listing(
        present=_strongest_first(w for w in present if not gives_away(w)),
        absent=tuple(w for w in absent if not gives_away(w)),
        folded=_strongest_first(w for w in present if gives_away(w)),
        folded_absent=tuple(w for w in absent if gives_away(w)),
        held_back=capped.held_back,
        unnamed=len(denied) - len(absent),
    )


def _strongest_first(warnings: Iterable[ContentWarning]) -> tuple[ContentWarning, ...]:
    ranked = sorted(warnings, key=lambda w: _STRONGEST_FIRST.index(w.severity))
    categories = list(dict.fromkeys(w.category for w in ranked))
    return tuple(sorted(ranked, key=lambda w: categories.index(w.category)))


def answer_shown(topic: str, warnings: Iterable[ContentWarning], cap: Cap, unsure: Iterable[str] = ()) -> TopicAnswer:
    """What a review says of one topic, as far as the channel may show it; `unsure` are labels, as a review has them."""
    every, doubted = tuple(warnings), topics_labelled(unsure)
    whole = answer(topic, recorded(every), doubted)
    shown = answer(topic, recorded(apply(cap, every).shown), doubted)
    if (shown.presence, shown.severity) != (whole.presence, whole.severity):
        return TopicAnswer(topic=topic, presence=Presence.HELD_BACK)
    return shown
