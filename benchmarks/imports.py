"""Seconds that `python -m bot import` takes for a thousand reviews as CSV and as Markdown files.

`python -m benchmarks.imports` starts the command as a person does, into a new SQLite file that has the starter library.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data import starter
from data.formats.folders import export_folder
from data.library import Library
from data.models import Review

REVIEWS = 1000
ROUNDS = 3


def thousand() -> list[Review]:
    """As many whole reviews: the starter reviews over and over, each time of another film."""
    originals = list(starter.read(starter.files()).values())
    return [_of_another_film(originals[number % len(originals)], number) for number in range(REVIEWS)]


def _of_another_film(review: Review, number: int) -> Review:
    film = review.film.model_copy(update={"title": f"{review.film.title}, Part {number}"})
    return review.model_copy(update={"film": film})


async def _new_database(address: str) -> None:
    async with Library.open(address):
        pass


def seconds(path: Path, folder: Path) -> float:
    """The time of one import, from typing the command to its last line."""
    database = f"sqlite:///{folder / 'marquee.db'}"
    asyncio.run(_new_database(database))
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "import", str(path)],
        env={**os.environ, "MARQUEE_DATABASE": database},
        capture_output=True,
        text=True,
        check=True,
    )
    taken = time.perf_counter() - began
    assert done.stdout.endswith(f"{REVIEWS} published, no problems.\n"), done.stdout[-200:]
    return taken


def main() -> None:
    """Measure both formats; the last line has the medians."""
    reviews = thousand()
    with tempfile.TemporaryDirectory() as root:
        said = []
        for form in ("csv", "markdown"):
            path = Path(root) / form
            files = len(list(export_folder(reviews, path, form)))
            times = []
            for number in range(ROUNDS):
                database = Path(root) / f"{form}-{number}"
                database.mkdir()
                times.append(seconds(path, database))
            print(f"{form}, {files} files: {', '.join(f'{one:.1f}' for one in times)} s")
            said.append(f"{form} {sorted(times)[ROUNDS // 2]:.1f} s")
    print(f"{REVIEWS} reviews: {', '.join(said)}")


if __name__ == "__main__":
    main()
