"""The card of a review and that of its verdict. Pure: models in, layout out."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.films.pictures import drawn_of, picture_of
from cogs.reviews.lines import answer_line, arguments, brief_facts, verdict_line
from cogs.ui.cards import Card
from cogs.ui.language import _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import escape, shorten
from cogs.votes.tallies import members_line, poll_line, vote_buttons
from cogs.warnings.lines import glance
from cogs.warnings.questions import answered_line
from data.film_page import FilmPage
from data.models import Review


def review_card(film: FilmPage, *, note: str | None = None, opens: Sequence[PressButton] = ()) -> Card:
    """The answer to `/review`: whether to watch it, at a glance and without spoilers, and the way to all the rest.

    `note` is what only the asker may read, on a card only they see; `opens` are the buttons that open more.
    """
    review = film.stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    _add_head(card, film)
    if about := "\n".join(filter(None, (brief_facts(review.film), escape(review.blurb or "")))):
        card.text(about)
    if review.sections:
        card.text(arguments(review, longest=900))
    if note:
        card.text(note)
    card.text(f"{glance(review.warnings, film.cap)}\n{answered_line(review)}")
    if said := poll_line(film.server_verdict):
        card.text(said)
    if film.in_server:
        card.row(*vote_buttons(film.film_id, "review", film.tally))
    if opens:
        card.row(*opens)
    return card


def _add_head(card: Card, film: FilmPage) -> None:
    """The title with its picture, and the answer."""
    review = film.stored.review
    answer = answer_line(review, film.cap, film.tally)
    head = "\n".join(filter(None, (f"## {escape(review.film.label)}", answer)))
    if picture := picture_of(film):
        card.beside(head, url=picture.url, description=picture.description)
    else:
        card.text(head)
        card.drawing = drawn_of(film)


def verdict_card(film: FilmPage, *, note: str | None = None) -> Card:
    """The answer to `/verdict`: who judges how, and the score of each criterion, without the reasons."""
    review = film.stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    card.text("\n".join(filter(None, (f"## {escape(review.film.label)}", *_judges(film)))))
    if note:
        card.text(note)
    if review.overview:
        card.text(shorten(escape(review.overview), 1500))
    if review.sections:
        card.text(arguments(review, longest=1200, every=True))
    if film.in_server:
        card.row(*vote_buttons(film.film_id, "verdict", film.tally))
    card.row(
        button(Press("film", film.film_id, "verdict"), _("The reasons"), emoji="⚖️"),
        button(Press("film", film.film_id, "review"), _("Whole review"), emoji="🎬"),
    )
    return card


def _judges(film: FilmPage) -> list[str]:
    """The review, the members and the server's last poll, a line each."""
    review = film.stored.review
    lines = []
    if review.verdict:
        lines.append(_("⚖️ **Review** {verdict}").format(verdict=verdict_line(review)) + _by(review))
    if film.in_server:
        lines.append(_("👥 **Members** {opinions}").format(opinions=members_line(film.tally)))
    return [*lines, poll_line(film.server_verdict)]


def _by(review: Review) -> str:
    return f" — {escape(review.author)}" if review.author else ""
