"""What members say of a film without a review: a yes from one on, a no from three, and neither is a review's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Severity
from data.taxonomy import load
from data.taxonomy.core import CORE_TOPICS as TOPICS
from data.warnings.answering import Presence, answer, recorded
from data.warnings.members_say import ENOUGH_FOR_NO, Count, MembersAnswer, members_answer, on_list, told
from data.warnings.personal import PersonalList, Wish
from tests.data.warnings.lists_strategy import warning

EVERY = [topic.id for topic in load().topics]
YES, NO, NOT_KNOWN = Presence.YES, Presence.NO, Presence.NOT_KNOWN


@pytest.mark.parametrize(
    ("asked", "counts", "presence", "members", "rests_on"),
    [
        ("dog", {}, NOT_KNOWN, 0, ""),
        ("dog", {"dog": Count(yes=1)}, YES, 1, "dog"),
        ("dog", {"dog": Count(yes=1, no=40)}, YES, 1, "dog"),
        ("dog", {"dog": Count(no=2)}, NOT_KNOWN, 0, ""),
        ("dog", {"dog": Count(no=3)}, NO, 3, "dog"),
        ("animal-death", {"dog": Count(yes=2)}, YES, 2, "dog"),
        ("animal-death", {"dog": Count(yes=2), "cat": Count(yes=3)}, YES, 3, "cat"),
        ("animal-death", {"dog": Count(yes=2), "animal-death": Count(yes=1)}, YES, 1, "animal-death"),
        ("animal-death", {"dog": Count(no=9), "cat": Count(no=9), "horse": Count(no=9)}, NOT_KNOWN, 0, ""),
        ("animal-death", {"dog": Count(yes=1), "animal-death": Count(no=9)}, YES, 1, "dog"),
        ("cat", {"dog": Count(yes=1), "animal-death": Count(no=9)}, NOT_KNOWN, 0, ""),
        ("death", {"child-death": Count(yes=1)}, YES, 1, "child-death"),
        ("child-abuse", {"minor-abuse": Count(no=5)}, NOT_KNOWN, 0, ""),
        ("gore", {"gore": Count(no=5), "eyes": Count(yes=1)}, YES, 1, "eyes"),
    ],
)
def test_a_yes_goes_up_and_a_no_only_down(
    asked: str, counts: dict[str, Count], presence: Presence, members: int, rests_on: str
) -> None:
    expected = MembersAnswer(topic=asked, presence=presence, members=members, rests_on=rests_on)
    assert members_answer(asked, counts) == expected


@given(st.dictionaries(st.sampled_from(TOPICS), st.booleans(), max_size=8), st.sampled_from(EVERY))
def test_three_who_agree_are_taken_as_a_review_that_says_the_same(said: dict[str, bool], asked: str) -> None:
    counts = {topic: Count(yes=3) if yes else Count(no=3) for topic, yes in said.items()}
    warnings = [warning(topic, None if yes else Severity.NONE) for topic, yes in said.items()]
    by_review = answer(asked, recorded(warnings)).presence
    assert members_answer(asked, counts).presence is (NOT_KNOWN if by_review is Presence.PERHAPS else by_review)


@given(st.dictionaries(st.sampled_from(TOPICS), st.builds(Count, yes=st.integers(0, 4), no=st.integers(0, 4))))
def test_what_is_told_was_said_in_its_own_words_and_often_enough(counts: dict[str, Count]) -> None:
    yes, no = told(counts, YES), told(counts, NO)
    assert [one.topic for one in yes] == [t for t in TOPICS if counts.get(t, Count()).yes]
    assert all(one.members == counts[one.topic].no >= ENOUGH_FOR_NO for one in no)
    assert not {one.topic for one in no} & {t for t in TOPICS if counts.get(t, Count()).yes}


def test_a_list_is_met_by_a_yes_and_cleared_by_nothing() -> None:
    wishes = (Wish(topic="animal-death", at_least=Severity.SEVERE), Wish(topic="guns"), Wish(topic="torture"))
    mine = PersonalList(wishes=wishes)
    counts = {"dog": Count(yes=1), "guns": Count(no=50)}
    assert [(one.topic, one.presence, one.rests_on) for one in on_list(mine, counts)] == [("animal-death", YES, "dog")]
    assert on_list(mine, {topic: Count(no=50) for topic in TOPICS}) == []
