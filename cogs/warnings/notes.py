"""What a film has of a member's own list, in a line that only they may read. Pure.

Whoever shows a note shows it to that member alone: on a card only they see, or as a message only they see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cogs.ui.language import _, counted
from cogs.ui.text import choice_name, escape, fit, spoiler
from cogs.warnings.sentences import strength_and_manner
from data.models import StoredReview
from data.taxonomy import load
from data.warnings.personal import Answer, Check, Finding, PersonalList, check

LONGEST = 450
"""Characters of a note, for which the cards it stands on leave room."""

_MOST_NAMED = 3


def film_note(personal: PersonalList, stored: StoredReview) -> str | None:
    """Whether the film has any of their topics; None for a member without a list."""
    if not personal.wishes:
        return None
    found = check(personal, stored.review.warnings)
    return fit([_("🔔 **Your list** {answer}").format(answer=_overall(found)), *_rest(found)], LONGEST, "")


def _overall(found: Check) -> str:
    met = found.having(Answer.MEETS)
    if met:
        return _("It has {topics}.").format(topics=_few([_met(finding) for finding in met]))
    unknown = len(found.having(Answer.NOT_KNOWN))
    if unknown == len(found.findings):
        return _("Not known: the review speaks of none of your topics.")
    if unknown:
        return _("The review names nothing on it.")
    return _("The review says: none of it, or less than you asked to be told of.")


def _rest(found: Check) -> Iterator[str]:
    unknown = found.having(Answer.NOT_KNOWN)
    if unknown and len(unknown) < len(found.findings):
        yield counted(
            len(unknown),
            "-# Not known: {count} topic of yours, which is not a “no”.",
            "-# Not known: {count} topics of yours, which is not a “no”.",
        )
    if found.unplaced:
        yield counted(
            found.unplaced,
            "-# {count} warning of the review could not be compared: see Warnings.",
            "-# {count} warnings of the review could not be compared: see Warnings.",
        )


def _met(finding: Finding) -> str:
    """A label that gives the plot away is under a bar, even though its topic was asked for."""
    label = load().topic(finding.topic).label
    named = spoiler(label) if finding.spoils else f"**{escape(label)}**"
    return f"{named} ({strength_and_manner(finding.severity, finding.how)})"


def recommendations_note(labels: Iterable[str]) -> str | None:
    """Which recommended films have something on their list."""
    named = [f"**{escape(choice_name(label, 60))}**" for label in labels]
    return _("🔔 **Your list** Something on it is in {films}.").format(films=_few(named)) if named else None


def _few(named: list[str]) -> str:
    first = ", ".join(named[:_MOST_NAMED])
    if len(named) <= _MOST_NAMED:
        return first
    return counted(len(named) - _MOST_NAMED, "{named} and {count} more", "{named} and {count} more", named=first)
