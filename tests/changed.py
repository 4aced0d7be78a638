"""`python -m tests.changed [COMMIT]` prints the tests of the topics changed since then, for `make quick`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]


def topics(path: PurePosixPath) -> set[str]:
    """What a file is about: `data/polls/ballots.py` is about polls and ballots, `cogs/help.py` about help."""
    if path.parts[0] not in {"bot", "cogs", "data", "tests"} or path.suffix != ".py":
        return set()
    return {part.removeprefix("test_") for part in path.with_suffix("").parts[1:]} - {"data", "cogs", "bot", "__init__"}


def named_like(changed: Iterable[PurePosixPath], tests: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Those of `tests` whose own name, or a folder of theirs, is that of a topic."""
    wanted = {topic for path in changed for topic in topics(path)}
    return sorted(test for test in tests if topics(test) & wanted)


def _git(*arguments: str) -> list[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def main(since: str = "HEAD") -> None:
    """Print one test file a line."""
    changed = [*_git("diff", "--name-only", since), *_git("ls-files", "--others", "--exclude-standard")]
    tests = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    print(*named_like(map(PurePosixPath, changed), map(PurePosixPath, tests)), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
