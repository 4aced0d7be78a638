import pytest
from hypothesis import given, settings

from data.formats import markdown
from data.models import Review
from tests.data.reviews_strategy import reviews


@pytest.mark.uncounted
@settings(max_examples=300)
@given(reviews)
def test_every_review_reads_back_into_the_identical_model(review: Review) -> None:
    assert markdown.loads(markdown.dumps(review)) == review
