"""How film nights know people: by a code that nobody can make without the library's key."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights.rule import Code
from data.storage.inserts import insert_unless_there
from data.storage.tables.keys import library_keys

_KEY = "film-nights"
_KEY_BYTES = 32

_OF_NIGHTS = select(library_keys.c.key).where(library_keys.c.name == _KEY)


def code_of(key: bytes, member_id: int) -> Code:
    """The same for the same member, in this library alone: 63 bits, of which no two members share all."""
    return f"{int.from_bytes(hmac.digest(key, member_id.to_bytes(8), 'sha256')[:8]) >> 1:016x}"


async def codes_of(connection: AsyncConnection, member_ids: Iterable[int]) -> dict[int, Code]:
    """Members' codes. The key is made when it is first needed, by whoever writes."""
    while (key := await connection.scalar(_OF_NIGHTS)) is None:
        await insert_unless_there(connection, library_keys, name=_KEY, key=secrets.token_bytes(_KEY_BYTES))
    return {member_id: code_of(key, member_id) for member_id in member_ids}


async def known_code(connection: AsyncConnection, member_id: int) -> Code | None:
    """A member's code; None in a library that has had no film night, and so no key."""
    key = await connection.scalar(_OF_NIGHTS)
    return code_of(key, member_id) if key else None
