"""The small commands of `python -m bot`, as a person starts them; tests/loopback starts the bot itself."""

import subprocess
import sys
from pathlib import Path

from tests.environment import environment

ROOT = Path(__file__).parents[2]


def test_migrate_says_that_it_is_done_and_can_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "migrate"],
            cwd=ROOT,
            env=environment(MARQUEE_DATABASE=f"sqlite:///{tmp_path / 'bot.db'}"),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "The database is up to date.\n"
