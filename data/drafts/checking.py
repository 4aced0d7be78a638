"""Answers to core questions held against a draft's own text: what it proposes, what it contradicts or denies not. Pure.

Before a film is reviewed members may have answered them: that is proposed as well, and for the writer to confirm.

Reading a long text takes a tenth of a second and more: call these in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.drafts.answers import NO, OPEN, TOPICS, Said, denied, present
from data.models import Review, Severity
from data.taxonomy.kinds import below
from data.taxonomy.mentions import Mention
from data.warnings.answering import Presence, TopicAnswer, answer, recorded, topics_labelled
from data.warnings.in_text import sentences_on
from data.warnings.members_say import NOBODY, Counts, members_answer, told

_YES = Said(presence=Presence.YES)
_READ = frozenset(one for topic in TOPICS for one in below(topic))


@dataclass(frozen=True)
class Proposal:
    """An answer that is proposed for a topic, and the sentence of the text, or the members, that it rests on."""

    said: Said
    sentence: str = ""
    members: int = 0
    """How many say so; 0 where it is the text that proposes it."""


@dataclass(frozen=True)
class Denial:
    """What could be denied, and what could not: with the sentence of the text, or what the warnings say of it."""

    topics: tuple[str, ...]
    in_text: dict[str, str]
    in_warnings: dict[str, TopicAnswer]


def proposals(review: Review, counts: Counts = NOBODY) -> dict[str, Proposal]:
    """By topic, what the text and members propose where the review says nothing yet. Nobody has confirmed it.

    A yes counts before a no, whoever says it; and what the text speaks of is not denied because members do.
    """
    spoken = present(review) | denied(review) | topics_labelled(review.unsure)
    read, said = sentences_on(review, _READ), recorded(review.warnings)
    found = {topic: _proposal(read, topic) for topic in TOPICS if topic in read}
    proposed = {topic: one for topic, one in found.items() if one.said != OPEN}
    for one in told(counts, Presence.YES):
        if one.topic not in proposed or proposed[one.topic].said == NO:
            proposed[one.topic] = Proposal(_YES, members=one.members)
    for one in told(counts, Presence.NO):
        is_there = answer(one.topic, said).presence is Presence.YES or _speaking(read, one.topic)
        if one.topic not in proposed and not is_there:
            proposed[one.topic] = Proposal(NO, members=one.members)
    left = {topic: proposed[topic] for topic in TOPICS if topic in proposed and topic not in spoken}
    return {topic: made for topic, made in left.items() if made.said != NO or not _is_there(topic, counts)}


def _is_there(topic: str, counts: Counts) -> bool:
    """Whether members say yes to it or to a kind of it, against which no text denies it."""
    return members_answer(topic, counts).presence is Presence.YES


def _proposal(read: dict[str, list[Mention]], topic: str) -> Proposal:
    """A denial only where nothing in the text speaks of the topic or a kind of it otherwise."""
    first = next((one for one in read[topic] if one.severity is not Severity.NONE), read[topic][0])
    if first.severity is not Severity.NONE:
        said = Said(presence=Presence.YES, severity=first.severity, how=first.how)
        return Proposal(said, first.sentence)
    return Proposal(OPEN if _speaking(read, topic) else NO, first.sentence)


def denial(review: Review, topics: Iterable[str]) -> Denial:
    """Which of these topics can be denied: neither the review's warnings nor its text have them."""
    read, said = sentences_on(review, _READ), recorded(review.warnings)
    could: list[str] = []
    in_text: dict[str, str] = {}
    in_warnings: dict[str, TopicAnswer] = {}
    for topic in topics:
        known = answer(topic, said)
        if known.presence is Presence.YES:
            in_warnings[topic] = known
        elif sentence := _speaking(read, topic):
            in_text[topic] = sentence
        elif topic not in denied(review):
            could.append(topic)
    return Denial(tuple(could), in_text, in_warnings)


def spoken_against(review: Review) -> dict[str, str]:
    """By core topic that the text speaks of although it is denied or left open: the first sentence that does.

    What somebody is unsure of is answered: a text may leave it in doubt too.
    """
    said, unsure = recorded(review.warnings), topics_labelled(review.unsure)
    settled = (Presence.YES, Presence.UNSURE)
    asked = [topic for topic in TOPICS if answer(topic, said, unsure).presence not in settled]
    read = sentences_on(review, frozenset(one for topic in asked for one in below(topic)))
    return {topic: sentence for topic in asked if (sentence := _speaking(read, topic))}


def _speaking(read: dict[str, list[Mention]], topic: str) -> str | None:
    """The first sentence that says that a topic, or a kind of it, is there."""
    here = (one for kind in sorted(below(topic)) for one in read.get(kind, ()) if one.severity is not Severity.NONE)
    return next((one.sentence for one in here), None)
