"""What members say of a film without a review: one answer a member, a topic and a server; only sums are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import delete, func, select

from data.films import identity
from data.storage import Storage
from data.storage.collisions import repeated
from data.storage.tables.warnings import member_answers
from data.taxonomy.core import CORE_TOPICS
from data.warnings.members_say import Count, Counts, Said

_HERE = member_answers.c


class MemberAnswers:
    """The collection of answers. They stay when the film is reviewed."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime]) -> None:
        self._storage = storage
        self._now = now

    @repeated
    async def say(self, guild_id: int, film_id: int, member_id: int, answers: Mapping[str, Said | None]) -> None:
        """Keep what a member says to topics of core questions, in place of what they said before; None is taken back.

        Raises:
            NotFound: no film has that id.
        """
        place = {"guild_id": guild_id, "film_id": film_id, "member_id": member_id}
        mine = (_HERE.guild_id == guild_id, _HERE.film_id == film_id, _HERE.member_id == member_id)
        open_again = [topic for topic, said in answers.items() if said is None]
        async with self._storage.writing() as connection:
            await identity.keep(connection, film_id)
            if open_again:
                await connection.execute(delete(member_answers).where(*mine, _HERE.topic.in_(open_again)))
            for topic, said in sorted(answers.items()):
                if said and topic in CORE_TOPICS:
                    values = {"answer": said.value, "said_at": self._now()}
                    keys = place | {"topic": topic}
                    await connection.execute(self._storage.upsert(member_answers, keys, values))

    @repeated
    async def take_back(self, guild_id: int, film_id: int, member_id: int) -> int:
        """Forget all that a member says of a film; how many answers that were."""
        mine = (_HERE.guild_id == guild_id, _HERE.film_id == film_id, _HERE.member_id == member_id)
        async with self._storage.writing() as connection:
            return (await connection.execute(delete(member_answers).where(*mine))).rowcount

    async def own(self, guild_id: int, film_id: int, member_id: int) -> dict[str, Said]:
        """What one member says of a film, by topic; for their eyes alone."""
        mine = (_HERE.guild_id == guild_id, _HERE.film_id == film_id, _HERE.member_id == member_id)
        async with self._storage.reading() as connection:
            rows = await connection.execute(select(_HERE.topic, _HERE.answer).where(*mine))
            return {row.topic: Said(row.answer) for row in rows if row.topic in CORE_TOPICS}

    async def of_film(self, guild_id: int, film_id: int) -> Counts:
        """How many members of a server say what of a film, by topic."""
        query = (
            select(_HERE.topic, _HERE.answer, func.count().label("number"))
            .where(_HERE.guild_id == guild_id, _HERE.film_id == film_id)
            .group_by(_HERE.topic, _HERE.answer)
        )
        numbers: dict[str, dict[str, int]] = {}
        async with self._storage.reading() as connection:
            for row in await connection.execute(query):
                numbers.setdefault(row.topic, {})[row.answer] = row.number
        return {topic: Count(**numbers[topic]) for topic in CORE_TOPICS if topic in numbers}
