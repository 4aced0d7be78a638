import pytest
from hypothesis import given
from pydantic import ValidationError

from data.models import ContentWarning, Manner, Severity
from data.warnings.personal import Answer, PersonalList, Wish, check, meets_any
from tests.data.warnings.lists_strategy import lists, warning, warnings


def wanting(**thresholds: Severity) -> PersonalList:
    return PersonalList(wishes=tuple(Wish(topic=t, at_least=s) for t, s in thresholds.items()))


def test_the_three_answers() -> None:
    personal = wanting(guns=Severity.MODERATE, dog=Severity.MILD, smoking=Severity.MILD)
    film = [warning("guns", Severity.SEVERE, how=Manner.SHOWN), warning("dog", Severity.NONE)]
    found = check(personal, film)
    assert [(f.topic, f.answer, f.severity, f.said.how) for f in found.findings] == [
        ("guns", Answer.MEETS, Severity.SEVERE, Manner.SHOWN),
        ("smoking", Answer.NOT_KNOWN, None, None),
        ("dog", Answer.FREE, Severity.NONE, None),
    ]
    assert [f.topic for f in found.having(Answer.MEETS)] == ["guns"]


def test_below_the_threshold_is_free_and_says_how_much_there_is() -> None:
    (finding,) = check(wanting(guns=Severity.SEVERE), [warning("guns", Severity.MILD)]).findings
    assert (finding.answer, finding.severity) == (Answer.FREE, Severity.MILD)


def test_free_text_in_a_review_is_read_and_what_cannot_be_read_is_counted() -> None:
    film = [
        ContentWarning(category="Violence", topic="someone gets shot", severity=Severity.MODERATE),
        ContentWarning(category="Odd", topic="Llamas", severity=Severity.SEVERE),
    ]
    found = check(wanting(guns=Severity.MILD, dog=Severity.MILD), film)
    assert [f.answer for f in found.findings] == [Answer.MEETS, Answer.NOT_KNOWN]
    assert found.unplaced == 1


def test_the_strongest_of_two_warnings_counts() -> None:
    film = [warning("guns", Severity.NONE), warning("guns", Severity.SEVERE)]
    (finding,) = check(wanting(guns=Severity.SEVERE), film).findings
    assert (finding.answer, finding.severity) == (Answer.MEETS, Severity.SEVERE)


def test_a_label_that_spoils_is_marked_so() -> None:
    assert check(wanting(dog=Severity.MILD), [warning("dog")]).findings[0].said.spoils


def test_a_topic_chosen_again_replaces_its_threshold() -> None:
    both = (Wish(topic="dog", at_least=Severity.SEVERE), {"topic": "dog", "at_least": "mild"})
    assert PersonalList.model_validate({"wishes": both}) == wanting(dog=Severity.MILD)


@pytest.mark.parametrize(
    "values", [{"wishes": 3}, {"wishes": [3]}, {"wishes": [{"topic": "dog", "at_least": "none"}]}, []]
)
def test_what_is_no_list_is_refused(values: object) -> None:
    with pytest.raises(ValidationError):
        PersonalList.model_validate(values)


def test_no_repr_shows_a_list_to_a_log() -> None:
    personal = wanting(guns=Severity.MILD)
    assert "guns" not in f"{personal!r} {personal} {check(personal, [])!r}"


def test_a_list_is_exported_and_read_back() -> None:
    personal = wanting(guns=Severity.MILD, dog=Severity.SEVERE)
    assert PersonalList.model_validate_json(personal.model_dump_json()) == personal


def test_an_empty_list_has_no_answer() -> None:
    assert check(PersonalList(), [warning("dog")]).findings == ()


@given(lists, warnings)
def test_not_known_is_never_a_no(personal: PersonalList, film: list[ContentWarning]) -> None:
    """Free needs a stated severity below the threshold; nothing said is not known; not stated always meets."""
    found = check(personal, film)
    spoken_of = {w.topic for w in film}
    thresholds = {wish.topic: wish.at_least for wish in personal.wishes}
    levels = list(Severity)
    labels = {"guns": "Gun violence", "dog": "A dog dies", "smoking": "Smoking", "cursing": "Cursing"}
    assert {f.topic for f in found.findings} == thresholds.keys()
    for f in found.findings:
        assert (f.answer is Answer.NOT_KNOWN) == (labels[f.topic] not in spoken_of)
        if f.answer is Answer.FREE:
            assert f.severity is not None
            assert levels.index(f.severity) < levels.index(thresholds[f.topic])
    assert meets_any(personal, film) == bool(found.having(Answer.MEETS))


@given(lists, warnings, warnings)
def test_more_warnings_never_turn_a_meeting_into_a_no(
    personal: PersonalList, film: list[ContentWarning], more: list[ContentWarning]
) -> None:
    met = {f.topic for f in check(personal, film).having(Answer.MEETS)}
    assert met <= {f.topic for f in check(personal, film + more).having(Answer.MEETS)}
