"""The commands that Discord has, held against ours."""

import copy
from pathlib import Path
from typing import Any

import pytest

from bot.command_sync import differ
from tests.loopback.faults import Fault
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback


async def test_what_another_program_put_in_their_place_is_put_right_at_the_next_start(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        await bot.assert_stops_cleanly()
    ours = discord.rest.commands
    discord.rest.commands = [
        {"id": "1", "name": "ping", "type": 1, "description": "Of another program", "version": "1"}
    ]
    async with running(discord, database, tmp_path) as bot:
        await bot.logs("Told Discord of", 20)
        await bot.assert_stops_cleanly()
    assert {command["name"] for command in discord.rest.commands} == {command["name"] for command in ours}
    assert discord.rest.syncs == 2


async def test_sync_tells_only_what_differs_and_with_force_in_any_case(
    discord: Loopback, bot: BotProcess, database: str, tmp_path: Path
) -> None:
    """Beside the running bot."""
    await bot.logs("Told Discord of", 20)

    async def sync(*words: str, status: int = 0) -> str:
        async with running(discord, database, tmp_path, words=("sync", *words)) as process:
            assert await process.end(60) == status, process.log
            process.assert_no_traceback()
        return process.log

    assert "has these commands already" in await sync()
    assert discord.rest.syncs == 1
    assert "Discord was told of" in await sync("--force")
    assert discord.rest.syncs == 2
    discord.rest.commands = discord.rest.commands[1:]
    assert "Discord was told of" in await sync()
    assert discord.rest.syncs == 3
    discord.faults.arm(Fault("PUT", "/applications/*/commands", status=400, code=50035))
    assert "Discord did not take the commands" in await sync("--force", status=2)


COMMAND: dict[str, Any] = {
    "name": "poll",
    "description": "Hold a poll.",
    "type": 1,
    "default_member_permissions": 32,
    "contexts": [0, 1],
    "integration_types": [0],
    "nsfw": False,
    "dm_permission": True,
    "name_localizations": {},
    "options": [
        {
            "name": "open",
            "description": "Open one.",
            "type": 1,
            "options": [
                {"name": "film", "description": "Its title", "type": 3, "required": True, "autocomplete": True},
                {"name": "days", "description": "How long", "type": 4, "required": False, "min_value": 0},
                {
                    "name": "results",
                    "description": "Shown or not",
                    "type": 3,
                    "choices": [{"name": "live", "value": "live"}, {"name": "hidden", "value": "hidden"}],
                },
            ],
        }
    ],
}


def as_kept() -> dict[str, Any]:
    """As Discord writes it back: with what is its own, and without what is empty."""
    kept = copy.deepcopy(COMMAND) | {
        "id": "5", "application_id": "6", "version": "7", "default_member_permissions": "32", "contexts": [1, 0],
        "name_localizations": None, "description_localizations": None, "handler": None,
    }  # fmt: skip
    del kept["nsfw"]
    days = kept["options"][0]["options"][1]
    del days["required"]
    days["min_value"] = 0.0
    return kept


def test_what_discord_adds_or_leaves_out_is_no_difference() -> None:
    assert not differ([COMMAND], [as_kept()])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("description", "Hold a vote."),
        ("default_member_permissions", "8"),
        ("default_member_permissions", None),
        ("contexts", [0]),
        ("contexts", None),
        ("nsfw", True),
        ("name_localizations", {"de": "umfrage"}),
        ("options.0.description", "Begin one."),
        ("options.0.options.0.required", False),
        ("options.0.options.0.autocomplete", None),
        ("options.0.options.1.min_value", None),
        ("options.0.options.1.max_value", 9),
        ("options.0.options.2.choices", None),
        ("options.0.options.2.choices.1.value", "secret"),
        ("options.0.options.2.type", 4),
        ("options.0.options", []),
        ("options.0.name", "start"),
        ("type", 3),
        ("name", "vote"),
    ],
)
def test_whatever_somebody_could_notice_is_one(path: str, value: Any) -> None:
    theirs = as_kept()
    *way, last = path.split(".")
    where: Any = theirs
    for step in way:
        where = where[int(step) if step.isdecimal() else step]
    where[last] = value
    assert differ([COMMAND], [theirs])


def test_one_more_or_less_is_a_difference() -> None:
    assert differ([COMMAND], [])
    assert differ([], [as_kept()])
