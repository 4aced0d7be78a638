"""How long it takes until the playground's page answers, and how much memory the running bot takes.

python -m benchmarks.start
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bot.stand_in import TOKEN, stand_in

_RUNS = 5
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/")


def _environment(folder: str, **settings: str) -> dict[str, str]:
    databases = {
        "MARQUEE_DATABASE": f"sqlite:///{folder}/bot.db",
        "MARQUEE_PLAYGROUND_DATABASE": f"sqlite:///{folder}/playground.db",
    }
    return {"PATH": os.environ["PATH"], **databases, **settings}


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
    async with stand_in() as discord:
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": discord.address,
            "DISCORD_GATEWAY_URL": discord.gateway,
        }
        command = [sys.executable, "-m", "bot", "run"]
        process = await asyncio.create_subprocess_exec(
            *command, env=_environment(folder, **settings), stderr=asyncio.subprocess.DEVNULL
        )
        await asyncio.wait_for(discord.identified.wait(), 30)
        await discord.slash("review", film="balerina")
        status = await asyncio.to_thread(Path(f"/proc/{process.pid}/status").read_text)
        process.terminate()
        await process.wait()
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024


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
