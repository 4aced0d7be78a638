"""The lease: a row in the database that names the process writing it, renewed while that lives.

It finds what a lock file cannot: a second process on another machine or in another container, or whose lock file was
removed. PostgreSQL has as many processes as one likes, so there the row says which was started last, and is the write
that shows at the start whether the database can be written at all.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage.inserts import upsert
from data.storage.tables.process import leases

RENEWED_EVERY_SECONDS = 5.0
STALE_AFTER_SECONDS = 15.0
"""Its process is taken for dead if nobody renewed it for so long."""

_NAME = "writer"
_ours: set[str] = set()
"""The owners in this process, whose number says nothing about which of them lives."""

Writing = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


@dataclass(frozen=True)
class Lease:
    """This process's hold on a database."""

    owner: str = field(default_factory=lambda: secrets.token_hex(8))

    async def take(self, writing: Writing) -> Row[Any] | None:
        """Have the lease, at once or when whoever has it turns out to be dead; else the row of who that is."""
        deadline = time.monotonic() + STALE_AFTER_SECONDS
        first = found = await self._try(writing)
        while found:
            if found != first or found.owner in _ours:
                return found
            await asyncio.sleep(RENEWED_EVERY_SECONDS / 10)
            found = await self._try(writing, over=first if time.monotonic() > deadline else None)
        _ours.add(self.owner)
        return None

    async def renew(self, connection: AsyncConnection) -> bool:
        """Say that this process lives; False if another has taken the lease over."""
        mine = update(leases).where(leases.c.name == _NAME, leases.c.owner == self.owner)
        return bool((await connection.execute(mine.values(renewed_at=_now()))).rowcount)

    async def give_back(self, connection: AsyncConnection) -> None:
        """Let the next process have it at once."""
        await connection.execute(delete(leases).where(leases.c.owner == self.owner))
        self.forget()

    def forget(self) -> None:
        """This process writes no more."""
        _ours.discard(self.owner)

    async def _try(self, writing: Writing, over: Row[Any] | None = None) -> Row[Any] | None:
        """Put this owner in the row if it is free, or is still as in `over`; otherwise the row as it is."""
        async with writing() as connection:
            row = (await connection.execute(select(leases).where(leases.c.name == _NAME))).first()
            if row and row != over and not (connection.dialect.name == "postgresql" or _is_dead(row)):
                return row
            values = {"owner": self.owner, "host": socket.gethostname(), "pid": os.getpid(), "renewed_at": _now()}
            await connection.execute(upsert(connection.dialect, leases, {"name": _NAME}, values))
        return None


def _is_dead(row: Row[Any]) -> bool:
    """Whether a lease's process is surely gone, as far as this machine can tell."""
    if row.host != socket.gethostname() or row.owner in _ours:
        return False
    if row.pid == os.getpid():
        return True  # it had the number that this process has now, as in a container that was started again
    if _now() - row.renewed_at > dt.timedelta(seconds=STALE_AFTER_SECONDS):
        return True
    try:
        if os.name == "posix":  # elsewhere this would end the process
            os.kill(row.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # somebody else's
    return False


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
