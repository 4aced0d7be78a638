import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data.models import Severity
from data.warnings.crowd import (
    CONTRADICTIONS,
    Voice,
    Voices,
    contradictions,
    contradicts,
    meant,
    needs_moderator,
    suggested,
)

counts = st.integers(0, 40)
voices = st.builds(Voices, yes=counts, no=counts, worse=counts, milder=counts)
severities = st.none() | st.sampled_from(Severity)


def test_five_who_contradict_put_it_in_the_queue() -> None:
    assert not needs_moderator(Voices(yes=1000, no=2, worse=1, milder=1), Severity.MODERATE)
    assert needs_moderator(Voices(yes=1000, no=2, worse=2, milder=1), Severity.MODERATE)
    assert not needs_moderator(Voices(milder=50, yes=3), Severity.NONE)


@pytest.mark.parametrize(
    ("said", "severity", "level"),
    [
        (Voices(worse=3, milder=2), Severity.MODERATE, Severity.SEVERE),
        (Voices(worse=2, milder=2), Severity.MODERATE, Severity.SEVERE),
        (Voices(no=5, yes=40), Severity.MODERATE, Severity.NONE),
        (Voices(no=3, worse=2), Severity.NONE, Severity.MILD),
        (Voices(worse=6), Severity.SEVERE, None),
        (Voices(yes=6), Severity.SEVERE, None),
    ],
)
def test_a_moderator_is_offered_what_most_contradict_with(
    said: Voices, severity: Severity | None, level: Severity | None
) -> None:
    assert suggested(said, severity) is level


def test_counts_cannot_be_negative() -> None:
    with pytest.raises(ValidationError):
        Voices(yes=-1)


@given(voices, severities)
def test_yes_never_contradicts_and_more_yes_changes_no_queue(said: Voices, severity: Severity | None) -> None:
    more = said.model_copy(update={"yes": said.yes + 7})
    assert contradictions(more, severity) == contradictions(said, severity) <= said.total - said.yes
    assert needs_moderator(said, severity) == (contradictions(said, severity) >= CONTRADICTIONS)


@given(st.sampled_from(Voice), st.sampled_from(Severity))
def test_no_worse_and_milder_point_the_right_way(voice: Voice, severity: Severity) -> None:
    levels = list(Severity)
    spoken = meant(voice, severity)
    assert spoken is not None
    step = levels.index(spoken) - levels.index(severity)
    assert {Voice.YES: step == 0, Voice.WORSE: step >= 0, Voice.MILDER: step <= 0, Voice.NO: step != 0}[voice]
    assert contradicts(voice, severity) or step == 0
