"""The picture that stands beside a film's title."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.ui.language import _
from data.film_page import FilmPage

_LONGEST_DESCRIPTION = 256


@dataclass(frozen=True)
class Picture:
    """A small picture: where it lies, and what it shows to whoever does not see it."""

    url: str
    description: str


def picture_of(film: FilmPage) -> Picture | None:
    """The poster that the review names, if it names one."""
    shown = film.stored.review.film
    if not shown.poster_url:
        return None
    return Picture(shown.poster_url, _("Poster of {film}").format(film=shown.label)[:_LONGEST_DESCRIPTION])
