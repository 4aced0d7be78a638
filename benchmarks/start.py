"""How long it takes until the playground's page answers, and how much memory the running bot takes.

python -m benchmarks.start
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.loopback.process import running
from tests.loopback.server import Loopback

_RUNS = 5
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/")


def _environment(folder: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "MARQUEE_PLAYGROUND_DATABASE": f"sqlite:///{folder}/playground.db"}


def seconds_to_page(folder: str) -> float:
    """From `make run` on a warm `.venv` to the first answer of the page."""
    began = time.perf_counter()
    command = ["make", "--silent", "run"]
    with subprocess.Popen(command, env=_environment(folder), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = next(found[1] for line in process.stdout if (found := _ADDRESS.search(line)))
        with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own page
            assert answer.status == 200
        took = time.perf_counter() - began
        subprocess.run(["pkill", "-INT", "-P", str(process.pid)], check=True)
        process.communicate()
    return took


async def megabytes_when_running(folder: str) -> float:
    """Resident memory of `python -m bot run`, connected, after a command."""
    async with Loopback.open() as discord, running(discord, f"sqlite:///{folder}/bot.db", Path(folder)) as bot:
        await bot.ready()
        answered = await discord.guild.join("Robin").command("/review", film="balerina")
        assert answered.kind == "message"
        return bot.memory() / 2**20


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        first = seconds_to_page(folder)
        later = [seconds_to_page(folder) for _ in range(_RUNS)]
        memory = asyncio.run(megabytes_when_running(folder))
    print(f"make run, first start (imports the starter library): {first:.1f} s to the page")
    print(f"make run, later starts: {statistics.median(later):.1f} s to the page (median of {_RUNS})")
    print(f"python -m bot run: {memory:.0f} MB resident after its first command")


if __name__ == "__main__":
    main()
