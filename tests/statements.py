"""What a piece of work costs the database: its transactions, and the statements in them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from data.storage import Storage

_BEGIN = "BEGIN"
_ASIDE = ("following other processes", "poll ")
"""Tasks that go on whatever anybody asks: what other processes changed is read, the messages of polls are kept up."""


@dataclass
class Sent:
    """What was sent to the database, in order, beginnings of transactions included."""

    statements: list[str] = field(default_factory=list)

    @property
    def transactions(self) -> int:
        """How many transactions were begun."""
        return self.statements.count(_BEGIN)

    @property
    def number(self) -> int:
        """How many statements were sent besides."""
        return len(self.statements) - self.transactions


@contextmanager
def sent_to(storage: Storage) -> Iterator[Sent]:
    """Notes what is sent meanwhile, by whomever but those who look after something beside it."""
    sent = Sent()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if (
            not statement.startswith(_BEGIN) and not _is_aside()
        ):  # SQLite's own, which the other event tells of on both engines
            sent.statements.append(statement)

    def begin(_connection: object) -> None:
        if not _is_aside():
            sent.statements.append(_BEGIN)

    engines = {engine.sync_engine for engine in (storage._writer, storage._reader)}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "begin", begin)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
            event.remove(engine, "begin", begin)


def _is_aside() -> bool:
    task = asyncio.current_task()
    return task is not None and task.get_name().startswith(_ASIDE)
