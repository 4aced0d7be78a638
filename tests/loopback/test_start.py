"""From the first word to ready, and what keeps it from that."""

import asyncio
from pathlib import Path

import pytest

from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback
from tests.loopback.state import BOT, TOKEN

SYNC = "/applications/*/commands"


async def test_login_ready_a_command_and_sigterm(discord: Loopback, bot: BotProcess) -> None:
    answer = await discord.guild.join("Robin").command("/review", film="balerina")
    assert "Ballerina (2023)" in answer.text
    assert await bot.stop() == 0
    assert "Connected as Marquee" in bot.log
    assert "Stopped" in bot.log
    bot.assert_no_traceback()
    names = {command["name"] for command in discord.rest.commands}
    assert {"review", "summary", "warnings", "verdict", "cast", "recommend"} <= names


async def test_with_a_token_the_command_without_a_word_runs_it_on_discord(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    async with running(discord, database, tmp_path, words=(), cold=True) as bot:
        await bot.ready()
        await bot.assert_stops_cleanly()
    assert "Connected as Marquee" in bot.log


async def test_it_asks_for_no_privileged_intents(discord: Loopback, bot: BotProcess) -> None:
    (identified,) = discord.gateway.identified
    members, presences, content = 1 << 1, 1 << 8, 1 << 15
    assert identified["intents"] & (members | presences | content) == 0


async def test_commands_are_synced_only_when_they_changed_and_their_ids_are_known_in_any_case(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    robin = discord.guild.join("Robin")
    for said in ("Told Discord of", "Discord has the commands already"):
        async with running(discord, database, tmp_path) as bot:
            await bot.ready()
            await bot.logs(said, 20)
            ids = {command["name"]: command["id"] for command in discord.rest.commands}
            assert f"</review:{ids['review']}>" in (await robin.command("/help")).text
            await bot.assert_stops_cleanly()
    assert discord.rest.syncs == 1


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DISCORD_TOKEN": "a.bad.token"}, "does not accept the token"),
        ({"DISCORD_API_URL": "http://127.0.0.1:1"}, "cannot be reached"),
        ({"DISCORD_TOKEN": ""}, "DISCORD_TOKEN is not set"),
        ({"MARQUEE_DATABASE": "nonsense"}, "database address cannot be read"),
        ({"MARQUEE_DATABASE": "postgres://films:bad@token@127.0.0.1/films"}, "Write %40 for each @"),
        ({"MARQUEE_LOG_LEVEL": "loud"}, "MARQUEE_LOG_LEVEL"),
    ],
)
async def test_what_keeps_it_from_starting_is_one_plain_sentence(
    discord: Loopback, database: str, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    async with running(discord, database, tmp_path, settings=settings) as bot:
        assert await bot.end(30) == 2
    assert sentence in bot.log
    assert "bad.token" not in bot.log
    assert "bad@" not in bot.log
    bot.assert_no_traceback()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "does not accept the token"),
        (4011, "asks for more shards"),
        (4013, "does not know an intent"),
        (4014, "switched off in the Developer Portal"),
        (4012, "does not speak this version"),
    ],
)
async def test_a_gateway_that_refuses_is_one_plain_sentence(
    discord: Loopback, database: str, tmp_path: Path, code: int, sentence: str
) -> None:
    discord.gateway.refusals.append(code)
    async with running(discord, database, tmp_path) as bot:
        assert await bot.end(20) == 2
    assert sentence in bot.log
    bot.assert_no_traceback()


async def test_commands_that_discord_does_not_take_keep_nobody_waiting(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    discord.faults.arm(Fault("PUT", SYNC, status=400, code=50035))
    async with running(discord, database, tmp_path) as bot:
        await bot.connected()
        await bot.logs("did not take the commands")
        await bot.assert_stops_cleanly()


async def test_login_and_sync_are_tried_again_after_a_fault(discord: Loopback, database: str, tmp_path: Path) -> None:
    login = discord.faults.arm(Fault("GET", "/users/@me", status=502, html=True))
    sync = discord.faults.arm(Fault("PUT", SYNC, status=429, retry_after=0.3))
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        await bot.assert_stops_cleanly()
    assert (login.hits, sync.hits, discord.rest.syncs) == (1, 1, 1)


async def test_people_are_answered_while_the_commands_wait_for_a_429(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    fault = discord.faults.arm(Fault("PUT", SYNC, times=9, status=429, retry_after=60))
    async with running(discord, database, tmp_path) as bot:
        assert await until(lambda: fault.hits, 20)
        await bot.connected(4)
        await discord.guild.join("Robin").say(f"<@{BOT['id']}> jaws")
        assert await until(discord.films.from_bot)


@pytest.mark.parametrize(("method", "path"), [("GET", "/users/@me"), ("PUT", SYNC)])
async def test_it_stops_at_once_while_discord_lets_it_wait(
    discord: Loopback, database: str, tmp_path: Path, method: str, path: str
) -> None:
    fault = discord.faults.arm(Fault(method, path, times=9, status=429, retry_after=60))
    async with running(discord, database, tmp_path) as bot:
        assert await until(lambda: fault.hits, 20)
        await asyncio.sleep(0.2)
        assert await bot.stop(4) == 0
        bot.assert_no_traceback()


async def test_a_misspelt_setting_is_told_and_keeps_nothing_from_starting(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    async with running(discord, database, tmp_path, settings={"MARQUEE_BACKUP_EVRY": "12"}) as bot:
        await bot.ready()
        await bot.assert_stops_cleanly()
    assert "WARNING" in bot.log
    assert "Perhaps MARQUEE_BACKUP_EVERY is meant." in bot.log


async def test_the_token_is_kept_out_of_the_log(discord: Loopback, database: str, tmp_path: Path) -> None:
    async with running(discord, database, tmp_path, settings={"MARQUEE_LOG_LEVEL": "DEBUG"}) as bot:
        await bot.ready()
        assert await bot.stop() == 0
    assert bot.log
    assert TOKEN not in bot.log
