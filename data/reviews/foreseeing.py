"""What an import would make of drafts, told by the library as it is; nothing is written, and nobody is kept waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_keys import are_others, id_keys, name_key
from data.formats import Draft
from data.models import Review
from data.reviews.imports import NOT_TAKEN, Fate, current_review, fate_of_review, state_of
from data.storage.looking import looking


async def foresee(
    address: str, drafts: Sequence[Draft], guild_id: int, *, publish: bool = False, opening: Iterable[Review] = ()
) -> list[Fate]:
    """What would become of each. `opening` are the reviews that a library which is not there yet would open with.

    Raises:
        StorageUnavailable: the library cannot be read, or another version of Marquee wrote it.
    """
    fates: list[Fate] = []
    taken: dict[str, Review] = {}
    async with looking(address) as connection:
        if connection is None:
            taken |= {place: review for review in opening for place in _places(review)}
        for draft in drafts:
            review = draft.review.model_copy(update={"state": state_of(draft, publish=publish)})
            current = await _current(connection, review, guild_id, taken)
            fates.append(fate_of_review(review, current))
            if fates[-1] not in NOT_TAKEN:
                revision = max(review.revision, current.revision + 1 if current else 1)
                stored = review.model_copy(update={"revision": revision})
                taken |= dict.fromkeys(_places(review), stored)
    return fates


async def _current(
    connection: AsyncConnection | None, review: Review, guild_id: int, taken: dict[str, Review]
) -> Review | None:
    """What the library would have of the film by then."""
    alike = (taken[place] for place in _places(review) if place in taken)
    before = next((one for one in alike if not are_others(one.film.directors, review.film.directors)), None)
    if before or connection is None:
        return before
    return await current_review(connection, review, guild_id)


def _places(review: Review) -> list[str]:
    return [*id_keys(review.film), name_key(review.film.title, review.film.year)]
