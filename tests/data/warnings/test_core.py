"""The core questions, answered by a review and beforehand by a text."""

from cogs.warnings.questions import MARKED
from data.models import Film, Review, Section, SectionKind, Severity
from data.taxonomy.core import CORE_QUESTIONS
from data.warnings.answering import Presence
from data.warnings.core import core_answers, pre_answers
from data.warnings.in_text import in_text
from tests.data.warnings.lists_strategy import warning


def test_a_combined_question_is_yes_where_one_is_there_and_no_where_all_are_denied() -> None:
    film = [
        warning("spiders"),
        warning("snakes", Severity.NONE),
        warning("racism", Severity.NONE),
        warning("homophobia", Severity.NONE),
        warning("animal-death"),
    ]
    said = {one.question.id: one for one in core_answers(film)}
    assert said["creatures"].presence is Presence.YES
    assert said["racism"].presence is Presence.NO
    assert said["phobia"].presence is Presence.NOT_KNOWN
    assert said["dog"].presence is Presence.PERHAPS
    assert [question for question, one in said.items() if one.is_answered] == ["animal", "creatures", "racism"]


def test_every_question_and_its_group_are_marked_for_translators() -> None:
    assert {word for question in CORE_QUESTIONS for word in (question.label, question.group)} == set(MARKED)


def test_what_nobody_is_sure_of_is_neither_yes_nor_no_nor_an_answer() -> None:
    film = [warning("guns"), warning("drugs", Severity.NONE), warning("smoking", Severity.NONE), warning("death")]
    unsure = ["Vomiting", "Drinking", "Gun violence", "A child dies", "Sad ending", "Whatever this is"]
    said = {one.question.id: one for one in core_answers(film, unsure)}
    assert said["vomiting"].presence is said["substances"].presence is said["child"].presence is Presence.UNSURE
    assert said["guns"].presence is Presence.YES
    assert {one.presence for one in core_answers(film)} == {Presence.YES, Presence.PERHAPS, Presence.NOT_KNOWN}
    assert [question for question, one in said.items() if one.is_answered] == ["guns"]
    assert said["creatures"].presence is Presence.NOT_KNOWN


def test_a_question_of_two_topics_stays_open_until_both_are_spoken_of() -> None:
    said = {one.question.id: one.presence for one in core_answers([], ["Spiders or insects"])}
    assert said["creatures"] is Presence.NOT_KNOWN
    assert {
        one.question.id: one.presence
        for one in core_answers([warning("snakes", Severity.NONE)], ["Spiders or insects"])
    }["creatures"] is Presence.UNSURE


def test_a_text_answers_beforehand_with_the_sentences_it_rests_on() -> None:
    found = pre_answers("The dog dies at the lake. There are no needles. She smokes and drinks.")
    assert {question: [m.sentence for m in said] for question, said in found.items()} == {
        "dog": ["The dog dies at the lake"],
        "needles": ["There are no needles"],
        "substances": ["She smokes and drinks", "She smokes and drinks"],
    }
    assert found["needles"][0].severity is Severity.NONE


def test_a_review_is_searched_outside_its_labels_and_denials_are_not_mentions() -> None:
    section = Section(kind=SectionKind.HIGHLIGHTS, heading="Strobing dance floors", text="No clowns. Spiders crawl.")
    review = Review(film=Film(title="X"), sections=(section,), summary="A child is murdered.", blurb="Calm.")
    assert [m.sentence for m in in_text("flashing", review)] == ["Strobing dance floors"]
    assert [m.sentence for m in in_text("death", review)] == ["A child is murdered"]
    assert in_text("clowns", review) == []
    many = review.model_copy(update={"summary": "A spider. Two spiders. Three spiders. Four spiders."})
    assert len(in_text("spiders", many)) == 3
