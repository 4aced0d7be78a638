"""What a review is made of, told once: its parts, their fields, and how each field is told outside the model. Pure.

Merging, differences, what is missing, forms and files read `CONTENTS`; `cogs.writing` has the words for people under
the same names. A test finds a field of the models that is in no part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.models import Film, Model, Review


class Part(StrEnum):
    """The parts a review is written in, in the order of the panel."""

    FACTS = "facts"
    VERDICT = "verdict"
    SUMMARY = "summary"
    WARNINGS = "warnings"
    SECTIONS = "sections"
    CAST = "cast"
    AUDIENCE = "audience"
    RECOMMENDATIONS = "recommendations"
    OVERVIEW = "overview"


class Kind(StrEnum):
    """What a field holds, which settles how it is typed, compared and written down."""

    LINE = "a line of text"
    NUMBER = "a whole number"
    DATE = "a date"
    CHOICE = "one of a few words"
    TICK = "yes or no"
    PROSE = "paragraphs that one input of a form holds"
    LONG_PROSE = "paragraphs that may need all inputs of a form"
    NAMES = "lines of text, in order"
    RELEASES = "dates and places, in order"
    VERDICT = "a tier and a word or two"
    ENTRIES = "models, each with a form of its own"


class Shape(StrEnum):
    """How a part is written."""

    FORM = "one form"
    FORMS = "a form for some of its fields at a time"
    TEXT = "one form, of one text"
    LIST = "a form an entry"


def label(name: str) -> str:
    """A field's name as a heading, or a sentence about it, begins."""
    return name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Field:
    """One field of a model."""

    name: str
    kind: Kind
    form: str | None = ""
    """Which of the part's forms it is typed in, where there are several; None if it has no input of its own."""
    expected: bool = False
    """Whether a review without it is not complete; of an entry's field: whether every entry is to have it."""
    fields: tuple[Field, ...] = ()
    """Those of the models it holds."""
    heading: str = ""
    """What stands above prose in a review file, where that is not its label."""

    @property
    def is_prose(self) -> bool:
        """Whether it holds paragraphs."""
        return self.kind in {Kind.PROSE, Kind.LONG_PROSE}

    @property
    def typed(self) -> tuple[Field, ...]:
        """Those of its fields that have an input."""
        return tuple(field for field in self.fields if field.form is not None)


@dataclass(frozen=True)
class Contents:
    """The fields of a part: of the review, or of its film."""

    fields: tuple[Field, ...]
    of_film: bool = False

    @property
    def shape(self) -> Shape:
        """How the part is written."""
        if self.fields[0].kind is Kind.ENTRIES:
            return Shape.LIST
        if len(self.fields) == 1 and self.fields[0].is_prose:
            return Shape.TEXT
        return Shape.FORMS if len({field.form for field in self.fields} - {None}) > 1 else Shape.FORM


