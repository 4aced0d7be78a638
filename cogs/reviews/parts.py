"""The parts of a review that open on request, in pages: summary, verdict, cast, more like this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import discord

from cogs.ui.cards import MARKS, Card
from cogs.ui.language import N_, _
from cogs.ui.pager import Pager
from cogs.ui.presses import button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import LONGEST_PAGE, bar, choice_name, escape, pages, split, spoiler
from data.films.catalogue import FilmChoice
from data.models import Review, SectionKind, StoredReview

_MOST_BUTTONS = 5


def part_card(
    stored: StoredReview,
    part: str,
    page: int = 0,
    *,
    similar: Mapping[str, FilmChoice] | None = None,
    note: str | None = None,
) -> Card:
    """One page of one part, with the way to the others.

    `similar` holds the recommendations that the library has, by label; they get a button each.
    `note` is what only the asker may read, on a card only they see.
    """
    review = stored.review
    title, blocks = PARTS[part]
    pager = Pager(pages(blocks(review)), page)
    card = Card(review.verdict.tier if review.verdict else None)
    card.text(f"### {_(title)}: {escape(review.film.label)}")
    if note:
        card.text(note)
    card.text(pager.here)
    if similar:
        choices = list({choice.film_id: choice for choice in similar.values()}.values())[:_MOST_BUTTONS]
        card.row(*(button(Press("film", c.film_id, "review"), choice_name(c.label, 80), emoji="🎬") for c in choices))
    if pager.several:
        card.text(f"-# {pager.place.capitalize()}")
    pager.add_to(card, lambda to: Press("film", stored.film_id, part, str(to)), forward=discord.ButtonStyle.primary)
    return card


def _summary(review: Review) -> Iterator[str]:
    if not review.summary:
        yield _("The reviewer has not written a summary yet. /review shows what there is.")
        return
    yield _("-# The whole plot, ending included.")
    yield from split(review.summary)


def _verdict(review: Review) -> Iterator[str]:
    if review.verdict:
        qualifier = f" ({escape(review.verdict.qualifier)})" if review.verdict.qualifier else ""
        yield f"{MARKS[review.verdict.tier]} **{term(review.verdict.tier)}**{qualifier}"
    yield from split(review.overview) if review.overview else ()
    for kind in SectionKind:
        of_kind = [section for section in review.sections if section.kind is kind]
        if of_kind:
            yield f"### {term(kind)}"
        for section in of_kind:
            score = f"\n`{bar(section.percentage)}`" if section.percentage is not None else ""
            yield f"**{escape(section.heading)}**{score}"
            yield from split(section.text) if section.text else ()
    if not (review.verdict or review.overview or review.sections):
        yield _("The reviewer has not given a verdict yet. /review shows what there is.")


def _cast(review: Review) -> Iterator[str]:
    film = review.film
    makers = [(_("**Directed by** {people}"), film.directors), (_("**Written by** {people}"), film.writers)]
    lines = [line.format(people=", ".join(escape(name) for name in names)) for line, names in makers if names]
    if film.based_on:
        lines.append(_("**Based on** {source}").format(source=escape(film.based_on)))
    for line in lines:
        yield from _cut(line)
    for character in review.film.characters:
        actor = f" — {escape(character.actor)}" if character.actor else ""
        description = f"\n{spoiler(character.description)}" if character.description else ""
        yield f"**{escape(character.name)}**{actor}{description}"
    if not review.film.characters:
        yield _("No characters are recorded yet. /review shows what there is.")


def _cut(line: str) -> Iterator[str]:
    """A line of names, broken between names where one page does not hold it."""
    while len(line) > LONGEST_PAGE:
        end = line.rfind(", ", 0, LONGEST_PAGE) + 2
        yield line[:end]
        line = line[end:]
    yield line


def _similar(review: Review) -> Iterator[str]:
    if not review.recommendations:
        yield _("This review names no films like it yet. /top shows what members here like.")
    for recommendation in review.recommendations:
        pitch = f"\n{escape(recommendation.pitch)}" if recommendation.pitch else ""
        yield f"**{escape(recommendation.label)}**{pitch}"


PARTS: dict[str, tuple[str, Callable[[Review], Iterator[str]]]] = {
    "summary": (N_("Summary"), _summary),
    "verdict": (N_("Verdict"), _verdict),
    "cast": (N_("Cast"), _cast),
    "similar": (N_("More like"), _similar),
}
"""What opens, by the verb of its button: its title, and its text in blocks that fit a page."""
