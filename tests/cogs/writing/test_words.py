"""The words of the parts against the table of the parts: nothing is without words, and no words are left over."""

from cogs.ui.forms import ChoiceField, TextField, TickField
from cogs.writing.forms import FORM_FIELDS, form_fields
from cogs.writing.words import ADD_ENTRY, FORM_NAMES, MISSING, PART_NAMES, missing_words
from data.drafts import missing
from data.models import Film, Review
from data.parts import CONTENTS, FORMS, LISTS, Field, Kind, Part, Shape

KINDS = {Kind.CHOICE: ChoiceField, Kind.TICK: TickField}


def inputs(fields: tuple[Field, ...]) -> dict[str, type]:
    """What is typed for some fields, by name: a verdict has an input for each of its own."""
    typed = [one for field in fields for one in (field.typed if field.kind is Kind.VERDICT else (field,))]
    return {one.name: KINDS.get(one.kind, TextField) for one in typed}


def test_every_field_that_is_typed_has_its_words() -> None:
    expected = {form: inputs(fields) for form, (_, fields) in FORMS.items()}
    expected |= {part: inputs(CONTENTS[part].fields[0].typed) for part in LISTS}
    assert {form: {one.name: type(one) for one in shown} for form, (_, shown) in FORM_FIELDS.items()} == expected


def test_every_part_and_form_is_called_something() -> None:
    assert list(PART_NAMES) == list(Part)
    assert set(ADD_ENTRY) == set(LISTS)
    several = [part for part, contents in CONTENTS.items() if contents.shape is Shape.FORMS]
    assert set(FORM_NAMES) == {form for form, (part, _) in FORMS.items() if part in several}


def test_whatever_is_expected_of_a_review_is_asked_for_in_words() -> None:
    fields = [field for contents in CONTENTS.values() for field in contents.fields if field.expected]
    inner = [f"{field.name}.{one.name}" for field in fields for one in field.fields if one.expected]
    assert set(MISSING) == {*(field.name for field in fields), *inner}
    bare = Review.model_validate({"film": Film(title="Jaws"), "sections": [{"kind": "Highlights", "heading": "Light"}]})
    words = missing_words(missing(bare))
    assert words[0] == "the year"
    assert "the text of every section" in words
    assert "at least one section" not in words


def test_a_long_text_has_an_input_for_each_piece() -> None:
    shown = list(form_fields("summary", {"text2p": "", "text1p": "It begins."}))
    assert [(one.name, one.label, one.value) for one in shown] == [
        ("text1p", "Summary", "It begins."),
        ("text2p", "Summary, going on", ""),
    ]
