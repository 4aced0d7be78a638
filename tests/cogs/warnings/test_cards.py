"""The cards around warnings at their longest, and the forms."""

import json

import pytest

from cogs.films.questions import Question, question_card
from cogs.warnings.answers import as_argument
from cogs.warnings.buttons import proposals
from cogs.warnings.cards import topic_card, topic_line, unknown_line
from cogs.warnings.lines import LONGEST, film_note, recommendations_note
from cogs.warnings.moderation_cards import caps_card, queue_card
from cogs.warnings.own_list_cards import category_card, erase_card, export_file, list_card, topic_wish_card
from data import models as m
from data.errors import MarqueeError
from data.films.catalogue import FilmChoice, Finding
from data.taxonomy import load
from data.warnings.answering import Presence, TopicAnswer
from data.warnings.caps import CHILDREN
from data.warnings.crowd import Voices
from data.warnings.personal import PersonalList, Wish
from data.warnings.placement import Placed
from data.warnings.queue import Queued, Waiting
from data.warnings.search import topics_of
from data.warnings.voices import Kind
from tests.cogs.ui.limits import check
from tests.refusals import refused

LARGEST = 2**63 - 1
EVERY_TOPIC = PersonalList(wishes=tuple(Wish(topic=topic.id) for topic in load().topics))


def longest_warning(letter: str) -> m.ContentWarning:
    return m.ContentWarning(
        category=letter * 60,
        topic=letter * 80,
        severity=m.Severity.MODERATE,
        how=m.Manner.MENTIONED,
        detail=letter * 600,
    )


def stored(*warnings: m.ContentWarning) -> m.StoredReview:
    return m.StoredReview(id=1, film_id=LARGEST, review=m.Review(film=m.Film(title="*" * 200), warnings=warnings))


def test_a_list_of_every_topic_fits_and_is_exported_whole() -> None:
    for card in (list_card(EVERY_TOPIC), list_card(PersonalList()), erase_card(EVERY_TOPIC)):
        check(card)
    for category in load().categories:
        check(category_card(EVERY_TOPIC, category))
        check(category_card(PersonalList(), category))
        for topic in category.topics:
            check(topic_wish_card(EVERY_TOPIC, topic))
    exported = json.loads(export_file(EVERY_TOPIC).fp.read())
    assert [one["topic"] for one in exported["my_warnings"]] == [topic.id for topic in load().topics]


def test_a_note_on_a_film_that_has_everything_fits() -> None:
    warnings = tuple(
        m.ContentWarning(category="c", topic=topic.label, severity=m.Severity.MODERATE, how=m.Manner.MENTIONED)
        for topic in list(load().topics)[:80]
    )
    note = film_note(EVERY_TOPIC, stored(*warnings))
    assert note
    assert "and 86 more" in note  # kinds of what is recorded count too
    assert len(note) <= LONGEST
    recommended = recommendations_note(["*" * 200 + f" ({year})" for year in range(1980, 2000)])
    assert recommended
    assert len(recommended) <= LONGEST + 50
    assert film_note(PersonalList(), stored()) is None


@pytest.mark.parametrize("kind", [Kind.CONTRADICTED, Kind.PROPOSED])
@pytest.mark.parametrize("letter", ["a", "*", "|"])
def test_the_queue_fits(kind: Kind, letter: str) -> None:
    voices = Voices(yes=10**9, no=10**9, worse=10**9, milder=10**9)
    item = Queued(LARGEST, LARGEST, LARGEST, kind, longest_warning(letter), voices)
    for position in range(3):
        check(queue_card(Waiting(item, position, 3), {LARGEST: letter * 200}, said="Done."))
    check(queue_card(Waiting(), {}))


def test_caps_of_many_channels_fit() -> None:
    check(caps_card({channel: CHILDREN for channel in range(LARGEST - 200, LARGEST)} | {0: CHILDREN}))
    check(caps_card({}))


def test_answers_fit_and_topics_travel_in_a_button() -> None:
    longest = m.ContentWarning(category="c", topic="*" * 80, severity=m.Severity.MODERATE, how=m.Manner.MENTIONED)
    resting = Placed(topic="dog", severity=longest.severity, how=longest.how, spoils=True, warning=longest)
    lines = [
        topic_line(
            TopicAnswer(
                topic=topic.id,
                presence=presence,
                severity=m.Severity.MODERATE,
                how=m.Manner.MENTIONED,
                rests_on=() if presence in (Presence.NOT_KNOWN, Presence.HELD_BACK) else (resting,) * 9,
            )
        )
        for topic in list(load().topics)[:5]
        for presence in Presence
    ]
    check(topic_card(stored(), lines))
    check(topic_card(stored(), [unknown_line("*" * 4000)]))
    chosen = [topic.id for topic in load().topics]
    carried = as_argument(chosen)
    assert len(topics_of(carried)) > 1
    assert set(topics_of(carried)) <= set(chosen)
    finding = Finding(suggestions=(FilmChoice(LARGEST, "X (2000)"),))
    check(question_card(finding, Question("x", "warnings", LARGEST, in_server=True, link=str, wanted=carried)))


def test_a_proposal_maps_to_topics_or_stays_as_written() -> None:
    (needles,) = proposals({"topic": "someone gets an injection", "severity": "mild", "how": "shown", "detail": " x "})
    assert (needles.topic, needles.severity, needles.how, needles.detail) == ("Needles", "mild", "shown", "x")
    (dog,) = proposals({"topic": "a dog dies", "severity": "severe"})
    assert dog.spoils
    both = proposals({"topic": "Smoking and drinking", "severity": "mild"})
    assert [warning.topic for warning in both] == ["Smoking", "Drinking"]
    (written,) = proposals({"topic": "Odd hats " * 20, "severity": "severe"})
    assert written.topic.startswith("Odd hats Odd hats")
    for wrong in ({"topic": "", "severity": "mild"}, {"topic": "guns", "severity": "none"}, {"topic": "guns"}):
        with refused(MarqueeError, match="Nothing was proposed"):
            proposals(wrong)
