"""What was in line in the tables of before is in line in the outbox, and goes back."""

import datetime as dt

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, bindparam, inspect, text

from data.deliveries import REVIEWS, NotPosted
from data.library import Library
from data.polls import POLL, RESULT
from data.storage import Storage, migrations
from data.storage.tables import metadata
from data.storage.tables.schema import UtcDateTime
from tests.clock import Clock

NOW = dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC)
SOON = NOW + dt.timedelta(minutes=5)
BEFORE = NOW - dt.timedelta(hours=3)

Cells = dict[str, object]
"""A row as it is, by the names of its columns."""

POLLS: list[Cells] = [
    {"id": 1, "film_id": 1, "message_id": 71, "is_open": True},
    {"id": 2, "film_id": 2, "message_id": None, "is_open": True},
    {"id": 3, "film_id": 3, "message_id": 73, "is_open": False},
    {"id": 4, "film_id": 4, "message_id": 74, "is_open": False},
    {"id": 5, "film_id": 5, "message_id": 75, "is_open": False},
]
RESULTS: list[Cells] = [
    {"poll_id": 3, "next_try_at": NOW, "attempts": 0, "message_id": None, "failure": None},
    {"poll_id": 4, "next_try_at": SOON, "attempts": 2, "message_id": None, "failure": "I keep trying."},
    {"poll_id": 5, "next_try_at": None, "attempts": 1, "message_id": 85, "failure": None},
]
_POSTED = {"next_try_at": None, "batch": 1, "tried_at": BEFORE, "attempts": 1, "channel_id": 600, "message_id": 91}
_TRIED = {"next_try_at": SOON, "batch": 2, "tried_at": BEFORE, "attempts": 3, "channel_id": 601, "message_id": None}
_WAITING = {"next_try_at": NOW, "batch": None, "tried_at": None, "attempts": 0, "channel_id": None, "message_id": None}
LINE: list[Cells] = [
    {"id": 1, "failure": None, **_POSTED},
    {"id": 2, "failure": "I keep trying.", **_TRIED},
    {"id": 3, "failure": "I keep trying.", **_TRIED},
    {"id": 4, "failure": None, **_WAITING},
]


def _insert(connection: Connection, table: str, rows: list[Cells]) -> None:
    names = list(rows[0])
    times = [bindparam(name, type_=UtcDateTime) for name in names if name.endswith("_at")]
    values = ", ".join(f":{name}" for name in names)
    statement = text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})")  # noqa: S608 -- names of this file
    connection.execute(statement.bindparams(*times), rows)


def as_it_was(connection: Connection) -> None:
    """A database of before, with something of everything in line."""
    command.downgrade(migrations.config(connection), "0005")
    same: Cells = {"guild_id": 500, "channel_id": 600, "film_label": "Nobody (2021)", "opened_by": 700}
    same |= {"opened_at": BEFORE, "ends_at": SOON, "live": False, "named": False, "gates": "{}", "quorum": 0}
    _insert(connection, "polls", [poll | same for poll in POLLS])
    counts = dict.fromkeys(("positive", "mixed", "negative", "unseen"), 1)
    results: list[Cells] = [{"poll_id": row["poll_id"], "closed_at": BEFORE, **counts} for row in RESULTS]
    _insert(connection, "poll_results", results)
    _insert(connection, "poll_announcements", RESULTS)
    same = {"guild_id": 500, "film_id": 9, "is_new": True, "queued_at": BEFORE}
    _insert(
        connection, "review_announcements", [{**row, **same, "review_id": 8, "revision": row["id"]} for row in LINE]
    )


def _rows(connection: Connection, table: str, like: list[Cells]) -> list[Cells]:
    names = list(like[0])
    query = text(f"SELECT {', '.join(names)} FROM {table} ORDER BY {names[0]}")  # noqa: S608 -- names of this file
    times = {name: UtcDateTime for name in names if name.endswith("_at")}
    return [dict(row) for row in connection.execute(query.columns(**times)).mappings()]


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


async def test_what_was_in_line_is_in_the_outbox(address: str, clock: Clock) -> None:
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(as_it_was)
    await storage.close()
    async with Library.open(address, with_starter=False, now=clock) as library:
        async with library.storage.writing() as connection:
            assert await connection.run_sync(_differences) == []
        claimed = {}
        while delivery := await library.outbox.claim():
            claimed[delivery.kind, delivery.subject_id] = (delivery.attempt, delivery.tried_at, delivery.channel_id)
        # A poll without a message may have one that nobody recorded, so it is looked for.
        assert claimed == {(POLL, 2): (2, BEFORE, 600), (RESULT, 3): (1, None, 600)}
        assert await library.outbox.failures(RESULT, range(9)) == {4: NotPosted(RESULT, 600, "I keep trying.")}
        assert await library.outbox.failures(REVIEWS, range(9)) == {2: NotPosted(REVIEWS, 601, "I keep trying.")}
        clock.advance(minutes=5)
        while delivery := await library.outbox.claim():
            claimed[delivery.kind, delivery.subject_id] = (delivery.attempt, delivery.tried_at, delivery.channel_id)
        assert claimed.keys() == {(POLL, 2), (RESULT, 3), (RESULT, 4), (REVIEWS, 2)}
        assert claimed[RESULT, 4] == (3, BEFORE, 600)
        assert claimed[REVIEWS, 2] == (4, BEFORE, 601)
        announced = await library.announcements.read(2)
        assert [one.revisions for one in announced.reviews] == [(2, 3)]
        assert await library.announcements.next_due() == NOW  # the fourth waits for its time
        assert (await library.polls.get(1, 500)).message_id == 71


async def test_it_can_be_taken_back_with_what_is_in_line(address: str) -> None:
    storage = await Storage.open(address)
    async with storage.writing() as connection:
        await connection.run_sync(as_it_was)
        await connection.run_sync(migrations.upgrade)
        await connection.run_sync(lambda c: command.downgrade(migrations.config(c), "0005"))
        assert "outbox" not in await connection.run_sync(lambda c: inspect(c).get_table_names())
        assert await connection.run_sync(_rows, "poll_announcements", RESULTS) == RESULTS
        assert await connection.run_sync(_rows, "review_announcements", LINE) == LINE
    await storage.close()
