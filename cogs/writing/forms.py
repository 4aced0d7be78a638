"""The words of the forms in which a review is written: a title and labelled fields for each. Pure."""

from __future__ import annotations

from collections.abc import Callable

from cogs.ui.forms import UNSET, ChoiceField, Field, TextField, TickField
from data.drafts import Part
from data.models import Manner, SectionKind, Severity, Tier

Typed = dict[str, str]

_ONE_A_LINE = "One a line"


def _people(typed: Typed) -> list[Field]:
    return [
        TextField("title", "Title", typed["title"], longest=200, required=True),
        TextField("year", "Year", typed["year"], longest=10),
        TextField("directors", "Directed by", typed["directors"], _ONE_A_LINE, long=True),
        TextField("writers", "Written by", typed["writers"], _ONE_A_LINE, long=True),
        TextField("based_on", "Based on", typed["based_on"], "A book, a play, another film", longest=300),
    ]


def _details(typed: Typed) -> list[Field]:
    return [
        TextField("genres", "Genres", typed["genres"], _ONE_A_LINE, long=True),
        TextField("languages", "Languages", typed["languages"], _ONE_A_LINE, long=True),
        TextField("runtime_minutes", "Runtime in minutes", typed["runtime_minutes"], longest=10),
        TextField("content_rating", "Content rating", typed["content_rating"], "As in PG-13", longest=40),
        TextField("releases", "Releases", typed["releases"], "One a line, as in 2023-10-06 Netflix", long=True),
    ]


def _more(typed: Typed) -> list[Field]:
    other = "Other titles it is known by"
    return [
        TextField("original_title", "Original title", typed["original_title"], longest=200),
        TextField("alternative_titles", other, typed["alternative_titles"], _ONE_A_LINE, long=True),
        TextField("poster_url", "Address of a poster", typed["poster_url"], "Begins with https://", longest=500),
        TextField("imdb_id", "IMDb id", typed["imdb_id"], "As in tt0073195", longest=20),
        TextField("sources", "Where the facts are from", typed["sources"], _ONE_A_LINE, long=True),
    ]


def _verdict(typed: Typed) -> list[Field]:
    tiers = (*((tier.value, tier.value) for tier in Tier), (UNSET, "No verdict yet"))
    return [
        TextField("blurb", "Blurb", typed["blurb"], "One sentence that spoils nothing", 300, long=True),
        ChoiceField("tier", "Verdict", tiers, typed["tier"]),
        TextField("qualifier", "In a word or two", typed["qualifier"], "As in Divisive; may stay empty", 40),
        TextField("author", "Reviewer, as it is signed", typed["author"], longest=100),
    ]


def _summary(typed: Typed) -> list[Field]:
    hint = "The whole plot, ending included; shown only on request"
    names = sorted(typed)
    return [
        TextField(name, "Summary" if name == names[0] else "Summary, going on", typed[name], hint, long=True)
        for name in names
    ]


def _audience(typed: Typed) -> list[Field]:
    return [TextField("audience", "Who it is for", typed["audience"], "And who it is not for", 1000, long=True)]


def _overview(typed: Typed) -> list[Field]:
    return [TextField("overview", "Overview", typed["overview"], "The judgement as a whole", 4000, long=True)]


def _warning(typed: Typed) -> list[Field]:
    strengths = (*((one.value, one.value.capitalize()) for one in Severity), (UNSET, "Not stated"))
    manners = (*((one.value, one.value.capitalize()) for one in Manner), (UNSET, "Not stated"))
    return [
        TextField("topic", "Topic", typed["topic"], "Category: topic, as in Violence: knife fight", 150, required=True),
        ChoiceField("severity", "Strength", strengths, typed["severity"], "“None” says that it is not in the film"),
        ChoiceField("how", "How it appears", manners, typed["how"]),
        TextField("detail", "Detail", typed["detail"], "Shown under a black bar", 600, long=True),
        TickField("spoils", "The topic alone gives the plot away", typed["spoils"]),
    ]


def _section(typed: Typed) -> list[Field]:
    kinds = tuple((kind.value, kind.value) for kind in SectionKind)
    return [
        ChoiceField("kind", "Kind", kinds, typed["kind"], required=True),
        TextField("heading", "Heading", typed["heading"], longest=150, required=True),
        TextField("percentage", "Score from 0 to 100", typed["percentage"], "May stay empty", longest=10),
        TextField("text", "Text", typed["text"], long=True),
    ]


def _character(typed: Typed) -> list[Field]:
    return [
        TextField("name", "Character", typed["name"], longest=200, required=True),
        TextField("actor", "Played by", typed["actor"], longest=200),
        TextField("description", "Who that is", typed["description"], "Shown under a black bar", 1000, long=True),
    ]


def _recommendation(typed: Typed) -> list[Field]:
    return [
        TextField("title", "Title", typed["title"], longest=200, required=True),
        TextField("year", "Year", typed["year"], longest=10),
        TextField("pitch", "Why", typed["pitch"], "For someone who liked this film", 400, long=True),
    ]


FORM_FIELDS: dict[str, tuple[str, Callable[[Typed], list[Field]]]] = {
    "facts.people": ("Facts: title and people", _people),
    "facts.details": ("Facts: details", _details),
    "facts.more": ("Facts: more", _more),
    "verdict": ("Blurb and verdict", _verdict),
    "summary": ("Summary", _summary),
    "audience": ("Who it is for", _audience),
    "overview": ("Overview", _overview),
    Part.WARNINGS: ("Content warning", _warning),
    Part.SECTIONS: ("Section", _section),
    Part.CAST: ("Character", _character),
    Part.RECOMMENDATIONS: ("Recommendation", _recommendation),
}
"""The title and the fields of each form, filled in with what is there."""
