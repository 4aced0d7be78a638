"""What a review consists of, part by part, and what of it is still missing. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from data.models import Review


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


class Progress(StrEnum):
    """How far a part is."""

    EMPTY = "empty"
    PARTLY = "partly"
    DONE = "done"


_Check = tuple[str, Callable[[Review], bool]]

_CHECKS: dict[Part, tuple[_Check, ...]] = {
    Part.FACTS: (
        ("the year", lambda r: r.film.year is not None),
        ("a director", lambda r: bool(r.film.directors)),
        ("a genre", lambda r: bool(r.film.genres)),
        ("the language", lambda r: bool(r.film.languages)),
        ("the runtime", lambda r: r.film.runtime_minutes is not None),
    ),
    Part.VERDICT: (
        ("the blurb", lambda r: r.blurb is not None),
        ("the verdict", lambda r: r.verdict is not None),
    ),
    Part.SUMMARY: (("the summary", lambda r: r.summary is not None),),
    Part.WARNINGS: (
        ("at least one warning (strength “none” says that there is nothing)", lambda r: bool(r.warnings)),
        ("the strength of every warning", lambda r: all(w.severity is not None for w in r.warnings)),
    ),
    Part.SECTIONS: (
        ("at least one section", lambda r: bool(r.sections)),
        ("the text of every section", lambda r: all(s.text for s in r.sections)),
    ),
    Part.CAST: (
        ("at least one character", lambda r: bool(r.film.characters)),
        ("who plays each character", lambda r: all(c.actor for c in r.film.characters)),
    ),
    Part.AUDIENCE: (("who it is for", lambda r: r.audience is not None),),
    Part.RECOMMENDATIONS: (
        ("at least one recommendation", lambda r: bool(r.recommendations)),
        ("why each film is recommended", lambda r: all(one.pitch for one in r.recommendations)),
    ),
    Part.OVERVIEW: (("the overview", lambda r: r.overview is not None),),
}

_ENTRIES: dict[Part, Callable[[Review], bool]] = {
    Part.WARNINGS: lambda r: bool(r.warnings),
    Part.SECTIONS: lambda r: bool(r.sections),
    Part.CAST: lambda r: bool(r.film.characters),
    Part.RECOMMENDATIONS: lambda r: bool(r.recommendations),
}
"""Lists, of which every entry is right as long as there is none."""


def missing(review: Review) -> list[str]:
    """What one expects of a published review and does not find in this one, in the order of its parts."""
    return [name for part in Part for name in _missing_of(review, part)]


def progress(review: Review, part: Part) -> Progress:
    """How far a part is."""
    lacking = _missing_of(review, part)
    if not lacking:
        return Progress.DONE
    started = _ENTRIES[part](review) if part in _ENTRIES else len(lacking) < len(_CHECKS[part])
    return Progress.PARTLY if started else Progress.EMPTY


def _missing_of(review: Review, part: Part) -> list[str]:
    return [name for name, there in _CHECKS[part] if not there(review)]
