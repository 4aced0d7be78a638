"""What a film asks of a list: the wishes that its review does not clearly answer with “no”. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from data.film_nights.rule import Wishes
from data.models import ContentWarning, Severity
from data.taxonomy import load
from data.warnings.answering import recorded
from data.warnings.personal import PersonalList, not_clear_of


@lru_cache(maxsize=256)
def question_of(warnings: Sequence[ContentWarning]) -> Wishes:
    """Every wish that is not clear of these warnings. What a review leaves open, wholly or perhaps, is never clear."""
    said = recorded(warnings)
    return frozenset(_name(topic.id, strength) for topic in load().topics for strength in not_clear_of(topic.id, said))


def met_by(personal: PersonalList, question: Wishes) -> Wishes:
    """What of the question is on a list."""
    return question & {_name(wish.topic, wish.at_least) for wish in personal.wishes}


@lru_cache(maxsize=2_000)
def _name(topic: str, at_least: Severity) -> str:
    """One text for all questions, which are kept."""
    return f"{topic}:{at_least}"
