"""`python -m tests.mutants [--sample N] [--seed N] [PATTERN]`: how many of a sample of mutants the tests notice.

A mutant is the code with one small change, a `<` for a `<=` for instance. `tool.mutmut` in pyproject.toml names the
rooms that are changed and the tests that may notice. What survived is listed; `mutmut show NAME` prints its change.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NOTICED = {"killed", "timeout", "segfault", "caught by type check"}


def _mutmut(*arguments: str, quiet: bool = True) -> str:
    """Run it on both cores, without a word of its own unless it is to be seen at work."""
    command = [str(Path(sys.executable).parent / "mutmut"), *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE if quiet else None, text=True, check=False)
    return done.stdout or ""


def results() -> dict[str, str]:
    """Every mutant there is, and what became of it: `killed`, `survived`, `not checked` …"""
    return dict(re.findall(r"^\s+(\S+__mutmut_\d+): (.+)$", _mutmut("results", "--all", "true"), re.MULTILINE))


def main() -> None:
    """Make all mutants, try those of the sample, and say how it went, room by room."""
    arguments = argparse.ArgumentParser(prog="make mutants")
    arguments.add_argument("pattern", nargs="?", default="*", help="of names, such as data.statistics.*")
    arguments.add_argument("--sample", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    _mutmut("run", "make them all and try none")
    names = sorted(name for name in results() if fnmatch(name, chosen.pattern))
    sample = random.Random(chosen.seed).sample(names, min(chosen.sample, len(names)))  # noqa: S311
    if not sample:
        sys.exit("There are no mutants of that name, or the tests fail without any: see `mutmut run`.")
    _mutmut("run", "--max-children", str(os.cpu_count() or 1), *sample, quiet=False)
    became = {name: status for name, status in results().items() if name in set(sample)}
    if "not checked" in became.values():
        sys.exit("Some were not tried; what mutmut said is above.")
    print(*sorted(f"{status}: {name}" for name, status in became.items() if status not in _NOTICED), sep="\n")
    rooms = Counter(name.rpartition(".")[0] for name in sample)
    noticed = Counter(name.rpartition(".")[0] for name, status in became.items() if status in _NOTICED)
    for room, tried in sorted(rooms.items()):
        print(f"{room}: {noticed[room]} of {tried}, {noticed[room] / tried:.0%}")
    print(f"Noticed: {noticed.total()} of {len(sample)} tried, of {len(names)}; seed {chosen.seed}")


if __name__ == "__main__":
    main()
