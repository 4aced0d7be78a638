"""The nouns of Marquee: films, reviews and what belongs to them. Immutable, validated, free of any I/O."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
"""All but line ends and tabs: Unicode's Cc, Cs, Zl and Zp, which never change. Looking each character up takes a second
for a long review."""
_INVISIBLE = "\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Spaces of no width and turns of direction; joiners stay, which emoji and some scripts need."""
_DROPPED = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that show nothing: Unicode's Default_Ignorable_Code_Point, and the empty Braille pattern.

Source: https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
"""
_SEEN = re.compile(rf"[^\s{_UNSEEN}]")
UNSEEN = re.compile(f"[{_UNSEEN}]")


def clean_text(value: str) -> str:
    """Text as it is stored: NFC, `\\n` line ends, no control characters, no surrounding blank space.

    Of text in which nothing can be seen nothing is left.
    One canonical form makes every file format read back into the identical model.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return text if _SEEN.search(text) else ""


def clean_line(value: str) -> str:
    """Like `clean_text`, on one line: every run of white space becomes one space."""
    return " ".join(clean_text(value).split())


def _one_as_list(value: Any) -> Any:
    """`directors: Agnès Varda` is as good as `directors: [Agnès Varda]`."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _without_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


OneLine = Annotated[str, AfterValidator(clean_line), Field(min_length=1)]
Paragraphs = Annotated[str, AfterValidator(clean_text), Field(min_length=1)]
Line = Annotated[OneLine, Field(max_length=200)]
Lines = Annotated[
    tuple[Line, ...], BeforeValidator(_one_as_list), AfterValidator(_without_repeats), Field(max_length=40)
]
Year = Annotated[int, Field(ge=1870, le=2100)]
Percentage = Annotated[int, Field(ge=0, le=100)]


class Model(BaseModel):
    """What all nouns share: immutable, no unknown fields, `1917` is as good a title as `"1917"`."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, values: Any) -> Any:
        """`based_on:` with nothing behind it says the same as no such line."""
        if not isinstance(values, dict):
            return values
        return {
            name: value
            for name, value in values.items()
            if value is not None and not (isinstance(value, str) and not clean_text(value))
        }


class Tier(StrEnum):
    """The three verdicts a film can get, from an editor or a member."""

    POSITIVE = "Positive"
    MIXED = "Mixed"
    NEGATIVE = "Negative"


class Severity(StrEnum):
    """How strong the warned-of content is. NONE states that the film has none of it."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


WEAKEST_FIRST = (Severity.NONE, Severity.MILD, Severity.MODERATE, None, Severity.SEVERE)
"""What counts where one thing is said twice. Not stated may be anything, so it outweighs all but severe."""


class Manner(StrEnum):
    """How the warned-of content appears."""

    SHOWN = "shown"
    IMPLIED = "implied"
    MENTIONED = "mentioned"


class SectionKind(StrEnum):
    """What a section of the review argues."""

    HIGHLIGHTS = "Highlights"
    ON_THE_FENCE = "On the Fence"
    LOW_POINTS = "Low Points"


class ReviewState(StrEnum):
    """A draft is seen by its writers, a published review by everybody, a withdrawn one by nobody."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Release(Model):
    """When a film came out, and where: "Cinema", "Netflix", a festival."""

    date: dt.date
    where: Annotated[OneLine, Field(max_length=100)] | None = None


class Character(Model):
    """A role, who plays it and who that person is in the story."""

    name: Line
    actor: Line | None = None
    description: Annotated[Paragraphs, Field(max_length=1000)] | None = None


class Film(Model):
    """The facts of a film. Only the title is certain to be known."""

    title: Line
    year: Year | None = None
    original_title: Line | None = None
    alternative_titles: Lines = ()
    directors: Lines = ()
    writers: Lines = ()
    based_on: Annotated[OneLine, Field(max_length=300)] | None = None
    releases: Annotated[tuple[Release, ...], Field(max_length=20)] = ()
    genres: Lines = ()
    languages: Lines = ()
    runtime_minutes: Annotated[int, Field(ge=1, le=6000)] | None = None
    content_rating: Annotated[OneLine, Field(max_length=40)] | None = None
    characters: Annotated[tuple[Character, ...], Field(max_length=40)] = ()
    poster_url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=500)] | None = None
    imdb_id: Annotated[str, StringConstraints(pattern=r"^tt\d{7,9}$")] | None = None
    tmdb_id: Annotated[int, Field(ge=1)] | None = None
    wikidata_id: Annotated[str, StringConstraints(pattern=r"^Q\d+$")] | None = None
    sources: Lines = ()

    @property
    def label(self) -> str:
        """The title with its year, as people tell films of the same name apart: `Ballerina (2023)`."""
        return f"{self.title} ({self.year})" if self.year else str(self.title)


