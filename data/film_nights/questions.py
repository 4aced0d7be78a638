"""What a film asks of a list: the wishes that its review does not clearly answer with “no”. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from data.film_nights.rule import Wishes
from data.models import ContentWarning, Severity
from data.taxonomy import load
from data.warnings.personal import Answer, PersonalList, Wish, find
from data.warnings.placement import by_topic

_STRENGTHS = (Severity.MILD, Severity.MODERATE, Severity.SEVERE)


@lru_cache(maxsize=256)
def question_of(warnings: Sequence[ContentWarning]) -> Wishes:
    """Every wish that is not clear of these warnings. What a review leaves open is never clear."""
    said = by_topic(warnings)
    wishes = (Wish(topic=topic.id, at_least=strength) for topic in load().topics for strength in _STRENGTHS)
    return frozenset(_name(wish) for wish in wishes if find(wish, said.get(wish.topic)).answer is not Answer.FREE)


def met_by(personal: PersonalList, question: Wishes) -> Wishes:
    """What of the question is on a list."""
    return question & {_name(wish) for wish in personal.wishes}


def _name(wish: Wish) -> str:
    return f"{wish.topic}:{wish.at_least}"
