"""Members' own lists of topics, across servers. Nothing but this collection reads the tables they are in."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.errors import Reason, StorageUnavailable
from data.models import Severity
from data.storage import Storage, erasures
from data.storage.collisions import repeated
from data.storage.inserts import lock_row
from data.storage.tables.warnings import list_keys, personal_lists
from data.taxonomy import load
from data.warnings.personal import PersonalList, Wish
from data.warnings.sealing import KEY_BYTES, seal, unseal

Saved = Callable[[AsyncConnection, int], Awaitable[None]]
"""Called in the transaction that saves or erases a member's list."""


class PersonalLists:
    """`personal_lists.get(member_id)`. No error and no log line of it says what is on a list."""

    def __init__(
        self, storage: Storage, now: Callable[[], dt.datetime], *, saved: Saved, keys_left: Callable[[], None]
    ) -> None:
        """`keys_left` is told where a destroyed key could not be erased from the files yet."""
        self._storage = storage
        self._now = now
        self._saved = saved
        self._keys_left = keys_left

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

    async def erase(self, member_id: int) -> None:
        """Destroy the key of a member's list, and delete the list; what files still have of it says nothing then."""
        await self._erase(member_id)
        await self.erase_keys()

    async def erase_keys(self) -> None:
        """Rid the database's files of destroyed keys, at once or, if others are in the way, soon."""
        if not await self._storage.erase_deleted(list_keys):
            self._keys_left()

    async def erase_within(self, connection: AsyncConnection, member_id: int) -> bool:
        """`erase` as part of a larger transaction, without a note of it; whether there was a list."""
        await self._saved(connection, member_id)
        gone = [await connection.execute(_of(delete(table), table, member_id)) for table in (list_keys, personal_lists)]
        return any(one.rowcount for one in gone)

    @repeated
    async def _erase(self, member_id: int) -> None:
        async with self._storage.writing() as connection:
            if await self.erase_within(connection, member_id):
                await erasures.record(connection, erasures.PERSONAL_LIST, member_id, self._now())

    async def _change(self, member_id: int, change: Any) -> PersonalList:
        old, new = await self._write(member_id, change)
        if old.wishes and not new.wishes:
            await self.erase_keys()
        return new

    @repeated
    async def _write(self, member_id: int, change: Any) -> tuple[PersonalList, PersonalList]:
        """The list as it was and as it is. The key is locked first: it is there from the first topic to the last."""
        async with self._storage.writing() as connection:
            key = (await lock_row(connection, list_keys, {"member_id": member_id}, key=_new_key())).key
            await self._saved(connection, member_id)
            row = (await connection.execute(_of(select(personal_lists), personal_lists, member_id))).first()
            old = _read(row.sealed, key) if row else PersonalList()
            new = PersonalList(wishes=tuple(change({wish.topic: wish for wish in old.wishes}).values()))
            if new.wishes:
                sealed = {"sealed": seal(new.model_dump(mode="json"), key)}
                await connection.execute(self._storage.upsert(personal_lists, {"member_id": member_id}, sealed))
            else:
                await self.erase_within(connection, member_id)
                if old.wishes:
                    await erasures.record(connection, erasures.PERSONAL_LIST, member_id, self._now())
        return old, new


def _new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def _of(statement: Any, table: Any, member_id: int) -> Any:
    return statement.where(table.c.member_id == member_id)


async def read_lists(connection: AsyncConnection, member_ids: Iterable[int]) -> dict[int, PersonalList]:
    """The lists of those members who have one."""
    joined = personal_lists.join(list_keys, list_keys.c.member_id == personal_lists.c.member_id)
    query = select(personal_lists, list_keys.c.key).select_from(joined)
    rows = await connection.execute(query.where(personal_lists.c.member_id.in_(list(member_ids))))
    return {row.member_id: _read(row.sealed, row.key) for row in rows}


def list_columns(member_id: Any) -> list[ColumnElement[Any]]:
    """Columns for another statement, which `list_in` reads: a member's list."""
    sealed, key = (
        select(column).where(column.table.c.member_id == member_id).scalar_subquery()
        for column in (personal_lists.c.sealed, list_keys.c.key)
    )
    return [sealed.label("sealed_list"), key.label("list_key")]


def list_in(row: Row[Any]) -> PersonalList:
    """The list in a row that has `list_columns`; an empty one if there is none."""
    return _read(row.sealed_list, row.list_key) if row.sealed_list and row.list_key else PersonalList()


def _read(sealed: bytes, key: bytes) -> PersonalList:
    try:
        return PersonalList.model_validate(unseal(sealed, key))
    except ValueError:  # whose text would quote the list into a log
        raise StorageUnavailable(Reason.UNREADABLE_LIST) from None
