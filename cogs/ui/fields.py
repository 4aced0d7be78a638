"""The names of a review's fields, as people are told which one is meant."""

from __future__ import annotations

from cogs.ui.language import N_, _
from data.parts import label

MARKED = (
    *(N_("Title"), N_("Year"), N_("Directors"), N_("Writers"), N_("Based on"), N_("Genres"), N_("Languages")),
    *(N_("Runtime minutes"), N_("Content rating"), N_("Releases"), N_("Date"), N_("Where")),
    *(N_("Original title"), N_("Alternative titles"), N_("Poster url"), N_("Imdb id"), N_("Sources")),
    *(N_("Tmdb id"), N_("Wikidata id"), N_("Verdict"), N_("Tier"), N_("Qualifier"), N_("Blurb")),
    *(N_("Author"), N_("Summary"), N_("Audience"), N_("Overview"), N_("Warnings"), N_("Category")),
    *(N_("Topic"), N_("Severity"), N_("How"), N_("Detail"), N_("Spoils"), N_("Sections"), N_("Kind")),
    *(N_("Heading"), N_("Percentage"), N_("Text"), N_("Characters"), N_("Name"), N_("Actor")),
    *(N_("Description"), N_("Recommendations"), N_("Pitch"), N_("Review"), N_("Unsure")),
)
"""As `data.parts.label` makes them; a field that a form asks for under its name is marked there already."""


def field_name(name: str) -> str:
    """A field of `data.models` in words."""
    return _(label(name))
