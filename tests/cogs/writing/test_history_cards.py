"""What a revision changed, as it is shown."""

import time

import pytest

from cogs.writing.history_cards import difference_blocks
from data.models import Film, Review, Section, SectionKind


@pytest.mark.timing
def test_a_long_review_of_marks_is_drawn_while_somebody_waits() -> None:
    section = Section(kind=SectionKind.HIGHLIGHTS, heading="Stars", text="*" * 4000)
    review = Review(film=Film(title="Stars"), summary="*" * 12_000, sections=(section,) * 20, overview="*" * 4000)
    started = time.process_time()
    blocks = list(difference_blocks(None, review))
    assert time.process_time() - started < 0.6
    assert sum(block.count("\\*") for block in blocks) == 12_000 + 20 * 4000 + 4000
