"""What members say under a warning: yes, no, worse or milder; and when a moderator should look."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from data.models import Model, Severity

CONTRADICTIONS = 5
"""So many members who contradict a warning put it in the moderators' queue."""

_LEVELS = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)
Count = Annotated[int, Field(ge=0)]


class Voice(StrEnum):
    """What a member says of a warning. Under a warning of severity `none`, yes means: right, there is none."""

    YES = "yes"
    NO = "no"
    WORSE = "worse"
    MILDER = "milder"


class Voices(Model):
    """How many members say each. A member has one voice; the last one counts."""

    yes: Count = 0
    no: Count = 0
    worse: Count = 0
    milder: Count = 0

    def count(self, voice: Voice) -> int:
        """How many say it."""
        return {Voice.YES: self.yes, Voice.NO: self.no, Voice.WORSE: self.worse, Voice.MILDER: self.milder}[voice]

    @property
    def total(self) -> int:
        """How many say anything."""
        return sum(self.count(voice) for voice in Voice)


def meant(voice: Voice, severity: Severity | None) -> Severity | None:
    """The severity a voice stands for under a warning; None for a yes to a warning whose severity is not stated.

    Worse and milder are one step. Under `none` both no and worse say that there is some, so at least mild; where
    nothing is stated, worse and milder stand for the ends of the scale.
    """
    if severity is None:
        return {Voice.NO: Severity.NONE, Voice.WORSE: Severity.SEVERE, Voice.MILDER: Severity.MILD}.get(voice)
    if severity is Severity.NONE:
        return Severity.MILD if voice in {Voice.NO, Voice.WORSE} else Severity.NONE
    if voice is Voice.NO:
        return Severity.NONE
    step = {Voice.YES: 0, Voice.WORSE: 1, Voice.MILDER: -1}[voice]
    lowest = _LEVELS.index(Severity.MILD)  # milder than mild is still there: only "no" says that it is not
    return _LEVELS[min(max(_LEVELS.index(severity) + step, lowest), len(_LEVELS) - 1)]


def contradicts(voice: Voice, severity: Severity | None) -> bool:
    """Whether a voice says something else than the warning. There is nothing milder than none."""
    return voice is not Voice.YES and not (severity is Severity.NONE and voice is Voice.MILDER)


def contradictions(voices: Voices, severity: Severity | None) -> int:
    """How many members contradict the warning."""
    return sum(voices.count(voice) for voice in Voice if contradicts(voice, severity))


def needs_moderator(voices: Voices, severity: Severity | None) -> bool:
    """Whether the warning belongs in the queue. The count starts anew with a revision that changes the warning."""
    return contradictions(voices, severity) >= CONTRADICTIONS


def suggested(voices: Voices, severity: Severity | None) -> Severity | None:
    """The severity that most of those who contradict stand for; of equals the stronger. None when they name none."""
    said: dict[Severity, int] = {}
    for voice in Voice:
        level = meant(voice, severity)
        if contradicts(voice, severity) and level is not None and level is not severity and voices.count(voice):
            said[level] = said.get(level, 0) + voices.count(voice)
    return max(said, key=lambda level: (said[level], _LEVELS.index(level)), default=None)
