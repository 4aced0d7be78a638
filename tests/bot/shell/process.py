"""`python -m bot …`, as a person starts it."""

import resource
import subprocess
import sys
from pathlib import Path

from tests.environment import environment

ROOT = Path(__file__).parents[3]


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

    def no_room() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    databases = {
        "MARQUEE_DATABASE": address or f"sqlite:///{folder / 'bot.db'}",
        "MARQUEE_PLAYGROUND_DATABASE": f"sqlite:///{folder / 'playground.db'}",
    }
    seen = environment(**databases, **settings)
    if largest_file is not None:
        seen = {name: value for name, value in seen.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=ROOT,
        env=seen,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_room,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done
