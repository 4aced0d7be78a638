"""The words of the forms in which a review is written: a title and labelled inputs for each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cogs.ui.forms import UNSET, ChoiceField, Field, TextField, TickField
from cogs.ui.language import N_, _
from data.drafts.inputs import Typed
from data.drafts.long_texts import is_piece
from data.models import Manner, SectionKind, Severity, Tier
from data.parts import Part

_ONE_A_LINE = N_("One a line")
_NOT_STATED = (UNSET, N_("Not stated"))
_TIERS = (*((tier.value, tier.value) for tier in Tier), (UNSET, N_("No verdict yet")))
_CAPITALS = {
    Severity.NONE: N_("None"),
    Severity.MILD: N_("Mild"),
    Severity.MODERATE: N_("Moderate"),
    Severity.SEVERE: N_("Severe"),
    Manner.SHOWN: N_("Shown"),
    Manner.IMPLIED: N_("Implied"),
    Manner.MENTIONED: N_("Mentioned"),
}
_STRENGTHS = (*((one.value, _CAPITALS[one]) for one in Severity), _NOT_STATED)
_MANNERS = (*((one.value, _CAPITALS[one]) for one in Manner), _NOT_STATED)
_KINDS = tuple((kind.value, kind.value) for kind in SectionKind)

FORM_FIELDS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "facts.people": (
        N_("Facts: title and people"),
        (
            TextField("title", N_("Title"), longest=200, required=True),
            TextField("year", N_("Year"), longest=10),
            TextField("directors", N_("Directed by"), hint=_ONE_A_LINE, long=True),
            TextField("writers", N_("Written by"), hint=_ONE_A_LINE, long=True),
            TextField("based_on", N_("Based on"), hint=N_("A book, a play, another film"), longest=300),
        ),
    ),
    "facts.details": (
        N_("Facts: details"),
        (
            TextField("genres", N_("Genres"), hint=_ONE_A_LINE, long=True),
            TextField("languages", N_("Languages"), hint=_ONE_A_LINE, long=True),
            TextField("runtime_minutes", N_("Runtime in minutes"), longest=10),
            TextField("content_rating", N_("Content rating"), hint=N_("As in PG-13"), longest=40),
            TextField("releases", N_("Releases"), hint=N_("One a line, as in 2023-10-06 Netflix"), long=True),
        ),
    ),
    "facts.more": (
        N_("Facts: more"),
        (
            TextField("original_title", N_("Original title"), longest=200),
            TextField("alternative_titles", N_("Other titles it is known by"), hint=_ONE_A_LINE, long=True),
            TextField("poster_url", N_("Address of a poster"), hint=N_("Begins with https://"), longest=500),
            TextField("imdb_id", N_("IMDb id"), hint=N_("As in tt0073195"), longest=20),
            TextField("sources", N_("Where the facts are from"), hint=_ONE_A_LINE, long=True),
        ),
    ),
    "verdict": (
        N_("Blurb and verdict"),
        (
            TextField("blurb", N_("Blurb"), hint=N_("One sentence that spoils nothing"), longest=300, long=True),
            ChoiceField("tier", N_("Verdict"), _TIERS),
            TextField("qualifier", N_("In a word or two"), hint=N_("As in Divisive; may stay empty"), longest=40),
            TextField("author", N_("Reviewer, as it is signed"), longest=100),
        ),
    ),
    "summary": (
        N_("Summary"),
        (
            TextField(
                "summary", N_("Summary"), hint=N_("The whole plot, ending included; shown only on request"), long=True
            ),
        ),
    ),
    "audience": (
        N_("Who it is for"),
        (TextField("audience", N_("Who it is for"), hint=N_("And who it is not for"), longest=1000, long=True),),
    ),
    "overview": (
        N_("Overview"),
        (TextField("overview", N_("Overview"), hint=N_("The judgement as a whole"), long=True),),
    ),
    Part.WARNINGS: (
        N_("Content warning"),
        (
            TextField(
                "topic",
                N_("Topic"),
                hint=N_("In any words, as in drowning; or Category: topic"),
                longest=150,
                required=True,
            ),
            ChoiceField("severity", N_("Strength"), _STRENGTHS, hint=N_("“None” says that it is not in the film")),
            ChoiceField("how", N_("How it appears"), _MANNERS),
            TextField("detail", N_("Detail"), hint=N_("Shown under a black bar"), longest=600, long=True),
            TickField("spoils", N_("The topic alone gives the plot away")),
        ),
    ),
    Part.SECTIONS: (
        N_("Section"),
        (
            ChoiceField("kind", N_("Kind"), _KINDS, required=True),
            TextField("heading", N_("Heading"), longest=150, required=True),
            TextField("percentage", N_("Score from 0 to 100"), hint=N_("May stay empty"), longest=10),
            TextField("text", N_("Text"), long=True),
        ),
    ),
    Part.CAST: (
        N_("Character"),
        (
            TextField("name", N_("Character"), longest=200, required=True),
            TextField("actor", N_("Played by"), longest=200),
            TextField("description", N_("Who that is"), hint=N_("Shown under a black bar"), longest=1000, long=True),
        ),
    ),
    Part.RECOMMENDATIONS: (
        N_("Recommendation"),
        (
            TextField("title", N_("Title"), longest=200, required=True),
            TextField("year", N_("Year"), longest=10),
            TextField("pitch", N_("Why"), hint=N_("For someone who liked this film"), longest=400, long=True),
        ),
    ),
}
"""The title and the inputs of each form of `data.parts.FORMS`, and of an entry's of each list, in the order shown."""


def form_fields(form: str, typed: Typed) -> Iterator[Field]:
    """The inputs of a form, filled in; a text that may need several has one for each piece of it."""
    for marked in FORM_FIELDS[form][1]:
        field = _in_words(marked)
        if field.name in typed:
            yield replace(field, value=typed[field.name])
            continue
        for number, name in enumerate(sorted(filter(is_piece, typed))):
            going_on = _("{field}, going on").format(field=field.label) if number else field.label
            yield replace(field, name=name, label=going_on, value=typed[name])


def _in_words(field: Field) -> Field:
    """An input in the reader's language."""
    said = replace(field, label=_(field.label), hint=_(field.hint) if field.hint else "")
    if isinstance(said, ChoiceField):
        return replace(said, options=tuple((value, _(label)) for value, label in said.options))
    return said
