"""The core questions in a draft: ticked, denied or left unsure topic by topic, and one such change taken back. Pure.

Only warnings that say nothing but a topic, a strength and a manner are made and taken out here; what has a detail, or
words of its own, is for the list of warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.drafts.typed import changed
from data.models import ContentWarning, Manner, Model, Review, Severity
from data.parts import Part
from data.taxonomy import load
from data.taxonomy.core import CORE_QUESTIONS, CORE_TOPICS
from data.warnings.answering import Presence, recorded, topics_labelled
from data.warnings.placement import warning_on


class Said(Model):
    """What a draft says of one topic in an answer of these pages."""

    presence: Presence = Presence.NOT_KNOWN
    severity: Severity | None = None
    how: Manner | None = None


OPEN, UNSURE, NO = Said(), Said(presence=Presence.UNSURE), Said(presence=Presence.NO, severity=Severity.NONE)
_STRENGTHS = (None, Severity.MILD, Severity.MODERATE, Severity.SEVERE)
_YES = [Said(presence=Presence.YES, severity=severity, how=how) for severity in _STRENGTHS for how in (None, *Manner)]
_STATES = (OPEN, UNSURE, NO, *_YES)

TOPICS = CORE_TOPICS
GROUPS = tuple(dict.fromkeys(question.group for question in CORE_QUESTIONS))
PAGES = (GROUPS[:4], GROUPS[4:])
"""The groups of questions on each of the two pages."""


def topics_in(group: str) -> tuple[str, ...]:
    """The topics of a group's questions."""
    return tuple(topic for question in CORE_QUESTIONS if question.group == group for topic in question.topics)


def present(review: Review) -> set[str]:
    """The topics of core questions that a review records as being in the film, in whatever words."""
    said = recorded(review.warnings)
    return {topic for topic in TOPICS if topic in said and said[topic].severity is not Severity.NONE}


def denied(review: Review) -> set[str]:
    """Those that it records as not being in the film."""
    said = recorded(review.warnings)
    return {topic for topic in TOPICS if topic in said and said[topic].severity is Severity.NONE}


def with_answers(review: Review, answers: Mapping[str, Said]) -> Review:
    """The review with other answers to some topics; what says more than an answer of these pages stays beside them.

    Raises:
        InvalidFields: there would be more warnings than a review may have.
    """
    kept = [warning for warning in review.warnings if _plain_topic(warning) not in answers]
    new = [_warning(topic, said) for topic, said in answers.items() if said.presence in (Presence.YES, Presence.NO)]
    sure = [label for label in review.unsure if not topics_labelled([label]) & answers.keys()]
    unsure = [load().topic(topic).label for topic, said in answers.items() if said == UNSURE]
    return changed(review, Part.WARNINGS, {"warnings": [*kept, *new], "unsure": [*sure, *unsure]})


def ticked(review: Review, group: str, chosen: Iterable[str], proposed: Mapping[str, Said]) -> Review:
    """The review with these topics of a group in the film, as strong as was `proposed`, and no other one."""
    wanted, there = set(chosen), present(review)
    yes = {topic: proposed.get(topic, _YES[0]) for topic in topics_in(group) if topic in wanted - there}
    return with_answers(review, yes | {topic: OPEN for topic in topics_in(group) if topic in there - wanted})


def _plain_topic(warning: ContentWarning) -> str | None:
    """The topic of a warning that says no more of it than an answer does."""
    topic = load().labelled(warning.topic)
    bare = warning.model_copy(update={"severity": None, "how": None})
    return topic.id if topic and bare == warning_on(topic.id) else None


def _warning(topic: str, said: Said) -> ContentWarning:
    return warning_on(topic).model_copy(update={"severity": said.severity, "how": said.how})


def _said(review: Review, topic: str) -> Said:
    for warning in review.warnings:
        if _plain_topic(warning) == topic:
            presence = Presence.NO if warning.severity is Severity.NONE else Presence.YES
            return (
                NO if presence is Presence.NO else Said(presence=presence, severity=warning.severity, how=warning.how)
            )
    return UNSURE if topic in topics_labelled(review.unsure) else OPEN


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_STATES) + 1


def undo_code(before: Review, after: Review) -> str:
    """At most 36 letters that say what a change of answers replaced; none where it replaced nothing."""
    number = 0
    for topic in TOPICS:
        was = _said(before, topic)
        number = number * _BASE + (0 if was == _said(after, topic) else 1 + _STATES.index(was))
    code = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        code = _DIGITS[digit] + code
    return code


def undone(review: Review, code: str) -> Review:
    """The review with the answers as they were before a change; everything else as it is now."""
    number, answers = int(code or "0", len(_DIGITS)), {}
    for topic in reversed(TOPICS):
        number, digit = divmod(number, _BASE)
        if digit:
            answers[topic] = _STATES[digit - 1]
    return with_answers(review, answers)
