"""A pasted text is read, and told of, in this very thread: lines that run in others are not counted."""

import pytest

from cogs.writing.pasting import _read, _said
from data.errors import InvalidChange
from data.formats import write
from data.models import Film, Review
from data.parts import Part
from tests.refusals import refused

FILM = Film(title="Either/Or", year=2021)
TEXT = (
    "{title} (2021)\nRuntime: 1 Hour, 49 Minutes\n\nFilm Summary\nA keeper of a light counts ships that never come.\n"
)


@pytest.mark.parametrize("title", ["Either/Or", "The Lantern"])
def test_a_text_is_one_review_and_another_heading_is_pointed_out(title: str) -> None:
    read = _read(TEXT.format(title=title), FILM)
    assert read.review.film.title == title
    assert read.review.film.runtime_minutes == 109
    said = list(_said(read, [], FILM))
    warned = f"⚠️ The text is headed **{title}**. The draft stays one of **Either/Or**: is it the right one?"
    assert (said[0] == warned) == (title != "Either/Or")
    assert said[-1].startswith("**Understood**\n- a summary of 49 characters")
    assert len(said) == 1 + (title != "Either/Or")


def test_a_text_without_a_heading_is_of_the_film_whose_draft_it_is() -> None:
    read = _read(TEXT.partition("\n")[2], FILM)
    assert read.review.film.label == "Either Or (2021)"


def test_what_was_kept_and_what_was_left_is_told() -> None:
    read = _read(TEXT.format(title="Either/Or") + "\nVerdict\nsomething else\n", FILM)
    said = list(_said(read, [Part.SUMMARY, Part.CAST], FILM))
    assert said[1] == "**Kept as you had it** Summary, Cast"
    assert said[2] == "**Left, since it has no place in a review**\n- Verdict: something else"


def test_none_and_several_are_refused_with_the_next_step() -> None:
    with refused(InvalidChange, r"^I found no review in that text \(.+\)\. Nothing was changed: paste it with"):
        _read("", FILM)
    several = write([Review(film=Film(title=title, year=2021)) for title in ("One", "Two")], "json").decode()
    with refused(InvalidChange, r"^There are several reviews in that text\. /reviews import takes them"):
        _read(several, FILM)
