"""Watching for an answer."""

import asyncio
import time

import pytest

from tests.loopback.interactions import COMMAND, Interaction
from tests.loopback.seen import watch
from tests.loopback.server import Loopback


@pytest.mark.parametrize("turns", range(4))
async def test_who_is_cancelled_just_as_the_answer_comes_is_cancelled(discord: Loopback, turns: int) -> None:
    """Or was through with it before; a flood that outlives its end keeps everybody waiting."""
    person = discord.guild.join("Ada")
    interaction = Interaction(COMMAND, person, person.channel, None, time.monotonic(), callback=4)
    watching = asyncio.create_task(watch(interaction, 3.0, 3.0))
    for _ in range(5):
        await asyncio.sleep(0)
    interaction.answered.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    was_through = watching.done()
    watching.cancel()
    await asyncio.wait([watching], timeout=1.0)
    assert watching.cancelled() is not was_through
