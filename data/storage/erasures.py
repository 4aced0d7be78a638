"""Erasures, written down in the transaction that erases and done again where a backup from before is put back."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from data.storage.inserts import insert_unless_there
from data.storage.tables.erasures import erasures

POLL, PERSONAL_LIST, SERVER, MEMBER = "poll", "personal-list", "server", "member"

_WIDESPREAD = {SERVER, MEMBER}
"""What has rows in many tables, which `data.rights` knows."""

_KEY = ("kind", "subject_id", "erased_at")
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_MESSAGES = "kind IN ('poll', 'poll-result') AND subject_id"


@dataclass(frozen=True)
class Erasure:
    """What was erased: a poll, a list, a server, a member."""

    kind: str
    subject_id: int
    erased_at: dt.datetime


@dataclass(frozen=True)
class Replayed:
    """How many erasures were new to a library, and which of them are still to be done by who knows its rows."""

    number: int
    left: tuple[Erasure, ...] = ()


async def record(connection: AsyncConnection, kind: str, subject_id: int, at: dt.datetime) -> None:
    """Note what the transaction of `connection` erases, or begins to."""
    await insert_unless_there(connection, erasures, kind=kind, subject_id=subject_id, erased_at=at)


def replay(old: sqlite3.Connection, new: sqlite3.Connection) -> Replayed | None:
    """Erase from `new` what was erased from `old` and `new` does not know of, but what lies in many tables.

    None where that cannot be told: `old` is of a Marquee that did not write it down.
    A poll that ended stays ended, with its result. Rows go from one to the other as they are, whatever their schemas.
    """
    if not _columns(old, "erasures"):
        return None
    query = f"SELECT {', '.join(_KEY)} FROM erasures"  # noqa: S608 -- names of this file
    since = sorted(set(old.execute(query)) - set(new.execute(query)))
    polls = {subject_id for kind, subject_id, _ in since if kind == POLL} | _ended(old) & _open(new)
    new.execute("PRAGMA secure_delete=ON").fetchone()
    new.execute("BEGIN IMMEDIATE")
    for poll_id in sorted(polls):
        _end_poll(old, new, poll_id)
    members = [(subject_id,) for kind, subject_id, _ in since if kind == PERSONAL_LIST]
    for table in ("list_keys", "personal_lists"):
        new.executemany(f"DELETE FROM {table} WHERE member_id = ?", members)  # noqa: S608
    new.executemany(f"INSERT INTO erasures ({', '.join(_KEY)}) VALUES (?, ?, ?)", since)  # noqa: S608
    new.execute("COMMIT")
    left = [Erasure(kind, subject_id, _read(at)) for kind, subject_id, at in since if kind in _WIDESPREAD]
    return Replayed(len(members) + len(polls) + len(left), tuple(left))


def _read(time: str) -> dt.datetime:
    return dt.datetime.fromisoformat(time).replace(tzinfo=dt.UTC)


def _ended(connection: sqlite3.Connection) -> set[int]:
    return {poll_id for (poll_id,) in connection.execute("SELECT id FROM polls WHERE NOT is_open")}


def _open(connection: sqlite3.Connection) -> set[int]:
    return {poll_id for (poll_id,) in connection.execute("SELECT id FROM polls WHERE is_open")}


def _end_poll(old: sqlite3.Connection, new: sqlite3.Connection, poll_id: int) -> None:
    """Have the poll in `new` as it is in `old`, where it has ended; of a secret one no ballot, whatever is left."""
    which = "SELECT guild_id, opened_at FROM polls WHERE id = ?"
    known = new.execute(which, (poll_id,)).fetchone()
    if known and known != old.execute(which, (poll_id,)).fetchone():
        return  # of two libraries that never had to do with each other, as on a new machine
    for (table,) in new.execute(_TABLES).fetchall():
        if "poll_id" in _columns(new, table):
            new.execute(f"DELETE FROM {table} WHERE poll_id = ?", (poll_id,))  # noqa: S608 -- SQLite's own names
    new.execute("DELETE FROM polls WHERE id = ?", (poll_id,))
    new.execute(f"DELETE FROM outbox WHERE {_MESSAGES} = ?", (poll_id,))  # noqa: S608
    _take_over(old, new, "polls", "id = ?", poll_id)
    _take_over(old, new, "poll_results", "poll_id = ?", poll_id)
    _take_over(old, new, "ballots", "poll_id IN (SELECT id FROM polls WHERE named AND id = ?)", poll_id)
    _take_over(old, new, "outbox", f"{_MESSAGES} = ?", poll_id)


def _take_over(old: sqlite3.Connection, new: sqlite3.Connection, table: str, where: str, poll_id: int) -> None:
    columns = [column for column in _columns(new, table) if column in _columns(old, table)]
    rows = old.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {where}", (poll_id,))  # noqa: S608
    places = ", ".join("?" * len(columns))
    new.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    found: Iterable[tuple[int, str]] = connection.execute(f"PRAGMA table_info({table})")
    return [column[1] for column in found]
