"""The table of a review's parts against the models: nothing is left out, and each field is of its kind."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import create_model

from data.models import Character, Film, Model, Review
from data.parts import CONTENTS, FIELDS, FORMS, LISTS, OUTSIDE, Field, Kind, Part, Shape, entries, label, part_values
from tests.cogs.reviews.test_cards import longest_review

FULL = longest_review("x")
TYPES: dict[Kind, type[Any]] = {Kind.NUMBER: int, Kind.DATE: dt.date, Kind.TICK: bool, Kind.VERDICT: Model}
TYPES |= dict.fromkeys((Kind.NAMES, Kind.RELEASES, Kind.ENTRIES), tuple)
TYPES |= dict.fromkeys((Kind.LINE, Kind.CHOICE, Kind.PROSE, Kind.LONG_PROSE), str)


def unlisted(review: type[Model] = Review, film: type[Model] = Film) -> list[str]:
    """The fields of the models that are in no part, and what the table names that no model has."""
    top = {True: set(), False: set(OUTSIDE)}
    found = []
    for contents in CONTENTS.values():
        holder = film if contents.of_film else review
        top[contents.of_film] |= {field.name for field in contents.fields}
        for field in contents.fields:
            inner = model_in(holder.model_fields[field.name].annotation) if field.name in holder.model_fields else None
            names = set(inner.model_fields) if inner else set()
            found += [f"{field.name}.{name}" for name in names ^ {one.name for one in field.fields}]
    return sorted([*found, *(top[True] ^ set(film.model_fields)), *(top[False] ^ set(review.model_fields))])


def model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)


def every_value() -> Iterator[tuple[str, Field, Any]]:
    """Each field with a value that the fullest review has for it."""
    for part in Part:
        for name, value in part_values(FULL, part).items():
            yield name, FIELDS[name], value
            held = value if isinstance(value, tuple) else (value,)
            for inner in FIELDS[name].fields:
                values = [getattr(one, inner.name) for one in held]
                yield f"{name}.{inner.name}", inner, next(filter(None, values), None)


def test_every_field_of_the_models_is_in_a_part() -> None:
    assert unlisted() == []


def test_a_field_that_is_in_no_part_is_found() -> None:
    optional: Any = (str | None, None)
    assert unlisted(review=create_model("WithMood", __base__=Review, mood=optional)) == ["mood"]
    assert unlisted(film=create_model("WithRatio", __base__=Film, ratio=optional)) == ["ratio"]
    character = create_model("WithAge", __base__=Character, age=optional)
    film = create_model("Aged", __base__=Film, characters=(tuple[character, ...], ()))  # type: ignore[valid-type]  # a class made here
    assert unlisted(film=film) == ["characters.age"]


@pytest.mark.parametrize(("name", "field", "value"), [pytest.param(*one, id=one[0]) for one in every_value()])
def test_every_field_is_of_its_kind_and_in_the_fullest_review(name: str, field: Field, value: Any) -> None:
    assert value, f"longest_review says nothing of {name}"
    assert isinstance(value, TYPES[field.kind])
    if field.kind is Kind.NAMES:
        assert all(isinstance(one, str) for one in value)
    if field.kind in {Kind.RELEASES, Kind.ENTRIES}:
        assert all(isinstance(one, Model) for one in value)


def test_property_tests_build_every_field() -> None:
    source = (Path(__file__).parent / "reviews_strategy.py").read_text(encoding="utf-8")
    assert [name for name, _, _ in every_value() if f"{name.rpartition('.')[2]}=" not in source] == []


def test_no_name_means_two_fields() -> None:
    assert len(FIELDS) == sum(len(contents.fields) for contents in CONTENTS.values())
    assert not FIELDS.keys() & set(OUTSIDE)


def test_every_part_is_written_in_its_shape() -> None:
    shapes = {part: contents.shape for part, contents in CONTENTS.items()}
    assert list(shapes) == list(Part)
    assert shapes[Part.FACTS] is Shape.FORMS
    assert shapes[Part.VERDICT] is Shape.FORM
    assert {part for part in Part if shapes[part] is Shape.TEXT} == {Part.SUMMARY, Part.AUDIENCE, Part.OVERVIEW}
    assert LISTS == (Part.WARNINGS, Part.SECTIONS, Part.CAST, Part.RECOMMENDATIONS)
    beside = {part: [field.name for field in CONTENTS[part].fields[1:]] for part in LISTS}
    assert beside.pop(Part.WARNINGS) == ["unsure"]
    assert not any(beside.values())
    assert all(field.form is None for part in LISTS for field in CONTENTS[part].fields[1:])


def test_whatever_is_typed_is_typed_in_one_form() -> None:
    forms = {form: {field.name for field in fields} for form, (_, fields) in FORMS.items()}
    assert forms["facts.people"] == {"title", "year", "directors", "writers", "based_on"}
    assert all(form.partition(".")[0] == part for form, (part, _) in FORMS.items())
    typed = [name for names in forms.values() for name in names] + [CONTENTS[part].fields[0].name for part in LISTS]
    assert sorted(typed) == sorted(name for name, field in FIELDS.items() if field.form is not None)


def test_entries_are_those_of_the_list() -> None:
    assert entries(FULL, Part.CAST) == FULL.film.characters
    assert entries(FULL, Part.RECOMMENDATIONS) == FULL.recommendations
    assert CONTENTS[Part.WARNINGS].fields[0].typed[0].name == "topic"
    assert label("based_on") == "Based on"
