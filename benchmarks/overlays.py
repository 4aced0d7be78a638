"""What the films of many servers take in memory, and how long the first question after a start keeps others waiting.

python -m benchmarks.overlays fills SQLite files with the starter reviews over and over, each time of another film, and
reads each in a process of its own.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import insert

from data import starter
from data.errors import TooSlow
from data.film_keys import proposed_id, title_key
from data.library import Library
from data.models import SHARED_LIBRARY, Review
from data.storage import LONG_SECONDS
from data.storage.tables.films import films
from data.storage.tables.reviews import reviews, revisions

SERVERS = 2_000
OWN = 5
SHARED = 5_000
_IN_ONE_TRANSACTION = 500
_FIRST_SERVER = 10**17
_FIRST_REVIEW = 10**6
_WITHOUT_FILMS = 7


def overlay_memory(servers: int = SERVERS, own: int = OWN) -> float:
    """Megabytes that `servers` with `own` reviews each take in a process, all asked once."""
    return _in_processes("memory", servers, own)


def longest_block(shared: int = SHARED) -> float:
    """Milliseconds of work between two turns of the event loop, at most, until the first title is found."""
    return _in_processes("block", 1, shared)


def _in_processes(what: str, servers: int, each: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'marquee.db'}"
        for step in ("fill", "measure"):
            command = [sys.executable, "-m", "benchmarks.overlays", step, what, address, str(servers), str(each)]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(json.loads(printed))


async def _fill(what: str, address: str, servers: int, each: int) -> None:
    guilds = [SHARED_LIBRARY] if what == "block" else range(_FIRST_SERVER, _FIRST_SERVER + servers)
    async with Library.open(address) as library:
        await publish_at_once(library, guilds, each)


async def publish_at_once(library: Library, guild_ids: Iterable[int], each: int) -> None:
    """As many reviews for each library, written as rows, since saving them one by one takes minutes."""
    texts = cycle(starter.read(starter.files()).values())
    places = ((number, guild_id) for number, guild_id in enumerate(g for g in guild_ids for _ in range(each)))
    now = library.now()
    while batch := list(islice(places, _IN_ONE_TRANSACTION)):
        film_rows, review_rows, revision_rows = [], [], []
        for number, guild_id in batch:
            review = _of_another_film(next(texts), number)
            title, year = title_key(review.film.title), review.film.year or 0
            film_id, own = proposed_id(title, year), _FIRST_REVIEW + number
            film_rows.append({"id": film_id, "title_key": title, "year": year})
            place = {"id": own, "film_id": film_id, "guild_id": guild_id, "state": review.state, "revision": 1}
            review_rows.append({**place, "created_at": now})
            document = review.model_dump(mode="json", exclude_defaults=True)
            revision_rows.append({"review_id": own, "revision": 1, "document": document, "made_at": now})
        async with library.storage.writing(LONG_SECONDS) as connection:
            await connection.execute(insert(films), film_rows)
            await connection.execute(insert(reviews), review_rows)
            await connection.execute(insert(revisions), revision_rows)


def _of_another_film(review: Review, number: int) -> Review:
    film = review.film.model_copy(update={"title": f"{review.film.title}, Part {number}"})
    return review.model_copy(update={"film": film, "revision": 1})


async def _memory(address: str, servers: int, own: int) -> float:
    async with Library.open(address) as library:
        assert (await library.catalogue.find(_WITHOUT_FILMS, "balerina")).film
        shared = await library.catalogue.size(_WITHOUT_FILMS)
        gc.collect()
        before = _resident()
        for guild_id in range(_FIRST_SERVER, _FIRST_SERVER + servers):
            await library.catalogue.find(guild_id, "balerina")
            assert await library.catalogue.size(guild_id) == shared + own
        gc.collect()
        return _resident() - before


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


async def _block(address: str) -> float:
    async with Library.open(address) as library:
        gc.freeze()  # as `bot.run` does
        library.catalogue.prepare()
        worst, _ = await worst_turn(_found(library))
        return worst


async def _found(library: Library) -> None:
    """Ask as often as somebody has to who is told that the library is being read."""
    while True:
        with suppress(TooSlow):
            assert (await library.catalogue.find(_WITHOUT_FILMS, "balerina")).film
            return


async def worst_turn(asked: Awaitable[object]) -> tuple[float, float]:
    """Milliseconds of this thread's work in the longest turn of the event loop until `asked` is answered, and in all.

    Work and not time, in which other processes may have had the processor.
    """
    asking = asyncio.ensure_future(asked)
    began = last = time.thread_time()
    worst = 0.0
    while not asking.done():
        await asyncio.sleep(0)
        now = time.thread_time()
        worst, last = max(worst, now - last), now
    await asking
    return worst * 1e3, (last - began) * 1e3


def main() -> None:
    """Measure and print, or be one of the processes that do."""
    if len(sys.argv) > 1:
        step, what, address, servers, each = sys.argv[1:]
        if step == "fill":
            asyncio.run(_fill(what, address, int(servers), int(each)))
        else:
            print(
                json.dumps(
                    asyncio.run(_memory(address, int(servers), int(each)) if what == "memory" else _block(address))
                )
            )
        return
    print(f"the first title of {SHARED:,} reviews: at most {longest_block():.0f} ms without a turn for others (50 ms)")
    taken = overlay_memory()
    print(
        f"{SERVERS:,} servers with {OWN} own reviews each: {taken:.0f} MB, {taken / SERVERS * 1e3:.0f} KB each (150 MB)"
    )


if __name__ == "__main__":
    main()
