"""The words of the forms in which a review is written: a title and labelled inputs for each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cogs.ui.forms import UNSET, ChoiceField, Field, TextField, TickField
from data.drafts.inputs import Typed
from data.drafts.long_texts import is_piece
from data.models import Manner, SectionKind, Severity, Tier
from data.parts import Part

_ONE_A_LINE = "One a line"
_NOT_STATED = (UNSET, "Not stated")
_TIERS = (*((tier.value, tier.value) for tier in Tier), (UNSET, "No verdict yet"))
_STRENGTHS = (*((one.value, one.value.capitalize()) for one in Severity), _NOT_STATED)
_MANNERS = (*((one.value, one.value.capitalize()) for one in Manner), _NOT_STATED)
_KINDS = tuple((kind.value, kind.value) for kind in SectionKind)

FORM_FIELDS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "facts.people": (
        "Facts: title and people",
        (
            TextField("title", "Title", longest=200, required=True),
            TextField("year", "Year", longest=10),
            TextField("directors", "Directed by", hint=_ONE_A_LINE, long=True),
            TextField("writers", "Written by", hint=_ONE_A_LINE, long=True),
            TextField("based_on", "Based on", hint="A book, a play, another film", longest=300),
        ),
    ),
    "facts.details": (
        "Facts: details",
        (
            TextField("genres", "Genres", hint=_ONE_A_LINE, long=True),
            TextField("languages", "Languages", hint=_ONE_A_LINE, long=True),
            TextField("runtime_minutes", "Runtime in minutes", longest=10),
            TextField("content_rating", "Content rating", hint="As in PG-13", longest=40),
            TextField("releases", "Releases", hint="One a line, as in 2023-10-06 Netflix", long=True),
        ),
    ),
    "facts.more": (
        "Facts: more",
        (
            TextField("original_title", "Original title", longest=200),
            TextField("alternative_titles", "Other titles it is known by", hint=_ONE_A_LINE, long=True),
            TextField("poster_url", "Address of a poster", hint="Begins with https://", longest=500),
            TextField("imdb_id", "IMDb id", hint="As in tt0073195", longest=20),
            TextField("sources", "Where the facts are from", hint=_ONE_A_LINE, long=True),
        ),
    ),
    "verdict": (
        "Blurb and verdict",
        (
            TextField("blurb", "Blurb", hint="One sentence that spoils nothing", longest=300, long=True),
            ChoiceField("tier", "Verdict", _TIERS),
            TextField("qualifier", "In a word or two", hint="As in Divisive; may stay empty", longest=40),
            TextField("author", "Reviewer, as it is signed", longest=100),
        ),
    ),
    "summary": (
        "Summary",
        (TextField("summary", "Summary", hint="The whole plot, ending included; shown only on request", long=True),),
    ),
    "audience": (
        "Who it is for",
        (TextField("audience", "Who it is for", hint="And who it is not for", longest=1000, long=True),),
    ),
    "overview": (
        "Overview",
        (TextField("overview", "Overview", hint="The judgement as a whole", long=True),),
    ),
    Part.WARNINGS: (
        "Content warning",
        (
            TextField(
                "topic", "Topic", hint="Category: topic, as in Violence: knife fight", longest=150, required=True
            ),
            ChoiceField("severity", "Strength", _STRENGTHS, hint="“None” says that it is not in the film"),
            ChoiceField("how", "How it appears", _MANNERS),
            TextField("detail", "Detail", hint="Shown under a black bar", longest=600, long=True),
            TickField("spoils", "The topic alone gives the plot away"),
        ),
    ),
    Part.SECTIONS: (
        "Section",
        (
            ChoiceField("kind", "Kind", _KINDS, required=True),
            TextField("heading", "Heading", longest=150, required=True),
            TextField("percentage", "Score from 0 to 100", hint="May stay empty", longest=10),
            TextField("text", "Text", long=True),
        ),
    ),
    Part.CAST: (
        "Character",
        (
            TextField("name", "Character", longest=200, required=True),
            TextField("actor", "Played by", longest=200),
            TextField("description", "Who that is", hint="Shown under a black bar", longest=1000, long=True),
        ),
    ),
    Part.RECOMMENDATIONS: (
        "Recommendation",
        (
            TextField("title", "Title", longest=200, required=True),
            TextField("year", "Year", longest=10),
            TextField("pitch", "Why", hint="For someone who liked this film", longest=400, long=True),
        ),
    ),
}
"""The title and the inputs of each form of `data.parts.FORMS`, and of an entry's of each list, in the order shown."""


def form_fields(form: str, typed: Typed) -> Iterator[Field]:
    """The inputs of a form, filled in; a text that may need several has one for each piece of it."""
    for field in FORM_FIELDS[form][1]:
        if field.name in typed:
            yield replace(field, value=typed[field.name])
            continue
        for number, name in enumerate(sorted(filter(is_piece, typed))):
            going_on = f"{field.label}, going on" if number else field.label
            yield replace(field, name=name, label=going_on, value=typed[name])
