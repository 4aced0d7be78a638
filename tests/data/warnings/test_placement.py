"""Which of two warnings on one topic counts."""

import itertools

import pytest

from data.models import WEAKEST_FIRST, Severity
from data.taxonomy import classify
from data.warnings.placement import by_topic
from tests.data.warnings.lists_strategy import warning


@pytest.mark.parametrize(("weaker", "stronger"), list(itertools.combinations(WEAKEST_FIRST, 2)))
def test_the_stronger_counts_whichever_comes_first(weaker: Severity | None, stronger: Severity | None) -> None:
    for both in ([weaker, stronger], [stronger, weaker]):
        assert by_topic([warning("guns", severity) for severity in both])["guns"].severity is stronger


def test_a_strength_that_nobody_stated_may_be_more_than_moderate_and_is_not_severe() -> None:
    assert WEAKEST_FIRST == (Severity.NONE, Severity.MILD, Severity.MODERATE, None, Severity.SEVERE)


@pytest.mark.parametrize("text", ["moderate gore and gore", "gore and moderate gore"])
def test_text_that_says_a_strength_once_and_not_another_time_does_not_say_it(text: str) -> None:
    assert [read.severity for read in classify(text)] == [None]
