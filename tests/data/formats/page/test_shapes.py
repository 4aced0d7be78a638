import re

import pytest

from data.formats import read_bytes
from data.models import Review
from tests.data.formats.page.salt_clock import EXPECTED
from tests.data.formats.page.shapes import SHAPES

ONE_LINE = {"everything_on_one_line", "nothing_between_the_pieces"}
"""Where one paragraph ends and the next begins cannot be known in these."""


def letters(review: Review) -> str:
    return re.sub(r"\s|\\\\?n", "", review.model_dump_json())


@pytest.mark.parametrize("name", SHAPES)
def test_every_field_is_read_whatever_tool_saved_the_page(name: str) -> None:
    reading = read_bytes(SHAPES[name]().encode(), "page")
    assert reading.problems == ()
    (draft,) = reading.drafts
    if name in ONE_LINE:
        assert letters(draft.review) == letters(EXPECTED)
    else:
        assert draft.review.model_dump() == EXPECTED.model_dump()
    assert draft.problems == ()
    assert draft.left == ()
