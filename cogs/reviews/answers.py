"""What a review brings to a film's card: the review itself, its verdict, the parts of the panel that More… opens."""

from __future__ import annotations

from cogs.films.choosing import to_namesakes
from cogs.films.parts import Asked, Draw, FilmPart, panel_buttons, register
from cogs.reviews.cards import review_card, verdict_card
from cogs.reviews.parts import history_card, part_card
from cogs.ui.cards import Card
from cogs.ui.language import N_, _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from data.film_page import FilmPage
from data.films.catalogue import FilmChoice
from data.models import Review, ReviewState, StoredReview

_MOST_REVISIONS = 25


def preview_of(review: Review) -> Card:
    """The card of a review that is not published yet, without buttons."""
    return review_card(FilmPage(StoredReview(id=0, film_id=0, review=review)))


def _turns(asked: Asked, here: str) -> list[list[PressButton]]:
    return panel_buttons(asked.film, here) if asked.alone else []


def openers(film_id: int) -> list[PressButton]:
    """What a film's card opens for the asker alone: its warnings, and the panel of all the rest."""
    return [
        button(Press("film", film_id, "warnings"), _("Warnings"), emoji="⚠️"),
        button(Press("film", film_id, "verdict"), _("More…"), emoji="📂"),
    ]


async def _review(asked: Asked) -> Card:
    film, facts = asked.film, asked.film.stored.review.film
    namesakes = await asked.library.catalogue.namesakes(film.guild_id, film.film_id)
    others = to_namesakes(FilmChoice(film.film_id, facts.label, directors=facts.directors), namesakes)
    return review_card(film, note=asked.note, opens=[*openers(film.film_id), *others])


async def _verdict(asked: Asked) -> Card:
    return verdict_card(asked.film, note=asked.note)


async def _similar(asked: Asked) -> Card:
    similar = await asked.library.catalogue.recommended(asked.film.guild_id, asked.film.stored.review)
    turns = _turns(asked, "similar")
    return part_card(asked.film.stored, "similar", asked.number, similar=similar, note=asked.note, turns=turns)


async def _history(asked: Asked) -> Card:
    film = asked.film
    found = await asked.library.reviews.history(film.film_id, film.guild_id, _MOST_REVISIONS)
    published = [one for one in found.revisions if one.state is ReviewState.PUBLISHED]
    return history_card(film.stored, published, _turns(asked, "history"))


def _part(verb: str) -> Draw:
    async def draw(asked: Asked) -> Card:
        return part_card(asked.film.stored, verb, asked.number, note=asked.note, turns=_turns(asked, verb))

    return draw


def _judges(film: FilmPage) -> bool:
    review = film.stored.review
    return bool(review.verdict or review.overview or review.sections or review.audience)


register(FilmPart("review", _review, command="review", verb="review"))
register(FilmPart("verdict", _verdict, command="verdict"))
register(FilmPart("reasons", _part("verdict"), verb="verdict", label=N_("Verdict"), emoji="⚖️", place=1, has=_judges))
register(
    FilmPart(
        "summary",
        _part("summary"),
        command="summary",
        verb="summary",
        private=True,
        label=N_("Plot and ending"),
        emoji="📖",
        place=2,
        has=lambda film: bool(film.stored.review.summary),
    )
)
register(FilmPart("cast", _part("cast"), command="cast", verb="cast", label=N_("Cast and facts"), emoji="🎭", place=3))
register(
    FilmPart(
        "similar",
        _similar,
        command="recommend",
        verb="similar",
        label=N_("More like this"),
        emoji="🎞️",
        place=4,
        has=lambda film: bool(film.stored.review.recommendations),
    )
)
register(FilmPart("history", _history, verb="history", private=True, label=N_("History"), emoji="🕓", place=5))
