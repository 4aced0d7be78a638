"""What a review brings to a film's card: the review itself, its verdict, and the parts that open from them."""

from __future__ import annotations

from cogs.films.parts import Asked, Draw, FilmPart, part_buttons, register
from cogs.reviews.cards import review_card, verdict_card
from cogs.reviews.parts import part_card
from cogs.ui.cards import Card
from cogs.ui.language import N_
from data.film_page import FilmPage
from data.models import Review, StoredReview


def preview_of(review: Review) -> Card:
    """The card of a review that is not published yet, without buttons."""
    return review_card(FilmPage(StoredReview(id=0, film_id=0, review=review)))


async def _review(asked: Asked) -> Card:
    return review_card(asked.film, note=asked.note, opens=part_buttons(asked.film.film_id))


async def _verdict(asked: Asked) -> Card:
    return verdict_card(asked.film, note=asked.note)


async def _similar(asked: Asked) -> Card:
    similar = await asked.library.catalogue.recommended(asked.film.guild_id, asked.film.stored.review)
    return part_card(asked.film.stored, "similar", asked.number, similar=similar, note=asked.note)


def _part(verb: str) -> Draw:
    async def draw(asked: Asked) -> Card:
        return part_card(asked.film.stored, verb, asked.number, note=asked.note)

    return draw


register(FilmPart("review", _review, command="review", verb="review"))
register(FilmPart("verdict", _verdict, command="verdict"))
register(
    FilmPart(
        "summary",
        _part("summary"),
        command="summary",
        verb="summary",
        private=True,
        label=N_("Summary"),
        emoji="📖",
        place=1,
    )
)
register(FilmPart("reasons", _part("verdict"), verb="verdict", label=N_("Verdict"), emoji="⚖️", place=3))
register(FilmPart("cast", _part("cast"), command="cast", verb="cast", label=N_("Cast"), emoji="🎭", place=4))
register(
    FilmPart("similar", _similar, command="recommend", verb="similar", label=N_("More like this"), emoji="🎞️", place=5)
)
