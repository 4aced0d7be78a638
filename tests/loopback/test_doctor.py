"""`python -m bot doctor` beside the running bot, and with everything wrong that it looks at."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.shell.doctor.permissions import permissions_in
from data.library import Library
from tests.conftest import PostgresHost, SqliteHost
from tests.loopback.faults import Fault
from tests.loopback.process import BotProcess, running
from tests.loopback.server import Loopback
from tests.loopback.state import MANAGE_GUILD, TOKEN, VIEW_AND_SEND

HISTORY = 1 << 16


async def doctor(discord: Loopback, database: str, folder: Path, status: int = 0, **settings: str) -> list[str]:
    """Its lines."""
    async with running(discord, database, folder, words=("doctor",), settings=settings) as process:
        assert await process.end(60) == status, process.log
        process.assert_no_traceback()
    return process.log.splitlines()


async def everywhere_allowed(discord: Loopback) -> None:
    for guild in discord.guilds.values():
        guild.roles[guild.id].permissions |= HISTORY


def marks(lines: list[str]) -> str:
    return "".join(line[0] for line in lines)


async def test_beside_the_running_bot_all_is_well_and_nothing_is_asked_that_changes_anything(
    discord: Loopback, bot: BotProcess, database: str, tmp_path: Path
) -> None:
    await everywhere_allowed(discord)
    await bot.logs("Told Discord of")
    async with running(discord, database, tmp_path, words=("backup",)) as backup:
        assert await backup.end(60) == 0, backup.log
    asked = len(discord.requests)
    lines = await doctor(discord, database, tmp_path)
    assert marks(lines) == "✓" * 10, "\n".join(lines)
    assert {request.method for request in list(discord.requests)[asked:]} == {"GET"}
    said = "\n".join(lines)
    for part in ("opens and is whole", "tables are those of this", "1 backup in", "MB are free", "Time zones"):
        assert part in said
    for part in ("that of Marquee", "clock is right", "No privileged", "In 1 server, with all"):
        assert part in said
    assert f"knows its {len(discord.rest.commands)} commands" in said
    assert TOKEN not in said


async def test_without_a_token_it_says_so_and_looks_at_the_rest(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    lines = await doctor(discord, database, tmp_path, DISCORD_TOKEN="")
    assert lines[-1].startswith("! DISCORD_TOKEN is not set, so Discord was not asked.")
    assert marks(lines) == "✓✓!✓✓!"
    assert not discord.requests


async def test_of_a_token_that_is_refused_and_a_discord_that_is_away_it_says_so(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    lines = await doctor(discord, database, tmp_path, 1, DISCORD_TOKEN="a.bad.token")
    assert lines[-1].startswith("✗ Discord does not accept the token.")
    assert "a.bad.token" not in "\n".join(lines)
    lines = await doctor(discord, database, tmp_path, 1, DISCORD_API_URL="http://127.0.0.1:1")
    assert lines[-1].startswith("✗ Discord cannot be reached.")
    discord.faults.arm(Fault("GET", "/users/@me", status=503, html=True))
    assert (await doctor(discord, database, tmp_path, 1))[-1].startswith("✗ Discord answers with 503.")
    discord.faults.arm(Fault("GET", "/users/@me", status=429, retry_after=0.1))
    assert "✓ The token is that of Marquee." in await doctor(discord, database, tmp_path)


async def test_what_the_bot_lacks_is_told_by_server_and_channel(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    await everywhere_allowed(discord)
    gone, hidden, silent, fine, mute = [
        await discord.add_guild(name) for name in ("Gone", "Hidden", "Silent", "Fine", "Mute")
    ]
    await everywhere_allowed(discord)
    mute.roles[mute.id].permissions = VIEW_AND_SEND & ~(1 << 11)
    here = {guild.id: next(iter(guild.channels.values())) for guild in (gone, hidden, silent, fine)}
    here[hidden.id].closed = True
    here[silent.id].overwrites.append({"id": silent.id, "type": 0, "allow": "0", "deny": str(1 << 11)})
    async with Library.open(database) as library:
        for number, channel in here.items():
            await library.servers.set(int(number), 1, announcement_channel_id=int(channel.id))
    await discord.remove_channel(here[gone.id])
    lines = await doctor(discord, database, tmp_path, 1)
    problems = [re.sub(r" \(\d+\)", "", line) for line in lines if line[0] != "✓"]
    assert problems == [
        "! There is no backup in {}. Make one: python -m bot backup".format(
            str(Path(database.removeprefix("sqlite:///")).parent / "backups") + " yet"
        ),
        "! In Mute it lacks Send Messages, Read Message History. Give its role those, or invite it anew (README).",
        "✗ In Gone the channel of announcements is gone, or hidden from it. Choose one: /reviews settings",
        "✗ In Hidden the channel of announcements is gone, or hidden from it. Choose one: /reviews settings",
        "✗ In Silent it lacks Send Messages in #films, where reviews are announced. Allow them there.",
        "! Discord has other commands than this Marquee's. Start the bot: it tells Discord by itself.",
    ]


async def test_many_servers_are_asked_page_by_page_and_told_in_a_few_lines(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    for number in range(450):
        await discord.add_guild(f"Server {number}")
    lines = await doctor(discord, database, tmp_path)
    lacking = [line for line in lines if "Read Message History" in line]
    assert len(lacking) == 10
    assert "! The same in 441 more servers." in lines
    assert len(discord.asked("GET", "/users/@me/guilds")) == 3


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192 : 8192 + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def of_another_time(revision: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("damaged", r"✗ .* is damaged"),
        ("newer", "✗ It was written by a newer Marquee"),
        ("older", r"! \d+ migrations? (is|are) still to be done"),
        ("lost", "✗ There was a library in .*, and now the file is gone"),
        ("none", "! There is no library in .* yet"),
        ("nonsense", "✗ The database address cannot be read"),
    ],
)
async def test_what_is_wrong_with_the_database_is_told(
    discord: Loopback, sqlite_host: SqliteHost, tmp_path: Path, state: str, said: str
) -> None:
    database = sqlite_host.new(with_starter=state != "none")
    path = Path(database.removeprefix("sqlite:///"))
    if state == "damaged":
        spoil(path)
    elif state == "lost":
        async with Library.open(database):
            pass
        os.unlink(path)
    elif state in {"newer", "older"}:
        of_another_time("9999" if state == "newer" else "0008", path)
    address = "nonsense" if state == "nonsense" else database
    lines = await doctor(discord, address, tmp_path, int(said.startswith("✗")), DISCORD_TOKEN="")
    assert re.search(said, "\n".join(lines)), lines
    assert os.access(path, os.F_OK) is (state not in {"none", "lost"})


async def test_a_postgresql_is_looked_at_too(discord: Loopback, postgres_host: PostgresHost, tmp_path: Path) -> None:
    for full in (True, False):
        lines = await doctor(discord, postgres_host.new(with_starter=full), tmp_path, DISCORD_TOKEN="")
        assert lines[0].startswith("✓ The database postgresql://" if full else "! There is no library in postgresql://")
        assert lines[-2:][0] == "✓ Time zones are known."
    away = "postgresql://someone:s3cret@127.0.0.1:1/none"
    lines = await doctor(discord, away, tmp_path, 1, DISCORD_TOKEN="")
    assert lines[0].startswith("✗ The database postgresql://someone:***@127.0.0.1:1/none cannot be opened")
    assert "s3cret" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("overwrites", "roles", "allowed"),
    [
        ([], [], 0b111),
        ([("500", 0, 0b1)], [], 0b110),
        ([("500", 0, 0b11), ("7", 0b1, 0)], ["7"], 0b101),
        ([("7", 0b1, 0), ("8", 0, 0b1)], ["7", "8"], 0b111),
        ([("8", 0, 0b1)], ["7"], 0b111),
        ([("500", 0b1000, 0), ("7", 0, 0b1), ("42", 0b1, 0b100)], ["7"], 0b1011),
    ],
)
def test_overwrites_count_in_discords_order(
    overwrites: list[tuple[str, int, int]], roles: list[str], allowed: int
) -> None:
    channel = {"permission_overwrites": [{"id": i, "allow": str(a), "deny": str(d)} for i, a, d in overwrites]}
    assert permissions_in(0b111, "500", channel, "42", roles) == allowed


def test_an_administrator_may_everything() -> None:
    channel = {"permission_overwrites": [{"id": "500", "allow": "0", "deny": str(MANAGE_GUILD | VIEW_AND_SEND)}]}
    assert permissions_in(1 << 3, "500", channel, "42", []) & VIEW_AND_SEND == VIEW_AND_SEND
