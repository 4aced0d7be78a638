"""The one answer to "is it in this film?": whatever shows, marks, filters or counts asks here and nowhere else. Pure.

What is recorded of a topic answers what is wider: a child dies, so someone dies. What is denied of it answers what is
narrower: no animal dies, so no dog does. A topic that is recorded in its own words leaves open which kind is meant, so
its kinds are a perhaps. Everything else is not known, and never a "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from data.models import WEAKEST_FIRST, ContentWarning, Manner, Model, Severity
from data.taxonomy import load
from data.taxonomy.kinds import below, denying, wider
from data.warnings.placement import Placed, topics_of


class Presence(StrEnum):
    """Whether a film has something. No, perhaps and not known are three answers."""

    YES = "yes"
    NO = "no"
    PERHAPS = "perhaps"
    """Something wider is recorded, and the review does not say whether it is this."""
    UNSURE = "unsure"
    """Whoever wrote the review says that they do not remember it for certain."""
    NOT_KNOWN = "not known"
    HELD_BACK = "held back"
    """It is known, and stronger than the channel shows."""


class TopicAnswer(Model):
    """The answer to one topic. `severity` and `how` are of the strongest that it rests on; None is not stated."""

    topic: str
    presence: Presence
    severity: Severity | None = None
    how: Manner | None = None
    rests_on: tuple[Placed, ...] = ()
    """What of the review it rests on, the strongest first; nothing where it is not known."""

    @property
    def spoils(self) -> bool:
        """Whether saying so gives the plot away."""
        return any(placed.spoils for placed in self.rests_on)


Recorded = Mapping[str, Placed]
"""What a review says of each topic in its own words, wider topics among them."""


def recorded(warnings: Iterable[ContentWarning]) -> Recorded:
    """What a review states. Of several warnings on a topic the strongest counts; vague words state only themselves."""
    strongest: dict[str, Placed] = {}
    for placed in (p for warning in warnings for p in topics_of(warning)):
        for topic in _stated(placed):
            known = strongest.get(topic, placed)
            strongest[topic] = max(known, placed, key=_strength)
    return strongest


def _stated(placed: Placed) -> Iterable[str]:
    if placed.wider is None:
        return (placed.topic,)
    return (placed.wider,) if load().topic(placed.wider).vague else (placed.wider, placed.topic)


def _strength(placed: Placed) -> int:
    return WEAKEST_FIRST.index(placed.severity)


def topics_labelled(labels: Iterable[str]) -> frozenset[str]:
    """The topics that a review names as unsure; a label that is none of the taxonomy is no topic."""
    return frozenset(topic.id for label in labels if (topic := load().labelled(label)))


def answer(topic: str, said: Recorded, unsure: Collection[str] = ()) -> TopicAnswer:
    """The answer to one topic from what a review records; `unsure` are the topics that it names as such.

    What counts, marks or filters asks without them: an unsure topic is not known there.
    """
    there = _present(said, below(topic))
    if there:
        return _answer(topic, Presence.YES, there)
    denied = [said[t] for t in sorted(denying(topic)) if t in said and not _present(said, below(t))]
    if denied:
        return _answer(topic, Presence.NO, denied)
    if topic in unsure:
        return TopicAnswer(topic=topic, presence=Presence.UNSURE)
    if perhaps := _present(said, wider(topic)):
        return _answer(topic, Presence.PERHAPS, perhaps)
    return TopicAnswer(topic=topic, presence=Presence.NOT_KNOWN)


def _present(said: Recorded, topics: Iterable[str]) -> list[Placed]:
    here = {id(said[t].warning): said[t] for t in sorted(topics) if t in said and said[t].severity is not Severity.NONE}
    return list(here.values())


def _answer(topic: str, presence: Presence, rests_on: list[Placed]) -> TopicAnswer:
    ranked = sorted(rests_on, key=lambda placed: (-_strength(placed), placed.topic != topic))
    first = ranked[0]
    return TopicAnswer(topic=topic, presence=presence, severity=first.severity, how=first.how, rests_on=tuple(ranked))
