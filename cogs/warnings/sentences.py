"""How strong a warning is and what members say of it, in words. Pure."""

from __future__ import annotations

from cogs.ui.language import _, counted
from cogs.ui.terms import term
from data.models import Manner, Severity
from data.warnings.crowd import Voice, Voices, contradicts, meant


def strength(severity: Severity | None) -> str:
    """`severe`, or that nobody says."""
    return term(severity) if severity else _("strength not stated")


def strength_and_manner(severity: Severity | None, how: Manner | None) -> str:
    """`severe, shown`"""
    return f"{strength(severity)}, {term(how)}" if how else strength(severity)


def agreement(voices: Voices, severity: Severity | None) -> str:
    """All voices in one phrase, most first: `9 say moderate, 4 say mild`; empty when nobody has said anything."""
    said: dict[str, int] = {}
    for voice in Voice:
        if number := voices.count(voice):
            words = _opinion(voice, severity)
            said[words] = said.get(words, 0) + number
    ranked = sorted(said.items(), key=lambda item: -item[1])
    return ", ".join(
        counted(number, "{count} says {opinion}", "{count} say {opinion}", opinion=words) for words, number in ranked
    )


def _opinion(voice: Voice, severity: Severity | None) -> str:
    if severity is Severity.NONE and contradicts(voice, severity):
        return _("there is some")
    if voice is Voice.WORSE and severity is Severity.SEVERE:
        return _("worse than severe")
    if voice is Voice.MILDER and severity is Severity.MILD:
        return _("less than mild")
    level = meant(voice, severity)
    return term(level) if level else _("yes")  # a yes to a warning that does not say how strong it is
