"""The names of a review's fields, as people are told which one is meant."""

from __future__ import annotations

from cogs.ui.language import N_, _

_NAMES = {
    "title": N_("Title"),
    "year": N_("Year"),
    "directors": N_("Directors"),
    "writers": N_("Writers"),
    "based_on": N_("Based on"),
    "genres": N_("Genres"),
    "languages": N_("Languages"),
    "runtime_minutes": N_("Runtime minutes"),
    "content_rating": N_("Content rating"),
    "releases": N_("Releases"),
    "date": N_("Date"),
    "where": N_("Where"),
    "original_title": N_("Original title"),
    "alternative_titles": N_("Alternative titles"),
    "poster_url": N_("Poster url"),
    "imdb_id": N_("Imdb id"),
    "sources": N_("Sources"),
    "verdict": N_("Verdict"),
    "tier": N_("Tier"),
    "qualifier": N_("Qualifier"),
    "blurb": N_("Blurb"),
    "author": N_("Author"),
    "summary": N_("Summary"),
    "audience": N_("Audience"),
    "overview": N_("Overview"),
    "warnings": N_("Warnings"),
    "category": N_("Category"),
    "topic": N_("Topic"),
    "severity": N_("Severity"),
    "how": N_("How"),
    "detail": N_("Detail"),
    "spoils": N_("Spoils"),
    "sections": N_("Sections"),
    "kind": N_("Kind"),
    "heading": N_("Heading"),
    "percentage": N_("Percentage"),
    "text": N_("Text"),
    "characters": N_("Characters"),
    "name": N_("Name"),
    "actor": N_("Actor"),
    "description": N_("Description"),
    "recommendations": N_("Recommendations"),
    "pitch": N_("Pitch"),
    "review": N_("Review"),
}


def field_name(name: str) -> str:
    """A field of `data.models` in words."""
    return _(_NAMES[name]) if name in _NAMES else name.replace("_", " ").capitalize()
