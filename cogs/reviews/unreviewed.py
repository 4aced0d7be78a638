"""The card of a film that is known and that nobody reviewed: its facts, what members say, and the way to a review."""

from __future__ import annotations

from cogs.films.parts import UNREVIEWED, Asked, FilmPart, register
from cogs.films.pictures import drawn_of, picture_of
from cogs.reviews.lines import facts_line
from cogs.ui.cards import Card
from cogs.ui.language import _
from cogs.ui.text import escape
from cogs.votes.tallies import members_line, vote_buttons
from data.film_page import FilmPage


async def _draw(asked: Asked) -> Card:
    return unreviewed_card(asked.film)


def unreviewed_card(film: FilmPage) -> Card:
    """What is known of a film without a review."""
    shown = film.stored.review.film
    card = Card()
    head = f"## {escape(shown.label)}\n" + _("Not reviewed here yet.")
    if picture := picture_of(film):
        card.beside(head, url=picture.url, description=picture.description)
    else:
        card.text(head)
        card.drawing = drawn_of(film)
    if facts := facts_line(shown):
        card.text(f"-# {facts}")
    if film.in_server:
        card.text(_("👥 **Members** {opinions}").format(opinions=members_line(film.tally)))
        card.row(*vote_buttons(film.film_id, "review", film.tally))
    return card


register(FilmPart(UNREVIEWED, _draw, command=UNREVIEWED))
