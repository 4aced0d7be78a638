"""A member's own list of topics, and what a film's review answers to it. What is not known is never a "no"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from data.models import ContentWarning, Model, Severity
from data.warnings.answering import Presence, Recorded, TopicAnswer, answer, recorded
from data.warnings.placement import unplaced

_LEVELS = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)


class Wish(Model):
    """One topic a member wants to be told of, from a severity upwards."""

    topic: str
    """The id of a topic."""
    at_least: Severity = Severity.MILD

    @model_validator(mode="after")
    def _something_is_there(self) -> Wish:
        if self.at_least is Severity.NONE:
            raise ValueError("a threshold is mild, moderate or severe: a film that has none of it needs no warning")
        return self


class PersonalList(Model):
    """Everything one member wants to be told of. Only that member ever sees it: not even `repr` shows it to a log."""

    wishes: Annotated[tuple[Wish, ...], Field(max_length=625, repr=False)] = ()

    @model_validator(mode="before")
    @classmethod
    def _last_word_counts(cls, values: Any) -> Any:
        """A topic chosen again replaces its earlier threshold."""
        wishes = values.get("wishes") if isinstance(values, dict) else None
        if not isinstance(wishes, list | tuple):
            return values
        return values | {"wishes": tuple({_topic_of(wish): wish for wish in wishes}.values())}


def _topic_of(wish: Any) -> Any:
    if isinstance(wish, dict):
        return wish.get("topic")
    return wish.topic if isinstance(wish, Wish) else wish


class Answer(StrEnum):
    """What a review says to one wish."""

    MEETS = "meets"
    """The film has it at the threshold or above, or has it and nobody said how strongly."""
    FREE = "free"
    """The review says that there is none of it, or less than the threshold."""
    PERHAPS = "perhaps"
    """The review speaks of something wider, and does not say whether it is this."""
    NOT_KNOWN = "not known"
    """The review does not speak of it."""


class Finding(Model):
    """The answer to one wish, and the review's answer that it follows from."""

    topic: str
    answer: Answer
    said: TopicAnswer

    @property
    def severity(self) -> Severity | None:
        """The review's; None is not stated, or not known."""
        return self.said.severity


class Check(Model):
    """A film held against a member's list."""

    findings: Annotated[tuple[Finding, ...], Field(repr=False)]
    """One for each wish: those that are met first, strongest first; then perhaps; then those not known; then those
    the film is free of."""
    unplaced: int = 0
    """How many warnings of the review are on no topic, so that no list could ask for them."""

    def having(self, answer: Answer) -> tuple[Finding, ...]:
        """The findings with one answer."""
        return tuple(finding for finding in self.findings if finding.answer is answer)


def reaches(severity: Severity | None, at_least: Severity) -> bool:
    """Whether something of this severity meets a threshold. Not stated always does: it may be that strong."""
    return severity is None or _LEVELS.index(severity) >= _LEVELS.index(at_least)


def find(wish: Wish, said: Recorded) -> Finding:
    """The answer to one wish, given what the review records."""
    found = answer(wish.topic, said)
    return Finding(topic=wish.topic, answer=_meant(wish.at_least, found), said=found)


def not_clear_of(topic: str, said: Recorded) -> list[Severity]:
    """The thresholds at which a wish for a topic would not be answered with a plain "no"."""
    found = answer(topic, said)
    return [at_least for at_least in _LEVELS[1:] if _meant(at_least, found) is not Answer.FREE]


def _meant(at_least: Severity, found: TopicAnswer) -> Answer:
    if found.presence is Presence.YES:
        return Answer.MEETS if reaches(found.severity, at_least) else Answer.FREE
    return {Presence.NO: Answer.FREE, Presence.PERHAPS: Answer.PERHAPS}.get(found.presence, Answer.NOT_KNOWN)


def check(personal: PersonalList, warnings: Sequence[ContentWarning]) -> Check:
    """Hold a film's warnings against a member's list."""
    said = recorded(warnings)
    findings = sorted((find(wish, said) for wish in personal.wishes), key=_urgency)
    return Check(findings=tuple(findings), unplaced=len(unplaced(warnings)))


def meets_any(personal: PersonalList, warnings: Iterable[ContentWarning]) -> bool:
    """Whether a film has anything on the list: what search and recommendations leave out."""
    said = recorded(warnings)
    return any(find(wish, said).answer is Answer.MEETS for wish in personal.wishes)


def _urgency(finding: Finding) -> tuple[int, int]:
    answers = (Answer.MEETS, Answer.PERHAPS, Answer.NOT_KNOWN, Answer.FREE)
    strength = len(_LEVELS) if finding.severity is None else _LEVELS.index(finding.severity)
    return answers.index(finding.answer), -strength
