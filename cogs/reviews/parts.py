"""The parts of a review that open on request, in pages, and turn in one private panel: verdict, plot, cast …"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import discord
from discord.utils import format_dt

from cogs.reviews.lines import ARGUES, facts_line, score, verdict_line
from cogs.ui.cards import Card
from cogs.ui.language import N_, _
from cogs.ui.pager import Pager
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import LONGEST_PAGE, choice_name, escape, pages, split, spoiler
from data.films.catalogue import FilmChoice
from data.models import Review, StoredReview
from data.reviews.history import RevisionHead

_MOST_BUTTONS = 5


def part_card(
    stored: StoredReview,
    part: str,
    page: int = 0,
    *,
    similar: Mapping[str, FilmChoice] | None = None,
    note: str | None = None,
    turns: Sequence[Sequence[PressButton]] = (),
) -> Card:
    """One page of one part.

    `similar` holds the recommendations that the library has, by label; they get a button each.
    `note` is what only the asker may read, on a card only they see; `turns` are the rows that turn it to other parts.
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
    for row in turns:
        card.row(*row)
    return card


def history_card(
    stored: StoredReview, newest_first: Sequence[RevisionHead], turns: Sequence[Sequence[PressButton]] = ()
) -> Card:
    """When a review was written and revised, as everybody may know it: neither by whom nor why."""
    review = stored.review
    card = Card(review.verdict.tier if review.verdict else None)
    lines = [_("### History: {film}").format(film=escape(review.film.label))]
    lines += [
        _("Revision {number}, {when}").format(number=one.number, when=format_dt(one.made_at, "D"))
        for one in newest_first
    ]
    card.text("\n".join(lines))
    for row in turns:
        card.row(*row)
    return card


def _summary(review: Review) -> Iterator[str]:
    if not review.summary:
        yield _("The reviewer has not written a summary yet. /review shows what there is.")
        return
    yield _("-# The whole plot, ending included.")
    yield from split(review.summary)


def _verdict(review: Review) -> Iterator[str]:
    if review.verdict:
        author = f" — {escape(review.author)}" if review.author else ""
        yield verdict_line(review) + author
    yield from split(review.overview) if review.overview else ()
    for kind, argues in ARGUES.items():
        of_kind = [section for section in review.sections if section.kind is kind]
        if of_kind:
            yield f"### {_(argues)}"
        for section in of_kind:
            yield f"**{escape(section.heading)}**{score(section)}"
            yield from split(section.text) if section.text else ()
    if review.audience:
        yield _("### Who it is for")
        yield from split(review.audience)
    if not (review.verdict or review.overview or review.sections or review.audience):
        yield _("The reviewer has not given a verdict yet. /review shows what there is.")


def _cast(review: Review) -> Iterator[str]:
    film = review.film
    if film.original_title and film.original_title != film.title:
        yield f"-# {escape(film.original_title)}"
    if facts := facts_line(film):
        yield f"-# {facts}"
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