CONTENTS: dict[Part, Contents] = {
    Part.FACTS: Contents(
        (
            Field("title", Kind.LINE, "people"),
            Field("year", Kind.NUMBER, "people", expected=True),
            Field("original_title", Kind.LINE, "more"),
            Field("alternative_titles", Kind.NAMES, "more"),
            Field("directors", Kind.NAMES, "people", expected=True),
            Field("writers", Kind.NAMES, "people"),
            Field("based_on", Kind.LINE, "people"),
            Field("releases", Kind.RELEASES, "details", fields=(Field("date", Kind.DATE), Field("where", Kind.LINE))),
            Field("genres", Kind.NAMES, "details", expected=True),
            Field("languages", Kind.NAMES, "details", expected=True),
            Field("runtime_minutes", Kind.NUMBER, "details", expected=True),
            Field("content_rating", Kind.LINE, "details"),
            Field("poster_url", Kind.LINE, "more"),
            Field("imdb_id", Kind.LINE, "more"),
            Field("tmdb_id", Kind.NUMBER, form=None),
            Field("wikidata_id", Kind.LINE, form=None),
            Field("sources", Kind.NAMES, "more"),
        ),
        of_film=True,
    ),
    Part.VERDICT: Contents(
        (
            Field("blurb", Kind.LINE, expected=True),
            Field(
                "verdict",
                Kind.VERDICT,
                expected=True,
                fields=(Field("tier", Kind.CHOICE), Field("qualifier", Kind.LINE)),
            ),
            Field("author", Kind.LINE),
        )
    ),
    Part.SUMMARY: Contents((Field("summary", Kind.LONG_PROSE, expected=True),)),
    Part.WARNINGS: Contents(
        (
            Field(
                "warnings",
                Kind.ENTRIES,
                expected=True,
                fields=(
                    Field("category", Kind.LINE, form=None),  # typed before the topic
                    Field("topic", Kind.LINE),
                    Field("severity", Kind.CHOICE, expected=True),
                    Field("how", Kind.CHOICE),
                    Field("detail", Kind.PROSE),
                    Field("spoils", Kind.TICK),
                ),
            ),
            Field("unsure", Kind.NAMES, form=None),  # answered with the core questions
        )
    ),
    Part.SECTIONS: Contents(
        (
            Field(
                "sections",
                Kind.ENTRIES,
                expected=True,
                fields=(
                    Field("kind", Kind.CHOICE),
                    Field("heading", Kind.LINE),
                    Field("percentage", Kind.NUMBER),
                    Field("text", Kind.PROSE, expected=True),
                ),
            ),
        )
    ),
    Part.CAST: Contents(
        (
            Field(
                "characters",
                Kind.ENTRIES,
                expected=True,
                fields=(
                    Field("name", Kind.LINE),
                    Field("actor", Kind.LINE, expected=True),
                    Field("description", Kind.PROSE),
                ),
            ),
        ),
        of_film=True,
    ),
    Part.AUDIENCE: Contents((Field("audience", Kind.PROSE, expected=True, heading="Who Is This For?"),)),
    Part.RECOMMENDATIONS: Contents(
        (
            Field(
                "recommendations",
                Kind.ENTRIES,
                expected=True,
                fields=(
                    Field("title", Kind.LINE),
                    Field("year", Kind.NUMBER),
                    Field("pitch", Kind.PROSE, expected=True),
                ),
            ),
        )
    ),
    Part.OVERVIEW: Contents((Field("overview", Kind.PROSE, expected=True),)),
}
"""What each part holds. The order of the fields is that of what changed and of a review file's text."""

OUTSIDE = ("film", "state", "revision")
"""What a review has and nobody writes: the film, whose fields are in parts themselves, and what the library keeps."""

LISTS = tuple(part for part, contents in CONTENTS.items() if contents.shape is Shape.LIST)
FIELDS = {field.name: field for contents in CONTENTS.values() for field in contents.fields}
"""The fields of the film and the review, by name."""


def _forms() -> Iterator[tuple[str, tuple[Part, tuple[Field, ...]]]]:
    for part, contents in CONTENTS.items():
        if contents.shape is Shape.LIST:
            continue
        for form in dict.fromkeys(field.form for field in contents.fields if field.form is not None):
            fields = tuple(field for field in contents.fields if field.form == form)
            yield f"{part}.{form}" if form else part.value, (part, fields)


FORMS: dict[str, tuple[Part, tuple[Field, ...]]] = dict(_forms())
"""The forms that fill in a part, named `part` or `part.form`, and what is typed in each. An entry's is its list's."""


def part_values(review: Review, part: Part) -> dict[str, Any]:
    """The fields that belong to a part, with their values."""
    holder: Film | Review = review.film if CONTENTS[part].of_film else review
    return {field.name: getattr(holder, field.name) for field in CONTENTS[part].fields}


def entries(review: Review, part: Part) -> tuple[Model, ...]:
    """The entries of a list, in order."""
    found: tuple[Model, ...] = part_values(review, part)[CONTENTS[part].fields[0].name]
    return found
