"""`python -m bot …`, as a person starts it."""

import resource
import subprocess
import sys
from pathlib import Path

from tests import processes
from tests.environment import environment


def bot(
    folder: Path,
    *arguments: str | Path,
    address: str = "",
    status: int = 0,
    largest_file: int | None = None,
    **settings: str,
) -> "subprocess.CompletedProcess[str]":
    """Run it to its end, on the database at `address` or on one in `folder`; it has to end with `status`.

    `largest_file`, in bytes, is a disk without more room, where coverage could not write what it measured either.
    """

    databases = {
        "MARQUEE_DATABASE": address or f"sqlite:///{folder / 'bot.db'}",
        "MARQUEE_PLAYGROUND_DATABASE": f"sqlite:///{folder / 'playground.db'}",
    }
    seen = environment(**databases, **settings)
    if largest_file is None:
        done = processes.run(tuple(map(str, arguments)), seen)
    else:
        done = _without_room(arguments, seen, largest_file)
    assert done.returncode == status, done.stdout + done.stderr
    return done


def _without_room(
    arguments: tuple[str | Path, ...], seen: dict[str, str], largest_file: int
) -> "subprocess.CompletedProcess[str]":
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=processes.ROOT,
        env={name: value for name, value in seen.items() if not name.startswith("COVERAGE_")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
