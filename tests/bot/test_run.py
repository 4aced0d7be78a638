"""The real process against a stand-in for Discord."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.stand_in import TOKEN, StandIn, stand_in


@asynccontextmanager
async def process(folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {"PATH": os.environ["PATH"], "MARQUEE_DATABASE": f"sqlite:///{folder / 'bot.db'}", **settings}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=Path(__file__).parents[2],
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def run_once(discord: StandIn, folder: Path) -> tuple[str, int]:
    """Start, answer one command, stop by SIGTERM; what was logged and the exit status."""
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_URL": discord.address,
        "DISCORD_GATEWAY_URL": discord.gateway,
    }
    async with process(folder, **settings) as running:
        await asyncio.wait_for(discord.identified.wait(), 30)
        answer = await discord.slash("review", film="balerina")
        assert answer["type"] == 4
        assert "Ballerina (2023)" in str(answer["data"]["components"])
        running.send_signal(signal.SIGTERM)
        assert running.stderr
        logged = (await asyncio.wait_for(running.stderr.read(), 15)).decode()
        return logged, await running.wait()


async def test_login_ready_a_command_and_sigterm(tmp_path: Path) -> None:
    async with stand_in() as discord:
        logged, status = await run_once(discord, tmp_path)
        assert status == 0
        assert "Connected as Marquee" in logged
        assert "Stopped" in logged
        assert TOKEN not in logged
        assert {"review", "summary", "warnings", "verdict", "cast", "recommend"} <= {
            c["name"] for c in discord.commands
        }


async def test_commands_are_synced_only_when_they_changed(tmp_path: Path) -> None:
    for expected in (1, 0):
        async with stand_in() as discord:
            await run_once(discord, tmp_path)
            assert discord.syncs == expected


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DISCORD_TOKEN": "a.bad.token"}, "does not accept the token"),
        ({"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": "http://127.0.0.1:1"}, "cannot be reached"),
        ({}, "DISCORD_TOKEN is not set"),
        ({"DISCORD_TOKEN": TOKEN, "MARQUEE_DATABASE": "nonsense"}, "database address cannot be read"),
        ({"MARQUEE_LOG_LEVEL": "loud"}, "MARQUEE_LOG_LEVEL"),
    ],
)
async def test_what_keeps_it_from_starting_is_one_plain_sentence(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    async with (
        stand_in() as discord,
        process(tmp_path, **{"DISCORD_API_URL": discord.address, **settings}) as running,
    ):
        _, stderr = await asyncio.wait_for(running.communicate(), 30)
    message = stderr.decode()
    assert sentence in message
    assert "Traceback" not in message
    assert "bad.token" not in message
    assert running.returncode == 2
