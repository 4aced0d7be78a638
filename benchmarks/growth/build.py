"""A library as it is after years, by bulk inserts straight into the tables: seconds, not minutes.

The rows are those of an older Marquee; migrations then make of them what the newest keeps beside them, such as counts.
One server, the one that commands are typed in, has most of everything; `Sizes` says how much of what.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from alembic import command
from sqlalchemy import Connection, text

from benchmarks.growth import community, reading
from benchmarks.growth.bulk import insert_many
from data.library import Library
from data.storage import migrations
from data.storage.door import MIGRATION_SECONDS
from data.storage.tables.schema import metadata

_SCHEMA = "0008"
_NUMBERED = ("reviews", "polls", "drafts", "film_nights", "audit_entries")


@dataclass(frozen=True)
class Sizes:
    """How many of what there are."""

    reviews: int = 5_000
    servers: int = 2_200
    announcing: int = 2_100
    votes: int = 2_000_000
    votes_here: int = 500_000
    drafts: int = 2_000
    waiting_here: int = 500
    open_polls: int = 500
    ballots_elsewhere: int = 200_000
    ballots_to_close: int = 10_000
    """In each of the polls that are closed by a measurement."""
    nights: int = 10_000
    requests: int = 50_000
    log_entries: int = 20_000

    def times(self, scale: float) -> Sizes:
        """The same library, larger or smaller."""
        return Sizes(**{name: max(1, round(size * scale)) for name, size in vars(self).items()})


@dataclass(frozen=True)
class Here:
    """The server that commands are typed in, and who types."""

    guild_id: int
    channel_id: int
    member_id: int
    moderator_id: int


@dataclass(frozen=True)
class Built:
    """What commands can name."""

    titles: list[str]
    """Of shared reviews, with their years."""
    film_ids: list[int]
    """Of the same."""
    withdrawn: list[str]
    """Of reviews that this server withdrew."""
    long_history: str
    """This server's review that was revised most often."""
    polls_to_close: list[int]
    """Open polls of this server, each with `ballots_to_close` ballots."""
    polls_elsewhere: list[tuple[int, int]]
    """The same of other servers: poll and server."""


async def build(library: Library, sizes: Sizes, here: Here) -> Built:
    """Fill an empty library."""
    now, chance = dt.datetime.now(dt.UTC), random.Random(1)
    books = reading.shelves(sizes.reviews, here.guild_id)
    servers = [here.guild_id, *range(1_000, 1_000 + sizes.servers - 1)]
    polls = community.polls(sizes, servers, here, books, now)
    await _migrate(library, lambda connection: command.downgrade(migrations.config(connection), _SCHEMA))
    for table, columns, rows in (
        ("films", ("id", "title_key", "year"), reading.films(books, community.asked_films(sizes))),
        ("reviews", reading.REVIEW_COLUMNS, reading.reviews(books, now)),
        ("revisions", reading.REVISION_COLUMNS, reading.revisions(books, here.moderator_id, now)),
        ("server_settings", ("guild_id", "document"), community.settings(servers, sizes.announcing)),
        ("votes", ("guild_id", "film_id", "member_id", "tier"), community.votes(sizes, servers, here, books)),
        ("drafts", community.DRAFT_COLUMNS, community.drafts(sizes, servers, here, books, now)),
        ("film_nights", community.NIGHT_COLUMNS, community.nights(sizes, servers, here, books, now)),
        ("film_requests", community.REQUEST_COLUMNS, community.requests(sizes, servers, here, now)),
        ("audit_entries", community.LOG_COLUMNS, community.log(sizes, here, now)),
        ("polls", community.POLL_COLUMNS, polls),
        ("poll_keys", ("poll_id", "key"), ((poll[0], chance.randbytes(32)) for poll in polls)),
        ("ballots", ("poll_id", "voter", "choice"), community.ballots(sizes, len(polls))),
    ):
        await insert_many(library.storage, metadata.tables[table], columns, rows)
    await _migrate(library, _number_on)
    await _migrate(library, migrations.upgrade)
    await _migrate(library, _look_through)
    shared = [book for book in books if book.guild_id == 0]
    return Built(
        titles=[book.label for book in shared],
        film_ids=[book.film_id for book in shared],
        withdrawn=[book.label for book in books if book.is_withdrawn],
        long_history=next(book.label for book in books if book.guild_id and not book.is_withdrawn),
        polls_to_close=[poll[0] for poll in polls][: community.CLOSED],
        polls_elsewhere=[(poll[0], poll[1]) for poll in polls[community.MINE :]][: community.CLOSED],
    )


async def _migrate(library: Library, step: Callable[[Connection], None]) -> None:
    async with library.storage.writing(MIGRATION_SECONDS) as connection:
        await connection.run_sync(step)


def _number_on(connection: Connection) -> None:
    """PostgreSQL goes on numbering behind what was given."""
    if connection.dialect.name == "postgresql":
        for table in _NUMBERED:
            number = f"pg_get_serial_sequence('{table}', 'id')"
            connection.execute(text(f"SELECT setval({number}, (SELECT max(id) FROM {table}))"))  # noqa: S608


def _look_through(connection: Connection) -> None:
    """PostgreSQL's upkeep would know by then how much there is; SQLite never looks."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))
