"""`python -m tests.fuzzing --minutes 10`: files that no program would write, given to every reader of files.

Whatever they hold, reading ends in drafts or problems, within two seconds and 150 MB, and each draft can be written
in every format and reads back as it was. A file on which that fails is kept in `fuzzed/`.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from data.formats import FORMATS, read_bytes, write
from data.formats.reading import MOST_BYTES
from tests.data.reviews_strategy import reviews
from tests.fuzzing_grammars import GRAMMARS, grown, mutilated

MOST_SECONDS = 2.0
MOST_MEMORY = 150 * 2**20
"""Beside what the process has anyway: with Marquee's readers and their libraries that is below 200 MB."""

_MOST_DRAFTS = 3
"""Of a file, that are written and read back."""

_MENDED = "â€"
"""What has it was decoded wrongly by some tool and is read the right way, so it does not come back as it was."""

_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")

T = TypeVar("T")
Target = tuple[st.SearchStrategy[tuple[str, bytes]], int]
"""Files with their names, and how many are drawn at a time."""

TARGETS: dict[str, Target] = {
    **{name: (st.tuples(st.just(f"a{FORMATS[name].suffixes[0]}"), grammar), 200) for name, grammar in GRAMMARS.items()},
    "mutilated": (st.tuples(st.sampled_from(["a.md", "a.json", "a.csv", "a.txt", "a"]), mutilated(reviews)), 100),
    "grown": (st.tuples(st.sampled_from(["a.md", "a.json", "a.csv", "a.html", "a.txt"]), grown(MOST_BYTES)), 30),
}


def check(name: str, data: bytes) -> None:
    """Read a file and look whether all that was promised holds."""
    reading, seconds, memory = measured(lambda: read_bytes(data, name))
    assert seconds < MOST_SECONDS, f"{seconds:.1f} s"
    assert memory < MOST_MEMORY, f"{memory / 2**20:.0f} MB"
    for problem in (*reading.problems, *(one for draft in reading.drafts for one in draft.problems)):
        assert str(problem).strip()
    drafts = [draft for draft in reading.drafts[:_MOST_DRAFTS] if _MENDED not in str(draft.review)]
    for draft in drafts:
        for form in FORMATS.values():
            if form.dumps:
                again = read_bytes(write([draft.review], form.name), f"again{form.suffixes[0]}", form.name)
                assert [one.review for one in again.drafts] == [draft.review], form.name
    table = write([draft.review for draft in drafts], "csv").decode("utf-8-sig")
    cells = itertools.chain.from_iterable(csv.reader(io.StringIO(table, newline="")))
    assert not [cell for cell in cells if _FORMULA.match(cell)]


def measured(work: Callable[[], T]) -> tuple[T, float, int]:
    """What the work gives, its seconds of this process, and the bytes that it took at its peak."""
    try:
        _CLEAR.write_text("5")  # the peak begins anew
        before = _status("VmRSS")
    except OSError:  # not on Linux, or not ours to write
        before = None
    started = time.process_time()
    done = work()
    seconds = time.process_time() - started
    return done, seconds, (_status("VmHWM") - before) * 1024 if before else 0


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text())
    assert found
    return int(found[1])


def run(target: str, number: int, examples: int | None = None) -> int:
    """Draw files for a target, by a seed; how many were read. The first that breaks a promise raises, made small."""
    files, at_a_time = TARGETS[target]
    read = 0

    @seed(number)
    @settings(
        max_examples=examples or at_a_time,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(files)
    def each(file: tuple[str, bytes]) -> None:
        nonlocal read
        read += 1
        check(*file)

    each()
    return read


def main(minutes: float, first: int, folder: Path) -> int:
    """Go on for so many minutes; how many targets failed."""
    until, counts, failed = time.monotonic() + minutes * 60, Counter[str](), Counter[str]()
    for number in itertools.count(first):
        for target in TARGETS:
            if time.monotonic() > until:
                print(f"seeds {first} to {number}: {sum(counts.values()):,} files, {sum(failed.values())} failures")
                print(", ".join(f"{name} {count:,}" for name, count in counts.items()))
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(f"the process never had more than {peak} MB")
                return sum(failed.values())
            try:
                counts[target] += run(target, number)
            except Exception as error:
                failed[target] += 1
                folder.mkdir(exist_ok=True)
                kept = folder / f"{target}-{number}.txt"
                kept.write_text("\n".join([repr(error), *getattr(error, "__notes__", [])]))
                print(f"{target}, seed {number}: {error!r:.300}, kept as {kept}", file=sys.stderr)
    raise AssertionError("seeds never end")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("fuzzed"))
    options = parser.parse_args()
    sys.exit(bool(main(options.minutes, options.seed, options.folder)))
