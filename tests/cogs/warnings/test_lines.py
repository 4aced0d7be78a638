import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.warnings.lines import agreement
from data.models import Severity
from data.warnings.crowd import Voices

counts = st.integers(0, 40)
voices = st.builds(Voices, yes=counts, no=counts, worse=counts, milder=counts)
severities = st.none() | st.sampled_from(Severity)


@pytest.mark.parametrize(
    ("said", "severity", "sentence"),
    [
        (Voices(yes=9, milder=4), Severity.MODERATE, "9 say moderate, 4 say mild"),
        (Voices(yes=1, worse=2), Severity.MODERATE, "2 say severe, 1 says moderate"),
        (Voices(no=3), Severity.MILD, "3 say none"),
        (Voices(yes=3, no=1, worse=1), Severity.NONE, "3 say none, 2 say there is some"),
        (Voices(yes=2, milder=1), Severity.NONE, "3 say none"),
        (Voices(worse=2), Severity.SEVERE, "2 say worse than severe"),
        (Voices(milder=2), Severity.MILD, "2 say less than mild"),
        (Voices(yes=4, no=1, worse=2), None, "4 say yes, 2 say severe, 1 says none"),
        (Voices(), Severity.MILD, ""),
    ],
)
def test_disagreement_is_one_sentence(said: Voices, severity: Severity | None, sentence: str) -> None:
    assert agreement(said, severity) == sentence


@given(voices, severities)
def test_every_voice_is_in_the_sentence(said: Voices, severity: Severity | None) -> None:
    numbers = [int(part.split()[0]) for part in agreement(said, severity).split(", ") if part]
    assert sum(numbers) == said.total
    assert numbers == sorted(numbers, reverse=True)
