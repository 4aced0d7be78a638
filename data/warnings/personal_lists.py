"""Members' own lists of topics, across servers. Nothing but this collection reads the table they are in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import Reason, StorageUnavailable
from data.models import Severity
from data.storage import Storage, erasures
from data.storage.collisions import repeated
from data.storage.inserts import lock_row
from data.storage.tables.warnings import personal_lists
from data.taxonomy import load
from data.warnings.personal import PersonalList, Wish

Saved = Callable[[AsyncConnection, int], Awaitable[None]]
"""Called in the transaction that saves or erases a member's list."""


class PersonalLists:
    """`personal_lists.get(member_id)`. No error and no log line of it says what is on a list."""

    def __init__(self, storage: Storage, now: Callable[[], dt.datetime], saved: Saved) -> None:
        self._storage = storage
        self._now = now
        self._saved = saved

    async def get(self, member_id: int) -> PersonalList:
        """A member's list; an empty one if there is none."""
        async with self._storage.reading() as connection:
            return (await read_lists(connection, [member_id])).get(member_id, PersonalList())

    async def choose(self, member_id: int, category_id: str, topics: Iterable[str]) -> PersonalList:
        """Have these topics of a category on the list and no others of it; those that stay keep their threshold.

        Raises:
            NotFound: there is no such category or topic.
        """
        category = load().category(category_id)
        chosen = [load().topic(topic).id for topic in topics]
        here = {topic.id for topic in category.topics}

        def change(wishes: dict[str, Wish]) -> dict[str, Wish]:
            kept = {topic: wish for topic, wish in wishes.items() if topic not in here or topic in chosen}
            return kept | {topic: kept.get(topic, Wish(topic=topic)) for topic in chosen if topic in here}

        return await self._change(member_id, change)

    async def set_threshold(self, member_id: int, topic_id: str, at_least: Severity | None) -> PersonalList:
        """Ask for a topic from a severity upwards; None takes it off the list.

        Raises:
            NotFound: there is no such topic.
        """
        topic = load().topic(topic_id).id
        wish = [Wish(topic=topic, at_least=at_least)] if at_least else []
        return await self._change(
            member_id, lambda wishes: {t: w for t, w in wishes.items() if t != topic} | {w.topic: w for w in wish}
        )

    @repeated
    async def erase(self, member_id: int) -> None:
        """Delete a member's list, and its bytes from the database's files as far as that goes at once."""
        async with self._storage.writing() as connection:
            await self._saved(connection, member_id)
            if (await connection.execute(_of(delete(personal_lists), member_id))).rowcount:
                await erasures.record(connection, erasures.PERSONAL_LIST, member_id, self._now())
        await self._storage.erase_deleted(personal_lists)

    @repeated
    async def _change(self, member_id: int, change: Any) -> PersonalList:
        async with self._storage.writing() as connection:
            row = await lock_row(connection, personal_lists, {"member_id": member_id}, document={})
            await self._saved(connection, member_id)
            old = list_of(row.document)
            new = PersonalList(wishes=tuple(change({wish.topic: wish for wish in old.wishes}).values()))
            if not new.wishes:
                await connection.execute(_of(delete(personal_lists), member_id))
                if old.wishes:
                    await erasures.record(connection, erasures.PERSONAL_LIST, member_id, self._now())
                return new
            document = {"document": new.model_dump(mode="json")}
            await connection.execute(self._storage.upsert(personal_lists, {"member_id": member_id}, document))
            return new


def _of(statement: Any, member_id: int) -> Any:
    return statement.where(personal_lists.c.member_id == member_id)


async def read_lists(connection: AsyncConnection, member_ids: Iterable[int]) -> dict[int, PersonalList]:
    """The lists of those members who have one."""
    query = select(personal_lists).where(personal_lists.c.member_id.in_(list(member_ids)))
    rows = await connection.execute(query)
    return {row.member_id: list_of(row.document) for row in rows}


def document_of(member_id: Any) -> ColumnElement[Any]:
    """A column `personal_list` for another statement, which `list_of` reads: a member's list."""
    document = select(personal_lists.c.document).where(personal_lists.c.member_id == member_id)
    return document.scalar_subquery().label("personal_list")


def list_of(document: Any) -> PersonalList:
    """A list from its document; an empty one if there is none."""
    try:
        return PersonalList.model_validate(document or {})
    except ValidationError:  # whose text would quote the list into a log
        raise StorageUnavailable(Reason.UNREADABLE_LIST) from None
