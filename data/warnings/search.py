"""Finding the topics that somebody means: chosen from a list, or said in their own words. Pure."""

from __future__ import annotations

from functools import cache

from data.taxonomy import Topic, asked_about, classify, load, plain
from data.taxonomy.topics import MOST_CHOICES

LONGEST_QUERY = 50
"""Letters by which a topic is completed: each that it could be is looked for in them, while others wait."""

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

    Nothing typed yet gives the taxonomy's first topics. Of a long query its beginning counts: what is completed has no
    bound of Discord's, and every phrase is looked for in it.
    """
    query = query[:LONGEST_QUERY]
    typed = plain(query)
    named = {topic for read in classify(query) for topic in (read.topic, read.wider)}
    ranks = {topic.id: rank for topic in load().topics if (rank := _rank(topic, typed, named)) is not None}
    best = sorted((topic for topic in load().topics if topic.id in ranks), key=lambda topic: ranks[topic.id])
    return best[:limit]


def _rank(topic: Topic, typed: str, named: set[str | None]) -> int | None:
    labels, words = _words(topic.id)
    if any(label.startswith(typed) for label in labels):
        return 0
    if topic.id in named:
        return 1
    if any(word.startswith(typed) for word in words):
        return 2
    return 3 if any(typed in label for label in labels) else None


@cache
def _words(topic_id: str) -> tuple[list[str], list[str]]:
    """A topic's labels, and each of their words with its synonyms: read once, and asked with every letter."""
    topic = load().topic(topic_id)
    labels = [plain(label) for label in (topic.label, *topic.former_labels)]
    return labels, [word for label in labels for word in label.split()] + [
        plain(one) for one in (*topic.synonyms, *topic.alone)
    ]
