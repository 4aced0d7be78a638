"""Which topics a plain text names, and where: the taxonomy's phrases against each other.

A synonym owns its words, so that "sexual assault" is not also an assault; a pattern shares them, so that a horse that
is shot is also gun violence; a generic phrase counts only where nothing more telling stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from data.taxonomy.phrases import beginnings, compiled, expression
from data.taxonomy.topics import Taxonomy, Topic, load

_WORDS = re.compile(r"\w+")
_NEGATOR = re.compile(r"\b(?:no|not|never|without|nobody|unable)\b")
_DENIED = re.compile(r"\b(?:not|never) (?:(?:\w+ly|ever|even|be|get) )?\w+$")
"""What a pattern describes is denied when its last word is: "cats do not die", not "a dog that is not his dies"."""

_NOT_SAVED = re.compile(
    r"\b(?:no|not|never|nobody|no one|none|neither|unable|fails?|failed|all but|whether|if|unless|until|few"
    r"|only (?:one|two|some|half|a few)) "
    r"(?:(?!(?:dies?|hurt|harmed|killed|but|and)\b)\w+ ){0,8}"
    r"(?:surviv\w+|lives?|ok|okay|fine|safe|unharmed|alive|saved|rescued|makes? it|pulls? through|recovers?)$"
)
"""Turns what says that nothing happens into its opposite: "a dog does not survive", "none of the dogs survive"."""

_NOT_ALL = re.compile(r"\b(?:only|all but|(?:not|no) more than) (?:\w+ ){1,5}(?:do|does|did) not die$")
"""So many are spared, and the others are not: "only one of the dogs does not die"."""


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
    wider: str | None = None
    """The wider topic that the words name, where `topic` is only what they mostly stand for."""

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
class Phrase:
    """A phrase of the taxonomy, ready to be looked for."""

    topic: str
    force: Force
    expression: re.Pattern[str]
    says_not: bool
    """Whether the phrase itself is made with a negation, "without consent", so that it denies nothing."""
    wider: str | None = None
    begins: frozenset[str] | None = None
    """The first two letters of what it matches, where they are known."""

    def matches(self, text: str) -> Iterator[Match]:
        """Where it stands in a plain text."""
        for found in self.expression.finditer(text):
            match = Match(self.topic, found.start(), found.end(), self.force, wider=self.wider)
            if self.force is not Force.DENIAL:
                denied = not self.says_not and _DENIED.search(found[0]) is not None
                yield replace(match, denied=denied and not _NOT_ALL.search(text[: found.end()]))
            elif _NOT_SAVED.search(text[: found.end()]) or _NOT_ALL.search(text[: found.end()]):
                yield replace(match, force=Force.PATTERN)
            else:
                yield replace(match, denied=True)


def matches(text: str) -> list[Match]:
    """The topics a plain text names, in reading order; a topic may be named more than once."""
    return read(text)[0]


def named_in(text: str, topics: frozenset[str]) -> bool:
    """Whether a plain text holds words of any of these topics, whatever else they may mean there."""
    begun = {word[:2] for word in _WORDS.findall(text)}
    likely = (phrase for phrase in _phrases_of(topics) if _may_stand(phrase, begun))
    return any(phrase.expression.search(text) for phrase in likely)


@lru_cache(maxsize=256)
def _phrases_of(topics: frozenset[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases() if phrase.topic in topics)


def read(text: str) -> tuple[list[Match], bool]:
    """The topics a plain text names, and whether there are turns of speech in it that name none."""
    begun = {word[:2] for word in _WORDS.findall(text)}
    found = [match for phrase in _that_may_stand(begun) for match in phrase.matches(text)]
    denials = [m for m in found if m.force is Force.DENIAL]
    kept = _without_owned([m for m in found if m.force is not Force.DENIAL] + denials)
    telling = [m for m in kept if m.force is not Force.GENERIC]
    generic = [m for m in kept if m.force is Force.GENERIC]
    kept = [_widened(m, generic) for m in telling] + [m for m in generic if not any(m.within(t) for t in telling)]
    kept = [m for m in kept if m.force is Force.DENIAL or not any(_denies(d, m) for d in denials)]
    named = sorted((m for m in kept if m.topic), key=lambda m: (m.start, -m.end))
    return named, any(not m.topic for m in found)


def _may_stand(phrase: Phrase, begun: set[str]) -> bool:
    return phrase.begins is None or not phrase.begins.isdisjoint(begun)


def _that_may_stand(begun: set[str]) -> list[Phrase]:
    """The phrases that may stand in a text whose words begin so, in the taxonomy's order."""
    every, by_beginning = phrases(), _by_beginning()
    numbers = set(by_beginning[""]).union(*(by_beginning.get(letters, ()) for letters in begun))
    return [every[number] for number in sorted(numbers)]


@lru_cache(maxsize=1)
def _by_beginning() -> dict[str, list[int]]:
    """The numbers of the phrases by what they may begin with; under nothing those that may begin with anything."""
    numbers: dict[str, list[int]] = {"": []}
    for number, phrase in enumerate(phrases()):
        for letters in phrase.begins if phrase.begins is not None else [""]:
            numbers.setdefault(letters, []).append(number)
    return numbers


def _widened(match: Match, generic: list[Match]) -> Match:
    """What a wider topic's words stand in is told of that topic: "no animals die" speaks of every animal."""
    wider = (g.wider for g in generic if g.wider and g.topic == match.topic and g.within(match))
    return replace(match, wider=next(wider, match.wider))


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
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of the taxonomy that Marquee ships with."""
    return tuple(_compiled(load()))


def _compiled(taxonomy: Taxonomy) -> Iterator[Phrase]:
    for written in taxonomy.false_friends:
        yield _phrase("", Force.FALSE_FRIEND, written, taxonomy)
    for topic in taxonomy.topics:
        yield from _of_topic(topic, taxonomy)


def _of_topic(topic: Topic, taxonomy: Taxonomy) -> Iterator[Phrase]:
    for force, every in (
        (Force.SYNONYM, topic.synonyms),
        (Force.PATTERN, topic.patterns),
        (Force.GENERIC, topic.generic),
        (Force.DENIAL, topic.denials),
    ):
        for written in every:
            yield _phrase(topic.id, force, written, taxonomy)
    for read_as, every in topic.reads.items():
        for written in every:
            yield _phrase(read_as, Force.GENERIC, written, taxonomy, wider=topic.id)


def _phrase(topic: str, force: Force, written: str, taxonomy: Taxonomy, wider: str | None = None) -> Phrase:
    found = expression(written, taxonomy.words)
    return Phrase(topic, force, compiled(found), bool(_NEGATOR.search(written)), wider, beginnings(found))
