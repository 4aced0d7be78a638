"""People who meet for film nights, in a library that is kept."""

from __future__ import annotations

from collections.abc import Iterable

from data.film_nights.night import Pick, StoredNight
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, Severity, StoredReview
from data.taxonomy import load
from tests.clock import Clock
from tests.data.warnings.lists_strategy import warning
from tests.data.warnings.reviewed import CHANNEL, GUILD


async def film_with(library: Library, title: str, *topics: str, guild_id: int = SHARED_LIBRARY) -> StoredReview:
    """A film that has these topics and is known to have none of a few others."""
    denied = {"guns", "dog", "smoking", "cursing"} - set(topics)
    warnings = [*(warning(topic) for topic in topics), *(warning(topic, Severity.NONE) for topic in sorted(denied))]
    return await library.reviews.save(Review(film=Film(title=title, year=2000), warnings=tuple(warnings)), guild_id)


async def has_listed(library: Library, topic: str, *members: int) -> None:
    """Members put a topic on their lists."""
    for member in members:
        await library.personal_lists.choose(member, load().topic(topic).category, [topic])


async def meeting(
    library: Library, people: Iterable[int], guild_id: int = GUILD, channel_id: int = CHANNEL
) -> StoredNight:
    """A night that they have joined."""
    night = await library.film_nights.open(guild_id, channel_id)
    for member in people:
        night = await library.film_nights.change(night.id, guild_id, member, join=True)
    return night


async def asked(
    library: Library,
    clock: Clock,
    people: Iterable[int],
    *films: StoredReview,
    guild_id: int = GUILD,
    channel_id: int = CHANNEL,
) -> list[tuple[bool, int]]:
    """What they are told another night: whether each film is cleared, and for how many."""
    clock.advance(days=1)
    await meeting(library, people, guild_id, channel_id)
    night = await library.film_nights.check(guild_id, channel_id, films)
    return [said(pick) for pick in night.tonight.shortlist]


def said(pick: Pick) -> tuple[bool, int]:
    """What is public of it."""
    return pick.cleared, len(pick.counted)


NOT_CLEARED = (False, 0)
