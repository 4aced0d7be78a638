"""`python -m bot forget`: told first, done with --yes, and refused while a bot has the file."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from data.library import Library
from tests.bot.shell.process import bot
from tests.conftest import SqliteHost
from tests.data.rights.lives import live, naming, published, rows
from tests.data.worlds import GUILD

MEMBER = 300_000_000_000_000_031


async def test_a_member_is_forgotten_after_a_look(tmp_path: Path, new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=False, migrated=True)
    async with Library.open(address, with_starter=False) as library:
        await live(library, await published(library, GUILD), MEMBER, film_id=10)
    told = bot(tmp_path, "forget", "--member", str(MEMBER), address=address).stdout
    for line in (
        "  1 standing vote\n",
        "  3 ballots in polls\n",
        "  1 draft or suggestion\n",
        "  4 polls that were opened",
    ):
        assert line in told
    assert "Nothing was changed. The same with --yes does it; it cannot be undone." in told
    done = bot(tmp_path, "forget", "--member", str(MEMBER), "--yes", address=address).stdout
    assert done.startswith(told.split("\n\n")[0])
    assert "It is done, and noted" in done
    async with Library.open(address, with_starter=False) as library:
        assert naming(await rows(library), MEMBER) == {"erasures"}
    assert (
        f"Nothing is kept of member {MEMBER}."
        in bot(tmp_path, "forget", "--member", str(MEMBER), address=address).stdout
    )


async def test_a_server_is_forgotten_after_a_look(tmp_path: Path, new_address: Callable[..., str]) -> None:
    address = new_address(with_starter=False, migrated=True)
    async with Library.open(address, with_starter=False) as library:
        await live(library, await published(library, GUILD), MEMBER, film_id=10)
    told = bot(tmp_path, "forget", "--server", str(GUILD), address=address).stdout
    assert re.match(rf"To be deleted of server {GUILD}, \d+ rows, by table:\n  audit_entries: 2\n", told)
    bot(tmp_path, "forget", "--server", str(GUILD), "--yes", address=address)
    assert "Nothing is kept of server" in bot(tmp_path, "forget", "--server", str(GUILD), address=address).stdout
    async with Library.open(address, with_starter=False) as library:
        assert (await library.personal_lists.get(MEMBER)).wishes, "a list is no server's"


async def test_a_file_that_a_bot_has_is_left_alone_and_a_server_of_databases_is_not(
    tmp_path: Path, new_address: Callable[..., str]
) -> None:
    address = new_address(with_starter=False, migrated=True)
    async with Library.open(address, with_starter=False) as library:
        stored = await published(library, GUILD)
        is_file = address.startswith("sqlite")
        done = await asyncio.to_thread(
            bot, tmp_path, "forget", "--server", str(GUILD), "--yes", address=address, status=2 if is_file else 0
        )
        if is_file:
            assert "Another Marquee" in done.stderr
            assert "Stop it first" in done.stderr
        else:
            await library.catalogue.compare()
        found = await library.catalogue.find(GUILD, "jaws")
        assert (found.film is not None) == is_file, stored


def test_it_has_to_be_said_of_whom(tmp_path: Path, sqlite_host: SqliteHost) -> None:
    address = sqlite_host.new(with_starter=False, migrated=True)
    for said in ((), ("--member", "1", "--server", "2"), ("--server", "0"), ("--member", str(2**63))):
        refused = bot(tmp_path, "forget", *said, "--yes", address=address, status=2)
        assert "Name one of the two" in refused.stderr
