"""What a clause says about a warning besides its topic: how strong it is, how it appears, whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from data.models import Manner, Severity
from data.taxonomy.phrases import expression
from data.taxonomy.topics import load

_NEGATED_STRENGTH = re.compile(
    r"\b(?:no|not|never|nothing|without) (?:\w+ )?"
    r"(?:graphic|strong|explicit|severe|extreme|intense|excessive|heav|brutal|pervasive|relentless|horrific)"
)
"""What is "never graphic" may still be there; how strong it is instead is not said."""

_HOW_CLEARLY = re.compile(r"\b(?:heavily|strongly|clearly|explicitly) (?=implied|hinted|suggested|alluded|referenced)")
"""Says how plainly something is hinted at, not how strong it is."""

_REACH = {"not": 1, "never": 1, "nothing": 1, "without": 1, "nobody": 0, "no one": 0}
_LONGEST_REACH = 2
"""A negation speaks of what follows within so many words, fillers aside. Further away it is likely to speak of
something else, "nobody knows who killed her", and to read a "no" into a text is the worse mistake."""
_FILLERS = re.compile(
    r"\b(?:(?:scene|instance|use|depiction|sign|image|portrayal|kind|sort|mention|trace|amount|form)s? of"
    r"|is|are|was|were|gets?|got|being|been|ever|really|actually|even|any|an?|the|all)\b"
)
_LIMITING = re.compile(
    r"\b(?:overt(?:ly)?|detailed|full|frontal|major|significant|serious(?:ly)?|real|actual|confirmed|clear(?:ly)?|obvious(?:ly)?"
    r"|outright|direct(?:ly)?|particular(?:ly)?|gratuitous|prolonged|lengthy|lasting|permanent|other|further|additional"
    r"|more|new|unnecessary|large|huge|big|main|central|special|proper|true|typical|constant|frequent|regular|much|fake|pretend)\b"
)
"""Who denies only this much or this kind of it has not denied that there is some: "no overt abuse"."""
_BADLY = re.compile(
    r"\b(?:seriously|badly|severely|gravely|graphically|brutally|explicitly|permanently|overtly|clearly)\b"
)
"""The same within the words that name it: "no animals are seriously hurt"."""
_ELSEWHERE = re.compile(r"\b(?:from|for|to|in|on(?! screen)|of|at|by|before|after|against|than|who|that|until|as)\b")
"""After such a word the negation has found what it denies: "no escape from torture"."""


@dataclass(frozen=True)
class Cues:
    """The vocabulary, compiled: one expression for each list of the taxonomy's `qualifiers`."""

    mild: re.Pattern[str]
    moderate: re.Pattern[str]
    severe: re.Pattern[str]
    seldom: re.Pattern[str]
    often: re.Pattern[str]
    implied: re.Pattern[str]
    mentioned: re.Pattern[str]
    shown: re.Pattern[str]
    negations: re.Pattern[str]
    not_negations: re.Pattern[str]
    negated_after: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The vocabulary of the taxonomy that Marquee ships with."""
    return Cues(**{name: _any_of(phrases) for name, phrases in load().qualifiers})


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(expression(phrase) for phrase in sorted(phrases, key=len, reverse=True)))


def severity(clause: str) -> Severity | None:
    """How strong a clause says it is; None when it does not say.

    How often something occurs is not how strong it is: "seldom" takes a stated "strong" down to moderate.
    Alone, seldom is read as mild and often as severe, since that is what people mean by "heavy" and "a little".
    """
    said = cues()
    clause = _HOW_CLEARLY.sub("", clause)
    if _NEGATED_STRENGTH.search(clause):
        return None
    seldom = said.seldom.search(clause) is not None
    stated = {
        Severity.MILD: said.mild.search(clause),
        Severity.MODERATE: said.moderate.search(clause),
        Severity.SEVERE: said.severe.search(clause),
    }
    for level, found in stated.items():
        if found:
            return Severity.MODERATE if level is Severity.SEVERE and seldom else level
    if seldom:
        return Severity.MILD
    return Severity.SEVERE if said.often.search(clause) else None


def manner(clause: str) -> Manner | None:
    """How a clause says it appears; None when it does not say. "Not shown" is implied."""
    said = cues()
    if said.implied.search(clause):
        return Manner.IMPLIED
    if said.mentioned.search(clause):
        return Manner.MENTIONED
    return Manner.SHOWN if said.shown.search(clause) else None


@dataclass(frozen=True)
class Negation:
    """A negation in front of a topic: is it the topic that is denied, or only a way of showing it?"""

    denies: bool
    unseen: bool = False
    """"No on-screen violence" says that there is some, out of sight."""


def negation(clause: str, start: int, end: int) -> Negation:
    """Read a clause for a "no" to the topic that stands in it from character `start` to before `end`."""
    said = cues()
    before, after = clause[:start], clause[end:]
    if said.negated_after.match(after.lstrip(" :,(")):
        return Negation(True)
    harmless = [found.span() for found in said.not_negations.finditer(clause)]
    for found in said.negations.finditer(before):
        between = before[found.end() :]
        if any(start <= found.start() < end for start, end in harmless) or not _reaches(found[0], between):
            continue
        if said.shown.search(between):
            return Negation(False, unseen=True)
        limits = said.severe.search(between) or said.moderate.search(between) or _LIMITING.search(between)
        return Negation(not (limits or _BADLY.search(clause[start:end])))
    return Negation(False)


def _reaches(negator: str, between: str) -> bool:
    """What stands behind a colon is told, not denied: "no happy ending: suicide"."""
    if ":" in between or ";" in between:
        return False
    between = _FILLERS.sub(" ", between)
    return len(between.split()) <= _REACH.get(negator, _LONGEST_REACH) and not _ELSEWHERE.search(between)
