"""`python -m bot` and its small commands, as a person starts them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from tests.bot.stand_in import TOKEN, stand_in

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


async def test_with_a_token_the_same_command_runs_on_discord(tmp_path: Path) -> None:
    async with stand_in() as discord:
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": discord.address,
            "DISCORD_GATEWAY_URL": discord.gateway,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=ROOT, env=environment(tmp_path, **settings), stderr=asyncio.subprocess.PIPE
        )
        await asyncio.wait_for(discord.identified.wait(), 30)
        process.terminate()
        _, stderr = await process.communicate()
    assert process.returncode == 0
    assert b"Connected as Marquee" in stderr
