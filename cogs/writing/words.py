"""What the parts of a review are called where it is written, and what is missing. Keyed as `data.parts` is."""

from __future__ import annotations

from collections.abc import Iterable

from data.parts import Part

PART_NAMES = {
    Part.FACTS: "Facts",
    Part.VERDICT: "Blurb and verdict",
    Part.SUMMARY: "Summary",
    Part.WARNINGS: "Warnings",
    Part.SECTIONS: "Sections",
    Part.CAST: "Cast",
    Part.AUDIENCE: "Who it is for",
    Part.RECOMMENDATIONS: "Recommendations",
    Part.OVERVIEW: "Overview",
}

ONE_ENTRY = {
    Part.WARNINGS: "warning",
    Part.SECTIONS: "section",
    Part.CAST: "character",
    Part.RECOMMENDATIONS: "film",
}
"""What one adds to a list."""

FORM_NAMES = {"facts.people": "Title and people", "facts.details": "Details", "facts.more": "More"}
"""The forms of a part that has several, in the order shown."""

MISSING = {
    "year": "the year",
    "directors": "a director",
    "genres": "a genre",
    "languages": "the language",
    "runtime_minutes": "the runtime",
    "blurb": "the blurb",
    "verdict": "the verdict",
    "summary": "the summary",
    "warnings": "at least one warning (strength “none” says that there is nothing)",
    "warnings.severity": "the strength of every warning",
    "sections": "at least one section",
    "sections.text": "the text of every section",
    "characters": "at least one character",
    "characters.actor": "who plays each character",
    "audience": "who it is for",
    "recommendations": "at least one recommendation",
    "recommendations.pitch": "why each film is recommended",
    "overview": "the overview",
}
"""What a review is to have before it is published, as `data.drafts.missing` names it."""


def missing_words(missing: Iterable[str]) -> list[str]:
    """What is missing, said to people."""
    return [MISSING[name] for name in missing]
