"""Finding the topics that somebody means: chosen from a list, or said in their own words. Pure."""

from __future__ import annotations

from data.taxonomy import Topic, asked_about, load, plain, topics_named
from data.taxonomy.topics import MOST_CHOICES

BETWEEN = "+"
"""Between ids of topics where several are carried together."""


def topics_of(typed: str) -> list[str]:
    """The ids of the topics that somebody chose, joined by `BETWEEN`, or said in their own words."""
    chosen = typed.split(BETWEEN)
    if set(chosen) <= {topic.id for topic in load().topics}:
        return chosen
    labelled = load().labelled(typed)
    return [labelled.id] if labelled else asked_about(typed)


def search(query: str, limit: int = MOST_CHOICES) -> list[Topic]:
    """Topics whose label begins like the query, then those it names in any words, then those that have it in a word.

    Nothing typed yet gives the taxonomy's first topics.
    """
    typed = plain(query)
    named = {*topics_named(query), *asked_about(query)}
    ranks = {topic.id: rank for topic in load().topics if (rank := _rank(topic, typed, named)) is not None}
    best = sorted((topic for topic in load().topics if topic.id in ranks), key=lambda topic: ranks[topic.id])
    return best[:limit]


def _rank(topic: Topic, typed: str, named: set[str]) -> int | None:
    labels = [plain(label) for label in (topic.label, *topic.former_labels)]
    if any(label.startswith(typed) for label in labels):
        return 0
    if topic.id in named:
        return 1
    words = [word for label in labels for word in label.split()]
    words += [plain(synonym) for synonym in (*topic.synonyms, *topic.alone)]
    if any(word.startswith(typed) for word in words):
        return 2
    return 3 if any(typed in label for label in labels) else None
