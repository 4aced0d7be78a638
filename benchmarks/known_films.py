"""Measures a million known films in the bot's own library: python -m benchmarks.known_films [DATA] [--films N].

DATA is that of benchmarks.titles; without it MARQUEE_TITLES, then ../shared/titles. Its films and made-up ones are
written into a file of columns, as the known films are that come with Marquee, and then three processes open a library
with the starter reviews: one that knows nothing, one that finds no known films built, and one that finds them. The
answers are those of the catalogue, reviews and known films together; of four passes a question's least time counts.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.titles_data import Film, films, inflate, queries
from data.films.known import Folder, KnownFilms, kept
from data.films.known.mapping import mapped
from data.films.known.reading import COLUMNS
from data.library import Library
from data.titles.texts import Arrays

_SERVER = 1
_REVIEWED = "spirited awya"
_TICK_SECONDS = 0.001
_IDLE_SECONDS = 20.0
"""In which the loop of the process that knows nothing has nothing to do: what the machine alone keeps waiting."""
_ASKED, _PASSES = 1000, 4
_RANKS = (0.95, 0.85, 0.7, 0.6)
"""Popularities from which on a film is of the first rank, the second …"""
_Report = Callable[..., None]


def main() -> None:
    """Print what each process tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("MARQUEE_TITLES", str(Path(__file__).parents[2] / "shared" / "titles"))
    parser.add_argument("data", type=Path, nargs="?", default=Path(default))
    parser.add_argument("--films", type=int, default=1_000_000)
    parser.add_argument("--process", choices=_PROCESSES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.process:
        asyncio.run(_PROCESSES[options.process](options, lambda **figures: print(json.dumps(figures), flush=True)))
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "films.tsv"
        count = _write(source, itertools.islice(inflate(films(options.data), options.films), options.films))
        print(f"{count:,} films, {source.stat().st_size / 1e6:.0f} MB of columns")
        _run("nothing", options, folder)  # makes the database
        for process in _PROCESSES:
            others = _mapped_whole(Path(folder) / "known")
            _run(process, options, folder, prints=True)
        del others


def _mapped_whole(root: Path) -> Arrays:
    """What another process has of the films that are there, so that the pages of the file are nobody's own."""
    arrays = mapped(next(root.glob("*/arrays")).parent) if root.exists() else {}
    assert all(array.view(np.uint8).max(initial=0) >= 0 for array in arrays.values())
    return arrays


def _run(process: str, options: argparse.Namespace, folder: str, *, prints: bool = False) -> None:
    command = [sys.executable, "-m", "benchmarks.known_films", str(options.data), "--process", process]
    done = subprocess.run([*command, "--folder", folder], stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines() if prints else ():
        figures: dict[str, Any] = json.loads(line)
        print(
            f"{process:8s}  " + "  ".join(f"{name.replace('_', ' ')} {value:,.4g}" for name, value in figures.items())
        )


def _write(path: Path, some: Iterator[Film]) -> int:
    """The films as lines of columns; a made-up one has a director of its own, so that no two are one film."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for number, film in enumerate(some, 1):
            cells = dict.fromkeys(COLUMNS, "")
            cells["title"], cells["year"] = film.title, str(film.year or 1900)
            cells["directors"] = "; ".join(film.directors or (f"Director {number:x}",))
            cells["cast"], cells["other_titles"] = "; ".join(film.cast[:2]), "; ".join(film.alt)
            cells["rank"] = str(1 + sum(film.popularity < least for least in _RANKS))
            cells["imdb"] = f"tt{number:08d}"
            file.write("\t".join(cell.replace("\t", " ") for cell in cells.values()) + "\n")
    return number


async def _nothing(options: argparse.Namespace, report: _Report) -> None:
    async with Library.open(_address(options)) as library:
        await library.catalogue.find(_SERVER, _REVIEWED)
        report(first_answer_s=_age(), private_mb=_memory("Private_"))
        end = time.monotonic() + _IDLE_SECONDS
        report(**await _blocks(lambda: time.monotonic() > end))


async def _unbuilt(options: argparse.Namespace, report: _Report) -> None:
    async with (
        kept(Folder(options.folder / "known"), [options.folder / "films.tsv"]) as known,
        Library.open(_address(options), known=known) as library,
    ):
        finding = await library.catalogue.find(_SERVER, _REVIEWED)
        assert finding.film
        report(first_answer_s=_age())
        began = time.perf_counter()
        blocks = await _blocks(lambda: bool(known))
        report(built_after_s=time.perf_counter() - began, **blocks)


async def _blocks(is_over: Callable[[], bool]) -> dict[str, float]:
    """For how long the loop came to nothing else, and how much of that it worked; the rest is the machine's, which
    others keep busy."""
    longest = worked = 0.0
    while not is_over():
        woken, at_work = time.perf_counter(), time.thread_time()
        await asyncio.sleep(_TICK_SECONDS)
        longest = max(longest, time.perf_counter() - woken - _TICK_SECONDS)
        worked = max(worked, time.thread_time() - at_work)
    return {"longest_block_ms": 1e3 * longest, "longest_work_of_the_loop_ms": 1e3 * worked}


async def _built(options: argparse.Namespace, report: _Report) -> None:
    folder, source = Folder(options.folder / "known"), [options.folder / "films.tsv"]
    began = time.perf_counter()
    films = folder.current()
    assert films
    report(
        mapping_s=time.perf_counter() - began,
        file_mb=sum(path.stat().st_size for path in folder.root.glob("*/*")) / 1e6,
    )
    async with kept(folder, source) as known, Library.open(_address(options), known=known) as library:
        finding = await library.catalogue.find(_SERVER, _REVIEWED)
        assert finding.film
        report(first_answer_s=_age(), private_mb=_memory("Private_"))
        await _ask(options, library, known, report)
        report(private_mb=_memory("Private_"))


async def _ask(options: argparse.Namespace, library: Library, known: KnownFilms, report: _Report) -> None:
    asked = queries(options.data)
    right = [one.query for one in asked if one.expected][:: max(1, len(asked) // _ASKED)]
    wrong = [one.query for one in asked if not one.expected]
    assert known.index
    index, catalogue = known.index, library.catalogue

    async def searched(text: str) -> None:
        index.search(text)

    await _time("search", searched, right, report)
    await _time("find", lambda text: catalogue.find(_SERVER, text), right, report)
    await _time("complete", lambda text: catalogue.complete(_SERVER, text), [text[:4] for text in right], report)
    await _time("complete_empty", lambda text: catalogue.complete(_SERVER, text), ["", " "], report)
    await _time("miss", lambda text: catalogue.find(_SERVER, text), wrong, report)


async def _time(name: str, ask: Callable[[str], Awaitable[Any]], texts: list[str], report: _Report) -> None:
    times = [float("inf")] * len(texts)
    for _ in range(_PASSES):
        for place, text in enumerate(texts):
            began = time.perf_counter()
            await ask(text)
            times[place] = min(times[place], 1e3 * (time.perf_counter() - began))
            await asyncio.sleep(0)  # what else the loop has to do is not kept waiting for all of the questions
    times.sort()
    report(**{f"{name}_p50_ms": times[len(times) // 2], "p99_ms": times[int(len(times) * 0.99)], "most_ms": times[-1]})


_PROCESSES = {"nothing": _nothing, "unbuilt": _unbuilt, "built": _built}


def _address(options: argparse.Namespace) -> str:
    return f"sqlite:///{options.folder}/marquee.db"


def _age() -> float:
    """Seconds since this process was started."""
    ticks = float(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def _memory(kind: str) -> float:
    """Megabytes of this process that no other has, of a kind."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith(kind)) / 1024


if __name__ == "__main__":
    main()
