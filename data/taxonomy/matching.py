"""Which topics a plain text names, and where: the taxonomy's phrases against each other.

A synonym owns its words, so that "sexual assault" is not also an assault; a pattern shares them, so that a horse that
is shot is also gun violence; a generic phrase counts only where nothing more telling stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from data.taxonomy.phrases import expression
from data.taxonomy.topics import Taxonomy, load

_NEGATOR = re.compile(r"\b(?:no|not|never|without|nobody|unable)\b")
_DENIED = re.compile(r"\b(?:not|never) (?:(?:\w+ly|ever|even|be|get) )?\w+$")
"""What a pattern describes is denied when its last word is: "cats do not die", not "a dog that is not his dies"."""

_NOT_SAVED = re.compile(
    r"\b(?:no|not|never|nobody|no one|unable|fails?|failed) (?:(?!(?:dies?|hurt|harmed|killed|but|and)\b)\w+ ){0,3}"
    r"(?:surviv\w+|lives?|ok|okay|fine|safe|unharmed|alive|saved|rescued|makes it|pulls through|recovers)$"
)
"""Turns what says that nothing happens into its opposite: "a dog does not survive", "no dogs survive"."""


class Force(IntEnum):
    """How a phrase stands towards others in the same place."""

    GENERIC = 0
    PATTERN = 1
    DENIAL = 2
    SYNONYM = 3
    FALSE_FRIEND = 4


@dataclass(frozen=True)
class Match:
    """A topic named in a text from character `start` to before `end`."""

    topic: str
    start: int
    end: int
    force: Force
    denied: bool = False
    """Whether the text says there that it does not happen."""

    def within(self, other: Match) -> bool:
        """Whether all of it lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Match) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start


@dataclass(frozen=True)
class _Phrase:
    topic: str
    force: Force
    expression: re.Pattern[str]
    says_not: bool
    """Whether the phrase itself is made with a negation, "without consent", so that it denies nothing."""

    def matches(self, text: str) -> Iterator[Match]:
        for found in self.expression.finditer(text):
            force = self.force
            if force is Force.DENIAL and _NOT_SAVED.search(text[: found.end()]):
                yield Match(self.topic, found.start(), found.end(), Force.PATTERN)
                continue
            denied = force is Force.DENIAL or bool(not self.says_not and _DENIED.search(found[0]))
            yield Match(self.topic, found.start(), found.end(), force, denied)


def matches(text: str) -> list[Match]:
    """The topics a plain text names, in reading order; a topic may be named more than once."""
    found = [match for phrase in _phrases() for match in phrase.matches(text)]
    denials = [m for m in found if m.force is Force.DENIAL]
    kept = _without_owned([m for m in found if m.force is not Force.DENIAL] + denials)
    telling = [m for m in kept if m.force is not Force.GENERIC]
    kept = telling + [m for m in kept if m.force is Force.GENERIC and not any(m.within(t) for t in telling)]
    kept = [m for m in kept if m.force is Force.DENIAL or not any(_denies(d, m) for d in denials)]
    return sorted((m for m in kept if m.topic), key=lambda m: (m.start, -m.end))


def _denies(denial: Match, match: Match) -> bool:
    return denial.topic == match.topic and denial.overlaps(match)


def _without_owned(found: Iterable[Match]) -> list[Match]:
    """Longest first: a match is out when a longer one owns its words, a false friend's even when it only overlaps."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (-m.length, -m.force)):
        owners = (o for o in kept if o.force >= Force.SYNONYM and o.topic != match.topic)
        if not any(_owned(match, owner) for owner in owners):
            kept.append(match)
    return kept


def _owned(match: Match, owner: Match) -> bool:
    if owner.force is Force.FALSE_FRIEND:
        return match.within(owner) or (match.overlaps(owner) and match.force < Force.SYNONYM)
    return match.within(owner) and match.length < owner.length and match.force is not Force.DENIAL


@lru_cache(maxsize=1)
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_compiled(load()))


def _compiled(taxonomy: Taxonomy) -> Iterator[_Phrase]:
    for phrase in taxonomy.false_friends:
        yield _phrase("", Force.FALSE_FRIEND, phrase, taxonomy)
    for topic in taxonomy.topics:
        for force, phrases in (
            (Force.SYNONYM, topic.synonyms),
            (Force.PATTERN, topic.patterns),
            (Force.GENERIC, topic.generic),
            (Force.DENIAL, topic.denials),
        ):
            for phrase in phrases:
                yield _phrase(topic.id, force, phrase, taxonomy)


def _phrase(topic: str, force: Force, phrase: str, taxonomy: Taxonomy) -> _Phrase:
    return _Phrase(topic, force, re.compile(expression(phrase, taxonomy.words)), bool(_NEGATOR.search(phrase)))