class ContentWarning(Model):
    """One thing a person may not want to meet in the film."""

    category: Annotated[OneLine, Field(max_length=60)]
    topic: Annotated[OneLine, Field(max_length=80)]
    severity: Severity | None = None
    """How strong it is; nothing where whoever wrote the warning did not say."""
    how: Manner | None = None
    detail: Annotated[Paragraphs, Field(max_length=600)] | None = None
    spoils: bool = False
    """Whether the topic alone gives away a turn of the plot."""


class Verdict(Model):
    """The editor's judgement: a tier and a free word or two, `Mixed (Divisive)`."""

    tier: Tier
    qualifier: Annotated[OneLine, Field(max_length=40)] | None = None

    def __str__(self) -> str:
        return f"{self.tier} ({self.qualifier})" if self.qualifier else str(self.tier)


class Section(Model):
    """One argued criterion; the percentage says how well the film does on it."""

    kind: SectionKind
    heading: Annotated[OneLine, Field(max_length=150)]
    text: Annotated[Paragraphs, Field(max_length=4000)] | None = None
    percentage: Percentage | None = None


class Recommendation(Model):
    """Another film, and why someone who liked this one would like that one."""

    title: Line
    year: Year | None = None
    pitch: Annotated[Paragraphs, Field(max_length=400)] | None = None

    @property
    def label(self) -> str:
        """Title and year, as in `Film.label`."""
        return f"{self.title} ({self.year})" if self.year else str(self.title)


def _grouped_by_category(warnings: tuple[ContentWarning, ...]) -> tuple[ContentWarning, ...]:
    order = list(dict.fromkeys(w.category for w in warnings))
    return tuple(sorted(warnings, key=lambda w: order.index(w.category)))


def _in_reading_order(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    order = list(SectionKind)
    return tuple(sorted(sections, key=lambda s: order.index(s.kind)))


class Review(Model):
    """A whole review. Everything but the film's title may be missing in a draft."""

    film: Film
    blurb: Annotated[OneLine, Field(max_length=300)] | None = None
    summary: Annotated[Paragraphs, Field(max_length=12_000)] | None = None
    """The plot, spoilers included."""
    warnings: Annotated[tuple[ContentWarning, ...], AfterValidator(_grouped_by_category), Field(max_length=80)] = ()
    unsure: Annotated[
        tuple[Annotated[OneLine, Field(max_length=80)], ...],
        BeforeValidator(_one_as_list),
        AfterValidator(_without_repeats),
        Field(max_length=60),
    ] = ()
    """Labels of topics that whoever wrote it does not remember for certain: neither a yes nor a no."""
    verdict: Verdict | None = None
    sections: Annotated[tuple[Section, ...], AfterValidator(_in_reading_order), Field(max_length=20)] = ()
    audience: Annotated[Paragraphs, Field(max_length=1000)] | None = None
    """Who it is for."""
    recommendations: Annotated[tuple[Recommendation, ...], Field(max_length=20)] = ()
    overview: Annotated[Paragraphs, Field(max_length=4000)] | None = None
    author: Annotated[OneLine, Field(max_length=100)] | None = None
    state: ReviewState = ReviewState.PUBLISHED
    revision: Annotated[int, Field(ge=1)] = 1


SHARED_LIBRARY = 0
"""The guild id under which the reviews that every server sees are kept."""

FORMER_MEMBER = 0
"""Stands where the id of a member stood who was forgotten, in what they wrote and decided."""


class StoredReview(Model):
    """A review in its place: of which film, in the shared library or in one server's."""

    id: int
    film_id: int
    guild_id: int = SHARED_LIBRARY
    review: Review


class Tally(Model):
    """How many members gave each verdict."""

    positive: int = 0
    mixed: int = 0
    negative: int = 0

    @property
    def total(self) -> int:
        """Number of votes."""
        return self.positive + self.mixed + self.negative

    def count(self, tier: Tier) -> int:
        """Number of votes for one tier."""
        return {Tier.POSITIVE: self.positive, Tier.MIXED: self.mixed, Tier.NEGATIVE: self.negative}[tier]
