"""A member who did everything that is kept, and all that a library keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from data.library import Library
from data.models import ContentWarning, Film, Review, ReviewState, Severity, StoredReview, Tier, Verdict
from data.polls import Choice, Names, Opening, Poll, Terms
from data.storage.tables import metadata
from data.tellings import Way
from data.warnings.crowd import Voice
from data.warnings.listing import key_of
from data.warnings.members_say import Said
from tests.data.worlds import CHANNEL, voter

GUNS = ContentWarning(category="Violence", topic="Gun violence", severity=Severity.MILD)
JAWS = Review(
    film=Film(title="Jaws", year=1975),
    summary="A shark.",
    state=ReviewState.PUBLISHED,
    verdict=Verdict(tier=Tier.MIXED),
    warnings=(GUNS,),
)


async def rows(library: Library) -> dict[str, Sequence[Any]]:
    """Every row of every table but the lease, which names this very process."""
    async with library.storage.reading() as connection:
        return {
            table.name: (await connection.execute(select(table))).all()
            for table in metadata.sorted_tables
            if table.name != "leases"
        }


def naming(rows: dict[str, Sequence[Any]], member_id: int) -> set[str]:
    """The tables in which a member's id stands, as a number, in a text or as a named ballot's bytes."""
    id_bytes, written = member_id.to_bytes(8), re.compile(rf"(?<!\d){member_id}(?!\d)")
    return {name for name, found in rows.items() for row in found if written.search(str(tuple(row))) or id_bytes in row}


async def published(library: Library, guild_id: int) -> StoredReview:
    """A review of the server's own."""
    return await library.reviews.save(JAWS, guild_id)


async def opened_poll(library: Library, guild_id: int, film_id: int, by: int, **terms: Any) -> Poll:
    opening = Opening(
        guild_id=guild_id,
        channel_id=CHANNEL,
        film_id=film_id,
        film_label="Jaws (1975)",
        opened_by=by,
        terms=Terms(**terms),
    )
    poll, _ = await library.polls.open(opening)
    return poll


async def live(library: Library, stored: StoredReview, member_id: int, *, film_id: int) -> dict[str, Poll]:
    """Do everything that is kept, in the server of a review; `film_id` and the next three get polls."""
    guild_id = stored.guild_id
    await library.votes.cast(guild_id, stored.film_id, member_id, Tier.POSITIVE)
    await library.requests.ask(guild_id, member_id, Film(title=f"Wanted by {film_id}"))
    await library.tellings.choose(guild_id, member_id, Way.MESSAGE, 4)
    await library.personal_lists.choose(member_id, "violence", ["guns"])
    await library.warning_voices.say(guild_id, stored, key_of(GUNS), member_id, Voice.WORSE)
    await library.member_answers.say(guild_id, stored.film_id, member_id, {"dog": Said.YES})
    proposed = ContentWarning(category="Things", topic=f"odd thing {film_id}", severity=Severity.MILD)
    settled = ContentWarning(category="Things", topic=f"settled thing {film_id}", severity=Severity.MILD)
    await library.warning_queue.propose(guild_id, stored, [proposed, settled], member_id)
    waiting = (await library.warning_queue.waiting(guild_id, 10**6)).item
    assert waiting
    await library.warning_queue.dismiss(waiting.id, guild_id, member_id)
    await library.drafts.start(guild_id, member_id, JAWS.model_copy(update={"film": Film(title=f"Draft {film_id}")}))
    current = await library.reviews.current(stored.film_id, guild_id)
    assert current
    text = current.review.model_copy(update={"summary": f"A shark, as seen on {film_id}."})
    await library.reviews.revise(text, guild_id, member_id, current.review.revision, film_id=stored.film_id)
    polls = {
        "secret": await opened_poll(library, guild_id, film_id, member_id),
        "named": await opened_poll(library, guild_id, film_id + 1, member_id, names=Names.AFTER),
        "ended": await opened_poll(library, guild_id, film_id + 2, member_id),
        "named, ended": await opened_poll(library, guild_id, film_id + 3, member_id, names=Names.AFTER),
    }
    for poll in polls.values():
        await library.polls.ballots.cast(poll.id, voter(member_id), Choice.POSITIVE)
    for name, poll in polls.items():
        if "ended" in name:
            await library.polls.closing.close(poll.id, guild_id)
    return polls
