"""What stands for a member who was forgotten, in the sets of people that nights were answered for: a keyed code.

A set that lost somebody would be another set, and answers for both would tell that person apart. So the member stays in
it under a code that only the library's key ties to the id, which it does if they join a night again.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage.inserts import insert_unless_there
from data.storage.tables.keys import library_keys

_KEY = "film-nights"
_KEY_BYTES = 32

_OF_NIGHTS = select(library_keys.c.key).where(library_keys.c.name == _KEY)


async def make(connection: AsyncConnection, member_id: int) -> int:
    """A member's code, with the key made now if nobody had one yet."""
    await insert_unless_there(connection, library_keys, name=_KEY, key=secrets.token_bytes(_KEY_BYTES))
    return code_of((await connection.execute(_OF_NIGHTS)).scalar_one(), member_id)


async def known(connection: AsyncConnection, member_ids: Iterable[int]) -> dict[int, int]:
    """The members by their codes; nobody while nobody was ever forgotten."""
    key = await connection.scalar(_OF_NIGHTS)
    return {code_of(key, member_id): member_id for member_id in member_ids} if key else {}


def code_of(key: bytes, member_id: int) -> int:
    """63 bits below 0, where no id is."""
    return -1 - (int.from_bytes(hmac.digest(key, member_id.to_bytes(8), "sha256")[:8]) >> 1)
