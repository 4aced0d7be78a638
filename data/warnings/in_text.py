"""Where a review's own text speaks of a topic that its warnings leave open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from data.models import Review, Severity
from data.taxonomy.kinds import below
from data.taxonomy.mentions import Mention, mentions

_MOST = 3
"""Sentences that are enough to judge by."""


def in_text(topic: str, review: Review) -> list[Mention]:
    """The first sentences of a review, outside its labels, that speak of a topic or of a kind of it.

    What a sentence denies is none: a "no" is read from warnings alone.
    """
    found: dict[str, Mention] = {}
    for text in _texts(review):
        for mention in mentions(text, below(topic)):
            if mention.severity is not Severity.NONE:
                found.setdefault(mention.sentence, mention)
        if len(found) >= _MOST:
            break
    return list(found.values())[:_MOST]


def _texts(review: Review) -> Iterator[str]:
    yield from (warning.detail for warning in review.warnings if warning.detail)
    yield from filter(None, (review.blurb, review.summary))
    for section in review.sections:
        yield from filter(None, (section.heading, section.text))
    yield from filter(None, (review.audience, review.overview))


def sentences_on(review: Review, topics: Iterable[str]) -> dict[str, list[Mention]]:
    """What a review's own text says of each of these topics, denials too; of the same text, it is read only once."""
    return _read("\n".join(_texts(review)), frozenset(topics))


@lru_cache(maxsize=64)
def _read(text: str, topics: frozenset[str]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions(text, topics):
        found.setdefault(mention.topic, []).append(mention)
    return found
