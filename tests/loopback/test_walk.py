"""A long walk through everything that is on people's screens, over a library that means no good.

`WALK_STEPS=50000 WALK_SEED=7 python -m pytest tests/loopback/test_walk.py -s` is one by hand.
"""

import os
import random
from pathlib import Path

import pytest

from tests.conftest import SqliteHost
from tests.loopback import hostile
from tests.loopback.process import HURRIED, running
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD, THREAD
from tests.loopback.typist import Typist
from tests.loopback.walker import Walker

STEPS = int(os.environ.get("WALK_STEPS", "500"))
SEED = int(os.environ.get("WALK_SEED", "11"))
_FAMILIAR = ["Jaws (1975)", "Alien", "the shining", "balerina", "parasite 2019", "Nobody", "The Same", "300"]


@pytest.mark.timing
@pytest.mark.timeout(max(600, STEPS))
async def test_whatever_people_do_they_are_answered(sqlite_host: SqliteHost, discord: Loopback, tmp_path: Path) -> None:
    guild, address = discord.guild, sqlite_host.new(with_starter=True)
    labels = await hostile.write(address, int(guild.id))
    guild.add_channel("late", nsfw=True)
    guild.add_channel("stage", kind=THREAD, parent=discord.films)
    guild.add_channel("locked", closed=True)
    moderators, nobody = guild.add_role("Moderators", MANAGE_GUILD), guild.add_role("@everyone ||*")
    people = [guild.join(name) for name in ("Robin", "@everyone **<@1>", "\u200f")]
    people += [guild.join("Morgan", moderators), guild.join("Max", moderators, nobody), guild.join("New", days_ago=0)]
    people += [person for person in people if person.roles]  # who have the most to do
    async with running(discord, address, tmp_path, settings=HURRIED, cold=True) as bot:
        await bot.ready(60)
        typist = Typist(random.Random(SEED), [*labels, *_FAMILIAR])  # noqa: S311
        await people[3].command("/reviews settings", suggestions=True)
        walker = Walker(bot, people, list(guild.channels.values()), typist, SEED)
        while walker.steps < STEPS:
            await walker.step()
        print(f"seed {SEED}: {walker}")
        await bot.assert_stops_cleanly()
    assert "Incident" not in bot.log
    assert set(walker.kinds) == {"message", "update", "form", "choices"}
