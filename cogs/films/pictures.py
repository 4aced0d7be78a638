"""The picture that stands beside a film's title: the poster that the review names, or one that we draw."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.films.title_pictures import TitlePicture
from cogs.ui.language import _
from cogs.ui.terms import term
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


def drawn_of(film: FilmPage) -> TitlePicture | None:
    """What we draw for a review that names no poster."""
    review = film.stored.review
    tier = review.verdict.tier if review.verdict else None
    parts = (review.film.title, str(review.film.year or ""), term(tier) if tier else "")
    said = ", ".join(filter(None, parts))[:_LONGEST_DESCRIPTION]
    drawn = TitlePicture(review.film.title, review.film.year, tier, said)
    return None if review.film.poster_url or drawn.is_empty else drawn
