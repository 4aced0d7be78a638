"""The one answer to a topic: what a review records of its kinds, of what is wider, and of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import ContentWarning, Manner, Severity
from data.taxonomy import load
from data.taxonomy.kinds import below, denying, wider
from data.warnings.answering import Presence, answer, recorded
from data.warnings.caps import EVERYTHING
from data.warnings.listing import answer_shown
from data.warnings.personal import Answer, PersonalList, Wish, check, meets_any
from data.warnings.search import topics_of
from tests.data.warnings.lists_strategy import warning

TOPICS = [topic.id for topic in load().topics]
RANKS = (Presence.NO, Presence.NOT_KNOWN, Presence.PERHAPS, Presence.YES)
OWN_WORDS = ["violence", "no violence", "abuse", "no animals die", "sex", "slurs", "an animal is harmed", "assault"]

labelled = st.builds(
    warning, st.sampled_from(TOPICS), st.none() | st.sampled_from(Severity), how=st.none() | st.sampled_from(Manner)
)
written = st.builds(
    lambda words, severity: ContentWarning(category="Things", topic=words, severity=severity),
    st.sampled_from(OWN_WORDS),
    st.none() | st.just(Severity.MODERATE),
)
reviews = st.lists(st.one_of(labelled, written), max_size=6)
topics = st.sampled_from(TOPICS)


def own(words: str, severity: Severity | None = None) -> ContentWarning:
    return ContentWarning(category="Things", topic=words, severity=severity)


@pytest.mark.parametrize(
    ("asked", "film", "presence", "rests_on"),
    [
        ("child-abuse", [warning("minor-abuse")], Presence.YES, ["minor-abuse"]),
        ("sexual-assault", [warning("minor-abuse")], Presence.YES, ["minor-abuse"]),
        ("death", [warning("child-death"), warning("suicide", Severity.NONE)], Presence.YES, ["child-death"]),
        ("any-violence", [warning("guns"), warning("torture", Severity.SEVERE)], Presence.YES, ["torture", "guns"]),
        ("any-violence", [warning("sexual-assault")], Presence.YES, ["sexual-assault"]),
        ("gore", [warning("gore", Severity.NONE), warning("mutilation")], Presence.YES, ["mutilation"]),
        ("horse", [warning("animal-death")], Presence.PERHAPS, ["animal-death"]),
        ("child-death", [warning("death")], Presence.PERHAPS, ["death"]),
        ("child-death", [warning("death"), warning("child-death", Severity.NONE)], Presence.NO, ["child-death"]),
        ("main-character", [warning("child-death")], Presence.NOT_KNOWN, []),
        ("dog", [own("no animals die")], Presence.NO, ["animal-death"]),
        ("dog", [own("no animals die"), warning("cat")], Presence.NOT_KNOWN, []),
        ("dog", [warning("animal-death", Severity.NONE)], Presence.NOT_KNOWN, []),
        ("blades", [own("violence")], Presence.PERHAPS, ["fighting"]),
        ("fighting", [own("violence")], Presence.YES, ["fighting"]),
        ("guns", [own("no violence")], Presence.NO, ["fighting"]),
        ("guns", [own("no violence"), warning("torture")], Presence.NOT_KNOWN, []),
        ("sexual-assault", [own("no violence")], Presence.NOT_KNOWN, []),
        ("domestic", [own("abuse")], Presence.PERHAPS, ["manipulation"]),
        ("manipulation", [own("abuse")], Presence.PERHAPS, ["manipulation"]),
        ("sexual-assault", [own("no assault")], Presence.NOT_KNOWN, []),
        ("minor-abuse", [warning("sexual-assault", Severity.NONE)], Presence.NOT_KNOWN, []),
        ("minor-abuse", [warning("sexual-assault")], Presence.PERHAPS, ["sexual-assault"]),
        ("racism", [warning("hate-speech")], Presence.NOT_KNOWN, []),
        ("needles", [], Presence.NOT_KNOWN, []),
    ],
)
def test_kinds_answer(asked: str, film: list[ContentWarning], presence: Presence, rests_on: list[str]) -> None:
    found = answer(asked, recorded(film))
    assert found.presence is presence
    assert [placed.topic for placed in found.rests_on] == rests_on


def test_an_answer_is_as_strong_as_the_strongest_that_it_rests_on() -> None:
    said = recorded([warning("guns", Severity.MILD), warning("torture", Severity.SEVERE, how=Manner.MENTIONED)])
    found = answer("any-violence", said)
    assert (found.severity, found.how) == (Severity.SEVERE, Manner.MENTIONED)
    assert answer("death", recorded([warning("child-death")])).spoils
    assert not answer("gore", recorded([warning("mutilation")])).spoils


@given(reviews, topics)
def test_never_a_no_beside_a_yes_below_it(film: list[ContentWarning], topic: str) -> None:
    said = recorded(film)
    kinds = {answer(kind, said).presence for kind in below(topic)}
    assert (Presence.YES in kinds) == (answer(topic, said).presence is Presence.YES)
    if Presence.YES in kinds:
        assert answer(topic, said).presence is not Presence.NO


@given(reviews, reviews, topics)
def test_what_is_added_as_there_never_takes_a_yes_back(
    film: list[ContentWarning], more: list[ContentWarning], topic: str
) -> None:
    there = [w for w in more if w.severity is not Severity.NONE and not w.topic.startswith("no ")]
    before, after = answer(topic, recorded(film)).presence, answer(topic, recorded([*film, *there])).presence
    assert RANKS.index(after) >= RANKS.index(before)


@given(reviews, st.lists(topics, max_size=3), topics)
def test_what_is_added_as_absent_never_makes_more_of_it(
    film: list[ContentWarning], absent: list[str], topic: str
) -> None:
    denied = [*film, *(warning(name, Severity.NONE) for name in absent)]
    assert RANKS.index(answer(topic, recorded(denied)).presence) <= RANKS.index(answer(topic, recorded(film)).presence)


@given(reviews, topics)
def test_a_no_rests_on_a_denial_and_every_other_answer_on_what_is_there(film: list[ContentWarning], topic: str) -> None:
    found = answer(topic, recorded(film))
    denied = {placed.severity is Severity.NONE for placed in found.rests_on}
    assert denied == {Presence.NO: {True}, Presence.NOT_KNOWN: set()}.get(found.presence, {False})


@given(reviews, topics)
def test_the_same_answer_comes_from_every_door(film: list[ContentWarning], topic: str) -> None:
    found = answer(topic, recorded(film))
    assert answer_shown(topic, film, EVERYTHING) == found
    personal = PersonalList(wishes=(Wish(topic=topic),))
    (finding,) = check(personal, film).findings
    assert finding.said == found
    assert (finding.answer is Answer.MEETS) == (found.presence is Presence.YES) == meets_any(personal, film)
    assert (finding.answer is Answer.FREE) == (found.presence is Presence.NO)
    assert topics_of(topic) == [topic]


@given(topics)
def test_kinds_reach_both_ways(topic: str) -> None:
    assert topic in below(topic) & denying(topic)
    assert topic not in wider(topic)
    assert all(topic in below(name) for name in denying(topic) | wider(topic))
