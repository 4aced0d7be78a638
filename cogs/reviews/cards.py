"""The card of a review and that of its verdict. Pure: models in, layout out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from cogs.reviews.lines import criteria, facts_line, verdict_line
from cogs.ui.cards import Card
from cogs.ui.language import _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import escape, shorten
from cogs.votes.tallies import vote_buttons, votes_lines
from cogs.warnings.lines import warning_labels
from cogs.warnings.questions import answered_line
from data.film_page import FilmPage
from data.models import Review


def review_card(film: FilmPage, *, note: str | None = None, opens: Sequence[PressButton] = ()) -> Card:
    """The answer to `/review`: everything about a film that spoils nothing, and the way to the rest.

    `note` is what only the asker may read, on a card only they see; `opens` are the buttons that open more.
    """
    review = film.stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    _add_head(card, review)
    card.text(verdict_line(review))
    if review.sections:
        card.text(criteria(review, longest=450 if note else 900))
    if review.audience:
        card.text(_("**Who it is for** {audience}").format(audience=shorten(escape(review.audience), 400)))
    card.line()
    if note:
        card.text(note)
    labels = warning_labels(review.warnings, longest=370 if note else 620, cap=film.cap)
    card.text(f"{labels}\n{answered_line(review)}")
    card.line()
    card.text(votes_lines(review, film.tally, film.server_verdict))
    if film.in_server:
        card.row(*vote_buttons(film.film_id, "review"))
    if opens:
        card.row(*opens)
    return card


def verdict_card(film: FilmPage, *, note: str | None = None) -> Card:
    """The answer to `/verdict`: the judgement and the score of each criterion, without the reasons."""
    review = film.stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    card.text(f"## {escape(review.film.label)}\n{verdict_line(review)}")
    if note:
        card.text(note)
    if review.overview:
        card.text(shorten(escape(review.overview), 1500))
    if review.sections:
        card.text(criteria(review, longest=1200))
    card.text(votes_lines(review, film.tally, film.server_verdict))
    if film.in_server:
        card.row(*vote_buttons(film.film_id, "verdict"))
    card.row(
        button(Press("film", film.film_id, "verdict"), _("The reasons"), emoji="⚖️"),
        button(Press("film", film.film_id, "review"), _("Whole review"), emoji="🎬"),
    )
    return card


def _add_head(card: Card, review: Review) -> None:
    film = review.film
    head = f"## {escape(film.label)}"
    if film.original_title and film.original_title != film.title:
        head += f"\n-# {escape(film.original_title)}"
    blurb = f"{escape(review.blurb)}\n" if review.blurb else ""
    texts = [head, f"{blurb}-# {facts_line(film)}" if facts_line(film) else blurb]
    if film.poster_url:
        described = _("Poster of {film}").format(film=film.label)[:256]
        poster = ui.Thumbnail[Any](film.poster_url, description=described)
        card.box.add_item(ui.Section(*filter(None, texts), accessory=poster))
    else:
        for text in filter(None, texts):
            card.text(text)
