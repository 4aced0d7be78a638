"""How film nights know people: by a code that nobody can make without this installation's key."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.film_nights.rule import Code
from data.storage.inserts import insert_unless_there
from data.storage.tables.film_nights import film_night_keys as table

_ONLY = 1
_KEY_BYTES = 32
_DIGITS = 32


def code_of(key: bytes, member_id: int) -> Code:
    """The same for the same member, in this installation alone."""
    return hmac.new(key, str(member_id).encode(), "sha256").hexdigest()[:_DIGITS]


async def codes_of(connection: AsyncConnection, member_ids: Iterable[int]) -> dict[int, Code]:
    """Members' codes. The key is made when it is first needed, by whoever writes."""
    while (key := await _key(connection)) is None:
        await insert_unless_there(connection, table, id=_ONLY, key=secrets.token_bytes(_KEY_BYTES))
    return {member_id: code_of(key, member_id) for member_id in member_ids}


async def known_code(connection: AsyncConnection, member_id: int) -> Code | None:
    """A member's code; None in an installation that has had no film night, and so no key."""
    key = await _key(connection)
    return code_of(key, member_id) if key else None


async def _key(connection: AsyncConnection) -> bytes | None:
    key: bytes | None = (await connection.execute(select(table.c.key).where(table.c.id == _ONLY))).scalar()
    return key
