"""Where a review's warnings stand on the taxonomy. A label of the taxonomy is taken at its word, other text is read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from data.models import WEAKEST_FIRST, ContentWarning, Manner, Model, Severity
from data.taxonomy.classification import Classified, classify
from data.taxonomy.topics import load


class Placed(Model):
    """One topic that a review speaks of. Severity `none` states that the film has none of it; None states nothing."""

    topic: str
    severity: Severity | None = None
    how: Manner | None = None
    spoils: bool = False
    wider: str | None = None
    """The wider topic that the words name, where `topic` is only what they mostly stand for."""
    warning: ContentWarning


def topics_of(warning: ContentWarning) -> list[Placed]:
    """The topics one warning speaks of; none when neither its label nor its words are known."""
    labelled = load().labelled(warning.topic)
    if labelled:
        severity = warning.severity
        spoils = warning.spoils or labelled.spoils
        return [Placed(topic=labelled.id, severity=severity, how=warning.how, spoils=spoils, warning=warning)]
    return [
        Placed(
            topic=read.topic,
            severity=warning.severity or read.severity,
            how=warning.how or read.how,
            spoils=warning.spoils or load().topic(read.topic).spoils,
            wider=read.wider,
            warning=warning,
        )
        for read in _reading(warning.topic)
        if read.topic
    ]


def warning_on(topic_id: str) -> ContentWarning:
    """A warning of a topic by its label, that states no strength."""
    topic = load().topic(topic_id)
    category = load().category(topic.category).label
    return ContentWarning(category=category, topic=topic.label, spoils=topic.spoils)


@lru_cache(maxsize=4096)
def _reading(text: str) -> tuple[Classified, ...]:
    """Reviews are held against many lists; their words need reading only once."""
    return tuple(classify(text))


def by_topic(warnings: Iterable[ContentWarning]) -> dict[str, Placed]:
    """What a review says of each topic it speaks of. Of several warnings on one topic the strongest counts."""
    strongest: dict[str, Placed] = {}
    for placed in (p for warning in warnings for p in topics_of(warning)):
        known = strongest.get(placed.topic, placed)
        strongest[placed.topic] = max(known, placed, key=lambda p: WEAKEST_FIRST.index(p.severity))
    return strongest


def unplaced(warnings: Iterable[ContentWarning]) -> list[ContentWarning]:
    """The warnings that are on no topic: shown as written, but no member's list can ask for them."""
    return [warning for warning in warnings if not topics_of(warning)]
