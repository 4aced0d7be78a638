"""The core questions in a draft: ticks, denials and doubts, what the text says of them, and one change taken back."""

from hypothesis import given
from hypothesis import strategies as st

from data.drafts.answers import (
    GROUPS,
    NO,
    OPEN,
    PAGES,
    TOPICS,
    UNSURE,
    Said,
    denied,
    present,
    ticked,
    topics_in,
    undo_code,
    undone,
    with_answers,
)
from data.drafts.checking import denial, proposals, spoken_against
from data.models import ContentWarning, Film, Manner, Review, Severity
from data.taxonomy import load
from data.warnings.answering import Presence
from data.warnings.core import core_answers
from data.warnings.members_say import Count
from tests.data.warnings.lists_strategy import warning

BARE = Review(film=Film(title="The Reel", year=1999))
YES = Said(presence=Presence.YES)

yes = st.builds(
    lambda severity, how: Said(presence=Presence.YES, severity=severity, how=how),
    st.sampled_from([None, Severity.MILD, Severity.MODERATE, Severity.SEVERE]),
    st.none() | st.sampled_from(Manner),
)
answers = st.dictionaries(st.sampled_from(TOPICS), st.one_of(st.sampled_from([OPEN, UNSURE, NO]), yes))


def told(review: Review) -> dict[str, Presence]:
    return {one.question.id: one.presence for one in core_answers(review.warnings, review.unsure)}


def test_every_question_is_on_one_page_and_every_menu_holds_its_group() -> None:
    assert [group for page in PAGES for group in page] == list(GROUPS)
    assert [topic for group in GROUPS for topic in topics_in(group)] == list(TOPICS)
    assert max(len(topics_in(group)) for group in GROUPS) <= 25
    assert max(map(len, PAGES)) <= 4


def test_what_is_ticked_is_stored_topic_by_topic_and_the_rest_stays_open() -> None:
    strong = {"spiders": Said(presence=Presence.YES, severity=Severity.SEVERE, how=Manner.SHOWN)}
    review = ticked(BARE, "Body and senses", ["spiders", "water"], strong)
    assert [(w.topic, w.severity, w.how) for w in review.warnings] == [
        ("Spiders or insects", Severity.SEVERE, Manner.SHOWN),
        ("Drowning or deep water", None, None),
    ]
    assert present(review) == {"spiders", "water"}
    assert told(review)["creatures"] is Presence.YES
    assert told(review)["vomiting"] is Presence.NOT_KNOWN
    assert ticked(review, "Body and senses", ["water"], {}).warnings == review.warnings[1:]
    assert ticked(review, "Violence", [], {}) == review


def test_a_tick_that_is_taken_off_leaves_what_says_more() -> None:
    detailed = warning("guns").model_copy(update={"detail": "In the last act."})
    own = ContentWarning(category="Things", topic="needles everywhere")
    review = BARE.model_copy(update={"warnings": (detailed, own)})
    assert present(review) == {"guns", "needles"}
    assert ticked(ticked(review, "Violence", [], {}), "Body and senses", [], {}) == review


def test_an_answer_replaces_the_one_before() -> None:
    review = with_answers(BARE, {"guns": UNSURE, "vomit": NO, "dog": YES})
    assert (review.unsure, present(review), denied(review)) == (("Gun violence",), {"dog"}, {"vomit"})
    review = with_answers(review, {"guns": NO, "vomit": UNSURE, "dog": OPEN})
    assert (review.unsure, present(review), denied(review)) == (("Vomiting",), set(), {"guns"})
    assert with_answers(review, {"guns": OPEN, "vomit": OPEN}) == BARE


@given(answers, answers)
def test_any_change_is_taken_back_and_nothing_else(first: dict[str, Said], second: dict[str, Said]) -> None:
    before = with_answers(BARE, first)
    after = with_answers(before, second)
    code = undo_code(before, after)
    assert len(code) <= 36
    back = undone(after, code)
    assert set(back.warnings) == set(before.warnings)
    assert set(back.unsure) == set(before.unsure)
    elsewhere = after.model_copy(update={"blurb": "Written meanwhile."})
    assert undone(elsewhere, code).blurb == "Written meanwhile."


def test_a_text_proposes_what_it_says_and_nothing_that_is_answered() -> None:
    review = BARE.model_copy(
        update={
            "summary": "Severe gore. The dog dies at the lake. There are no needles. No spiders. She fears spiders.",
            "warnings": (warning("dog"),),
        }
    )
    found = proposals(review)
    assert {topic: (one.said.presence, one.sentence) for topic, one in found.items()} == {
        "gore": (Presence.YES, "Severe gore"),
        "needles": (Presence.NO, "There are no needles"),
        "spiders": (Presence.YES, "She fears spiders"),
    }
    assert found["gore"].said.severity is Severity.SEVERE
    assert proposals(with_answers(review, {"gore": UNSURE, "needles": NO, "spiders": YES})) == {}


def test_members_propose_beside_the_text_and_a_yes_counts_first() -> None:
    review = BARE.model_copy(
        update={
            "summary": "Severe gore. There are no needles. She fears spiders.",
            "warnings": (warning("mutilation"), warning("cat", Severity.NONE)),
        }
    )
    counts = {
        "gore": Count(yes=4),
        "needles": Count(yes=1),
        "spiders": Count(no=5),
        "guns": Count(no=3),
        "nudity": Count(no=2),
        "dog": Count(yes=2, no=2),
        "cat": Count(yes=9),
    }
    found = proposals(review, counts)
    assert {topic: (one.said.presence, one.sentence or one.members) for topic, one in found.items()} == {
        "dog": (Presence.YES, 2),
        "gore": (Presence.YES, "Severe gore"),
        "guns": (Presence.NO, 3),
        "needles": (Presence.YES, 1),
        "spiders": (Presence.YES, "She fears spiders"),
    }
    assert "gore" not in proposals(review.model_copy(update={"summary": None}), {"gore": Count(no=9)})


def test_what_a_text_denies_is_not_proposed_where_members_say_that_a_kind_of_it_is_there() -> None:
    review = BARE.model_copy(update={"summary": "No animals die in it."})
    assert {topic: one.said for topic, one in proposals(review).items()} == {"animal-death": NO}
    found = proposals(review, {"dog": Count(yes=1)})
    assert {topic: one.said.presence for topic, one in found.items()} == {"dog": Presence.YES}


def test_what_text_or_warnings_speak_of_is_not_denied() -> None:
    review = BARE.model_copy(
        update={"summary": "The dog dies at the lake. No needles.", "warnings": (warning("minor-abuse"),)}
    )
    found = denial(review, ["dog", "cat", "needles", "child-abuse", "minor-abuse"])
    assert found.topics == ("cat", "needles")
    assert found.in_text == {"dog": "The dog dies at the lake"}
    assert {topic: [load().topic(p.topic).id for p in one.rests_on] for topic, one in found.in_warnings.items()} == {
        "child-abuse": ["minor-abuse"],
        "minor-abuse": ["minor-abuse"],
    }
    assert denial(with_answers(review, {"cat": NO}), ["cat"]).topics == ()


def test_a_text_speaks_against_what_is_denied_or_left_open() -> None:
    text = "A girl drowns in the lake. A horse is shot. He smokes a pipe. Nobody swears."
    review = with_answers(BARE.model_copy(update={"blurb": text}), {"water": NO, "smoking": YES, "horse": UNSURE})
    against = spoken_against(review)
    assert against["water"] == "A girl drowns in the lake"
    assert "child-death" in against  # left open
    assert not {"smoking", "horse", "cursing"} & against.keys()
