"""The questions that people ask most, and where a text answers them."""

from data.models import Severity
from data.taxonomy import load
from data.taxonomy.core import CORE_QUESTIONS
from data.taxonomy.mentions import mentions


def test_every_core_question_is_stored_under_topics_that_there_are() -> None:
    topics = [topic for question in CORE_QUESTIONS for topic in question.topics]
    assert {topic.id for topic in load().topics} >= set(topics)
    assert len(topics) == len(set(topics))
    assert len({question.id for question in CORE_QUESTIONS}) == len(CORE_QUESTIONS) == 35
    assert all(len(question.label) <= 100 for question in CORE_QUESTIONS)


def test_a_text_is_searched_sentence_by_sentence() -> None:
    text = "He arrives by train. Nobody is stabbed. Later a knife is mentioned. A killer soundtrack."
    found = list(mentions(text, ["blades", "murder"]))
    assert [(m.topic, m.sentence, m.severity, m.how) for m in found] == [
        ("blades", "Nobody is stabbed", Severity.NONE, None),
        ("blades", "Later a knife is mentioned", None, "mentioned"),
    ]
    assert not list(mentions(text, ["dog"]))
