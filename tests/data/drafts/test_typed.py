"""What is filled into a form comes back as the same review; long texts are broken and joined without a loss."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.warnings.buttons import proposals
from data.drafts.differences import Change, compare
from data.drafts.entries import fill_entry, followed, key, with_entry
from data.drafts.long_texts import LONGEST_INPUT, joined, pieces
from data.drafts.typed import apply, fill
from data.errors import InvalidFields
from data.models import Film, Review, clean_text
from data.parts import FORMS, LISTS, Part, entries
from data.starter.proposals import proposed_film
from tests.cogs.reviews.test_cards import longest_review
from tests.data.reviews_strategy import reviews
from tests.refusals import refused


@settings(max_examples=60)
@given(reviews)
def test_a_form_sent_back_untouched_changes_nothing(review: Review) -> None:
    for form in FORMS:
        assert apply(review, form, fill(review, form)) == review
    for part in LISTS:
        for index, entry in enumerate(entries(review, part)):
            typed = fill_entry(review, part, index)
            if part != "warnings" or ":" not in str(getattr(entry, "category", "")):
                assert with_entry(review, part, index, typed) == review


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(1, 900), st.sampled_from(["a ", "bc\n", "d\n\n", "wörter ", "x"])), max_size=30))
def test_long_texts_are_broken_without_a_loss(runs: list[tuple[int, str]]) -> None:
    text = clean_text("".join(word * times for times, word in runs))[:12_000].strip()
    found = pieces(text)
    assert len(found) <= 5
    assert all(len(piece) <= LONGEST_INPUT for piece in found.values())
    assert (joined(found) or "") == text
    assert (joined({name: f" {piece}\n" for name, piece in found.items()}) or "") == text


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_holds_both_texts_where_nothing_is_left_out(old: str, new: str) -> None:
    runs = compare(old, new)
    if not any(change is Change.LEFT_OUT for change, _ in runs):
        assert "".join(text for change, text in runs if change is not Change.REMOVED).strip() == new.strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 8000, "a\n" * 7999 + "b\n"),
        ("a x " * 1900, "a y " * 1900),
        (" ".join(f"{n % 60} x{n}" for n in range(1900)), " ".join(f"{n % 60} y{n}" for n in range(1900))),
    ],
)
def test_texts_that_repeat_themselves_do_not_hold_anybody_up(old: str, new: str) -> None:
    began = time.process_time()
    runs = compare(old, new)
    assert time.process_time() - began < 3
    assert "".join(text for change, text in runs if change is Change.ADDED)


@pytest.mark.parametrize(
    ("form", "typed", "problem"),
    [
        ("facts.people", {"title": "x", "year": "soon"}, "“soon” is no year"),
        ("facts.people", {"title": " "}, "Title"),
        ("facts.details", {"releases": "Netflix 2020"}, "does not begin with a date"),
        ("facts.details", {"runtime_minutes": "1h 30"}, "no number of minutes"),
        ("facts.more", {"imdb_id": "0073195"}, "Imdb id"),
        ("verdict", {"qualifier": "Divisive"}, "choose Positive, Mixed or Negative"),
        ("overview", {"overview": "x" * 4001}, "at most 4000 characters"),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(form: str, typed: dict[str, str], problem: str) -> None:
    with refused(InvalidFields, match=problem):
        apply(Review(film=Film(title="Jaws")), form, typed)


def test_what_could_not_be_taken_goes_with_its_entry() -> None:
    def film(*titles: str) -> Review:
        return Review.model_validate({"film": {"title": "Jaws"}, "recommendations": [{"title": t} for t in titles]})

    part = Part.RECOMMENDATIONS
    before = film("A", "B", "B", "C")
    pending = {f"{part}.{key(before, part, n)}": {"year": str(n)} for n in range(4)}
    pending |= {f"{part}.new": {"year": "n"}, "verdict": {"qualifier": "x"}}
    after = film("B", "A", "B")
    assert followed(pending, before, after) == {
        f"{part}.{key(after, part, 0)}": {"year": "1"},
        f"{part}.{key(after, part, 1)}": {"year": "0"},
        f"{part}.{key(after, part, 2)}": {"year": "2"},
        f"{part}.new": {"year": "n"},
        f"{part}.new2": {"year": "3"},
        "verdict": {"qualifier": "x"},
    }


def test_every_wrong_field_of_a_form_is_named_at_once() -> None:
    with pytest.raises(InvalidFields) as refusal:
        apply(Review(film=Film(title="Jaws")), "facts.details", {"runtime_minutes": "x", "releases": "y"})
    assert len(refusal.value.problems) == 2


def test_what_a_form_had_no_room_for_stays() -> None:
    review = longest_review("word ")
    assert apply(review, "facts.people", {"year": "1999"}).film == review.film.model_copy(update={"year": 1999})
    assert apply(review, "verdict", {"blurb": ""}) == review.model_copy(update={"blurb": None})
    assert apply(review, "summary", {}) == review
    shorter = with_entry(review, Part.CAST, 1, {"actor": "A"}).film.characters
    assert shorter[1] == review.film.characters[1].model_copy(update={"actor": "A"})
    assert (shorter[0], shorter[2:]) == (review.film.characters[0], review.film.characters[2:])
    for typed in (": knife fight", "Violence:", "\u200b"):
        with refused(InvalidFields, match="Topic: write what is in the film"):
            with_entry(review, Part.WARNINGS, 0, {"topic": typed})


@pytest.mark.parametrize("typed", ["drowning", "SA", "a dog dies, needles", "odd hats", "strobing lights", "assault"])
def test_writers_and_members_name_warnings_in_the_same_words(typed: str) -> None:
    empty = Review(film=Film(title="Jaws"))
    written = with_entry(empty, Part.WARNINGS, None, {"topic": typed, "severity": "mild"}).warnings
    assert set(written) == set(proposals({"topic": typed, "severity": "mild"}))
    assert len(written) == (2 if "," in typed else 1)


def test_an_entry_that_is_typed_anew_as_two_topics_becomes_both_in_its_place() -> None:
    review = with_entry(Review(film=Film(title="Jaws")), Part.WARNINGS, None, {"topic": "Fear: deep", "how": "shown"})
    changed = with_entry(review, Part.WARNINGS, 0, {"topic": "drowning and needles"}).warnings
    assert [(w.topic, w.how) for w in changed] == [("Drowning or deep water", "shown"), ("Needles", "shown")]


def test_facts_are_proposed_only_where_the_film_is_certain() -> None:
    assert proposed_film(Film(title="schindler's list")).runtime_minutes
    assert proposed_film(Film(title="Schindler's List", year=2020)) == Film(title="Schindler's List", year=2020)
    assert proposed_film(Film(title="No Such Film")) == Film(title="No Such Film")
