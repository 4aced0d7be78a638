"""Two texts of one review: no field is lost between them, whoever changed it."""

from typing import Any

import pytest
from hypothesis import given, settings

from data.drafts import conflicting_parts, differing_parts, merge
from data.drafts.differences import Change, differences
from data.models import Film, Model, Review
from data.parts import CONTENTS, FIELDS, Part, part_values
from tests.cogs.reviews.test_cards import longest_review
from tests.data.reviews_strategy import reviews

BASE = Review(film=Film(title="Jaws"))
FULL = longest_review("word ")
OTHER = longest_review("else ")
PART_OF = {field.name: part for part, contents in CONTENTS.items() for field in contents.fields}


def with_values(review: Review, of: Review, *names: str) -> Review:
    """A review with some fields as another one has them."""
    values = {name: part_values(of, PART_OF[name])[name] for name in names}
    film = {name: values.pop(name) for name in names if CONTENTS[PART_OF[name]].of_film}
    return review.model_copy(update=values | {"film": review.film.model_copy(update=film)})


def with_part(review: Review, of: Review, part: Part) -> Review:
    return with_values(review, of, *part_values(of, part))


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_that_one_side_changed_is_kept_and_told(name: str) -> None:
    part = PART_OF[name]
    mine = with_values(BASE, FULL, name)
    assert differing_parts(mine, BASE) == [part]
    assert merge(mine, BASE, BASE, keep_mine=[]) == mine
    assert merge(BASE, mine, BASE, keep_mine=list(Part)) == mine
    (told,) = differences(BASE, mine)
    assert told.part is part
    added = "".join(text for change, text in told.runs if change is Change.ADDED)
    assert first_word(part_values(mine, part)[name]) in added


def first_word(value: Any) -> str:
    """How a field's value begins, as a person reads it."""
    if isinstance(value, Model):
        return first_word(next(one for _, one in value if one))
    return first_word(value[0]) if isinstance(value, tuple) else str(value).split()[0]


@pytest.mark.parametrize("part", Part)
def test_a_part_that_both_changed_is_taken_from_the_side_one_chooses(part: Part) -> None:
    mine, theirs = with_part(BASE, FULL, part), with_part(BASE, OTHER, part)
    assert conflicting_parts(mine, theirs, BASE) == [part]
    assert merge(mine, theirs, BASE, keep_mine=[part]) == mine
    assert merge(mine, theirs, BASE, keep_mine=[]) == theirs
    assert conflicting_parts(mine, mine, BASE) == []


@pytest.mark.parametrize("part", Part)
def test_parts_that_only_one_of_them_changed_come_together(part: Part) -> None:
    others = [one for one in Part if one is not part]
    mine, theirs = with_part(BASE, FULL, part), BASE
    for other in others:
        theirs = with_part(theirs, OTHER, other)
    merged = merge(mine, theirs, BASE, keep_mine=[])
    assert conflicting_parts(mine, theirs, BASE) == []
    assert differing_parts(merged, FULL) == others
    assert differing_parts(merged, OTHER) == [part]


def test_without_a_common_beginning_everything_that_differs_is_to_be_chosen() -> None:
    assert conflicting_parts(FULL, OTHER, None) == list(Part)
    merged = merge(FULL, OTHER, None, keep_mine=[Part.CAST, Part.OVERVIEW])
    assert differing_parts(merged, OTHER) == [Part.CAST, Part.OVERVIEW]
    assert merge(FULL, OTHER, None, keep_mine=[]) == OTHER


@settings(max_examples=60)
@given(reviews, reviews, reviews)
def test_what_stands_in_a_merged_review_is_from_one_of_the_two(mine: Review, theirs: Review, base: Review) -> None:
    both = conflicting_parts(mine, theirs, base)
    for keep_mine in ([], both[::2], both):
        merged = merge(mine, theirs, base, keep_mine)
        for part in Part:
            expected = mine if part in keep_mine or part_values(theirs, part) == part_values(base, part) else theirs
            assert part_values(merged, part) == part_values(expected, part)
        assert (merged.state, merged.revision) == (theirs.state, theirs.revision)
