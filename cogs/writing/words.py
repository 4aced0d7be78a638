"""What the parts of a review are called where it is written, and what is missing. Keyed as `data.parts` is."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.ui.language import N_, _
from data.parts import Part

FIRST_QUESTIONS = "0.00."
"""The first page of core questions, as a button names it."""

PART_NAMES = {
    Part.FACTS: N_("Facts"),
    Part.VERDICT: N_("Blurb and verdict"),
    Part.SUMMARY: N_("Summary"),
    Part.WARNINGS: N_("Warnings"),
    Part.SECTIONS: N_("Sections"),
    Part.CAST: N_("Cast"),
    Part.AUDIENCE: N_("Who it is for"),
    Part.RECOMMENDATIONS: N_("Recommendations"),
    Part.OVERVIEW: N_("Overview"),
}

ADD_ENTRY = {
    Part.WARNINGS: N_("Add a warning"),
    Part.SECTIONS: N_("Add a section"),
    Part.CAST: N_("Add a character"),
    Part.RECOMMENDATIONS: N_("Add a film"),
}
"""The way to one more entry of a list."""

FORM_NAMES = {"facts.people": N_("Title and people"), "facts.details": N_("Details"), "facts.more": N_("More")}
"""The forms of a part that has several, in the order shown."""

MISSING = {
    "year": N_("the year"),
    "directors": N_("a director"),
    "genres": N_("a genre"),
    "languages": N_("the language"),
    "runtime_minutes": N_("the runtime"),
    "blurb": N_("the blurb"),
    "verdict": N_("the verdict"),
    "summary": N_("the summary"),
    "warnings": N_("at least one warning (strength “none” says that there is nothing)"),
    "warnings.severity": N_("the strength of every warning"),
    "sections": N_("at least one section"),
    "sections.text": N_("the text of every section"),
    "characters": N_("at least one character"),
    "characters.actor": N_("who plays each character"),
    "audience": N_("who it is for"),
    "recommendations": N_("at least one recommendation"),
    "recommendations.pitch": N_("why each film is recommended"),
    "overview": N_("the overview"),
}
"""What a review is to have before it is published, as `data.drafts.missing` names it."""

MARKED = (
    *(N_("empty"), N_("partly"), N_("done")),
    *(N_("draft"), N_("published"), N_("withdrawn")),
    *(N_("writing"), N_("submitted"), N_("returned"), N_("discarded")),
    *(N_("the server"), N_("this server"), N_("poll defaults"), N_("a warning"), N_("all of one member")),
    N_("back to revision {number}"),
)
"""How far a part is, what becomes of a text, and what the log is about: the data hold it in English, and it is shown
with `_`."""


def missing_words(missing: Iterable[str]) -> list[str]:
    """What is missing, said to people."""
    return [_(MISSING[name]) for name in missing]
