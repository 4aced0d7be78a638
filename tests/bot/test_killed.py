"""What a member saw confirmed survives `kill -9`."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable

from bot.playground.world import open_world
from data.library import Library
from tests.dialogue import say

SCRIPT = """
import asyncio, sys
from bot.playground.world import open_world
from data.library import Library
from tests.dialogue import say

async def vote():
    async with Library.open(sys.argv[1]) as library, open_world(library) as world:
        card = await say(world, "/review jaws")
        await card.press("Mixed", by="friend")
        confirmed = await card.press("Positive")
        print(confirmed.text.replace("\\n", " "), flush=True)
        await asyncio.sleep(60)

asyncio.run(vote())
"""


async def test_votes_survive_a_kill_right_after_their_confirmation(new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=True)
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, address], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        confirmation = await asyncio.to_thread(process.stdout.readline)
        os.kill(process.pid, signal.SIGKILL)
    assert "🟢 1 · 🟡 1 · 🔴 0" in confirmation
    async with Library.open(address) as library, open_world(library) as world:
        assert "🟢 1 · 🟡 1 · 🔴 0" in (await say(world, "/review jaws")).text
