"""The core questions answered by a review, and beforehand by a text that is to become one. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from data.models import ContentWarning, Model
from data.taxonomy.core import CORE_QUESTIONS, CoreQuestion
from data.taxonomy.mentions import Mention, mentions
from data.warnings.answering import Presence, TopicAnswer, answer, recorded, topics_labelled

_COUNTS_FIRST = (Presence.YES, Presence.PERHAPS, Presence.NOT_KNOWN, Presence.UNSURE)


class CoreAnswer(Model):
    """A core question with the answer to each of its topics."""

    question: CoreQuestion
    answers: tuple[TopicAnswer, ...]

    @property
    def presence(self) -> Presence:
        """Yes where any of its topics is there, no where all are denied; unsure where nothing else is open."""
        said = {one.presence for one in self.answers}
        return next((presence for presence in _COUNTS_FIRST if presence in said), Presence.NO)

    @property
    def is_answered(self) -> bool:
        """Whether the review says yes or no."""
        return self.presence in (Presence.YES, Presence.NO)


def core_answers(warnings: Iterable[ContentWarning], unsure: Iterable[str] = ()) -> list[CoreAnswer]:
    """Every core question, answered by what a review records and by the labels of what it is unsure of."""
    said, doubted = recorded(warnings), topics_labelled(unsure)
    return [
        CoreAnswer(question=question, answers=tuple(answer(topic, said, doubted) for topic in question.topics))
        for question in CORE_QUESTIONS
    ]


def open_questions(warnings: Iterable[ContentWarning], unsure: Iterable[str] = ()) -> list[CoreQuestion]:
    """The core questions that a review gives no answer to; that nobody remembers is one."""
    answered = (Presence.YES, Presence.NO, Presence.UNSURE)
    return [one.question for one in core_answers(warnings, unsure) if one.presence not in answered]


def pre_answers(text: str) -> dict[str, list[Mention]]:
    """By the id of a core question: the sentences of a text that an answer to it may rest on, for a person to confirm.

    It takes about a second of computing for a long text: call it in a thread.
    """
    topics = {topic: question.id for question in CORE_QUESTIONS for topic in question.topics}
    found: dict[str, list[Mention]] = {}
    for mention in mentions(text, topics):
        found.setdefault(topics[mention.topic], []).append(mention)
    return found
