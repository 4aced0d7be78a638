"""Warnings as writers and members type them into forms: topics in any words, or else the words as they are. Pure."""

from __future__ import annotations

from data.models import ContentWarning, clean_line
from data.taxonomy import load
from data.warnings.placement import warning_on
from data.warnings.search import topics_of

_OWN_WORDS = "themes"
"""The category of what is on no topic."""
_LONGEST_LABEL = 80
_MOST = 5


def warnings_named(typed: str) -> list[ContentWarning]:
    """The warnings that words name, by the labels of their topics and stating no strength; of no words none."""
    words = clean_line(typed)
    if not words:
        return []
    if topics := topics_of(words)[:_MOST]:
        return [warning_on(topic) for topic in topics]
    return [ContentWarning(category=load().category(_OWN_WORDS).label, topic=words[:_LONGEST_LABEL])]
