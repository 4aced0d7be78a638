"""The small commands of `python -m bot`, as a person starts them; tests/loopback starts the bot itself."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    databases = {
        "MARQUEE_DATABASE": f"sqlite:///{folder / 'bot.db'}",
        "MARQUEE_PLAYGROUND_DATABASE": f"sqlite:///{folder / 'playground.db'}",
    }
    return {"PATH": os.environ["PATH"], **databases, **settings}


def test_migrate_says_that_it_is_done_and_can_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "migrate"],
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "The database is up to date.\n"
