"""The card of a film that is known and that nobody reviewed: its facts, what members say, and the way to a review."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.films.choosing import to_namesakes
from cogs.films.parts import UNREVIEWED, Asked, FilmPart, register
from cogs.films.pictures import drawn_of, picture_of
from cogs.reviews.lines import facts_line
from cogs.ui.cards import WARNINGS, Card
from cogs.ui.language import _, counted
from cogs.ui.presses import Link, PressButton, button, link
from cogs.ui.routes import Press
from cogs.ui.text import escape, shorten
from cogs.votes.tallies import members_line, poll_line, vote_buttons
from cogs.warnings.lines import seen_button
from cogs.warnings.members_lines import members_say, wanted_lines
from data.film_page import FilmPage
from data.films.catalogue import FilmChoice
from data.films.links import pages_of

_BUTTONS_A_ROW = 5


async def _draw(asked: Asked) -> Card:
    film = asked.film
    counts = await asked.library.member_answers.of_film(film.guild_id, film.film_id)
    if asked.wanted:
        return _wanted_card(film, wanted_lines(asked.wanted, counts, film.cap), asked.note)
    namesakes = await asked.library.catalogue.namesakes(film.guild_id, film.film_id)
    return unreviewed_card(film, namesakes, members_say(counts, film.cap), asked.note)


def _wanted_card(film: FilmPage, said: str, note: str | None) -> Card:
    """What members say to the topics that somebody asked for."""
    card = Card(colour=WARNINGS)
    card.text(f"### {_('Warnings')}: {escape(film.stored.review.film.label)}\n{said}")
    if note:
        card.text(note)
    seen = [seen_button(film.film_id)] if film.in_server else []
    card.row(*seen, button(Press("film", film.film_id, "review"), _("The film"), emoji="🎬"))
    return card


def unreviewed_card(
    film: FilmPage, namesakes: Sequence[FilmChoice] = (), told: str = "", note: str | None = None
) -> Card:
    """What is known of a film without a review, what members can do about it, and other films of its name.

    `told` is what members say is in it, `note` the private line on the asker's own list.
    """
    card = Card()
    _add_head(card, film)
    if note:
        card.text(note)
    if facts := _facts(film):
        card.text(facts)
    if said := poll_line(film.server_verdict):
        card.text(said)
    if film.in_server:
        card.text(_("👥 **Members** {opinions}").format(opinions=members_line(film.tally)))
        if told:
            card.text(told)
        card.row(*vote_buttons(film.film_id, "review", film.tally))
        card.row(
            button(Press("film", film.film_id, "ask"), _("Ask for a review"), emoji="🙋"),
            button(Press("film", film.film_id, "write"), _("Write it"), emoji="✍️"),
            seen_button(film.film_id),
        )
    else:
        card.text(_("In a server that I am in, members vote on it and ask for a review."))
    if elsewhere := _elsewhere(film, namesakes):
        card.row(*elsewhere)
    return card


def _add_head(card: Card, film: FilmPage) -> None:
    """The title with its picture, and how many wait for a review."""
    waits = _("Not reviewed here yet.")
    if film.waiting:
        waits = counted(
            film.waiting, "Not reviewed here yet: {count} person waits.", "Not reviewed here yet: {count} people wait."
        )
    elif film.in_server:
        waits = _("Not reviewed here yet, and nobody has asked. Be the first?")
    head = f"## {escape(film.stored.review.film.label)}\n{waits}"
    if picture := picture_of(film):
        card.beside(head, url=picture.url, description=picture.description)
    else:
        card.text(head)
        card.drawing = drawn_of(film)


def _facts(film: FilmPage) -> str:
    """Who made it and who plays in it, in small print."""
    shown, cast = film.stored.review.film, film.known.cast if film.known else ()
    original = shown.original_title if shown.original_title != shown.title else None
    lines = [
        facts_line(shown),
        _("With {actors}").format(actors=", ".join(map(escape, cast))) if cast else "",
        _("Also known as {title}").format(title=escape(original)) if original else "",
    ]
    return "\n".join(f"-# {shorten(line, 400)}" for line in lines if line)


def _elsewhere(film: FilmPage, namesakes: Sequence[FilmChoice]) -> list[PressButton | Link]:
    """A row: the films that may have been meant instead, then the film's pages in other databases, as many as fit."""
    known, shown = film.known, film.stored.review.film
    this = FilmChoice(film.film_id, shown.label, reviewed=False, directors=shown.directors)
    others: list[PressButton | Link] = [*to_namesakes(this, namesakes)]
    links = [link(name, address) for name, address in pages_of(known.ids or {})] if known else []
    return [*others, *links][:_BUTTONS_A_ROW]


register(FilmPart(UNREVIEWED, _draw, command=UNREVIEWED))
