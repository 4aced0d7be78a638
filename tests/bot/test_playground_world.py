"""The playground without a browser: names that are typed, time that passes, what is kept, and who has the port."""

import asyncio
import datetime as dt
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urljoin

import aiohttp
import pytest
from pydantic import SecretStr
from simcord.preview._markdown import markdown_tokens

from bot.playground import door
from bot.playground.browser import NAME, Try, _index
from bot.playground.memory import Memory, PretendTime
from bot.playground.page import _letting_pass, serve
from bot.playground.texts import _tokens
from bot.playground.world import World, open_world
from bot.settings import Settings
from data.errors import CannotStart
from data.library import Library
from tests.clock import unhurried
from tests.conftest import SqliteHost
from tests.dialogue import Reply


@asynccontextmanager
async def playground(address: str) -> AsyncIterator[World]:
    """As `python -m bot playground` opens it, without a page."""
    clock = PretendTime()
    memory = Memory(door.beside(address, "messages.json"), clock)
    memory.read()
    async with Library.open(address, now=clock) as library, open_world(library, unhurried(), look_ahead=0.8) as world:
        memory.put_back(world.env.backend, world.channel.id)
        for person in world.people.values():
            person.let_pass = _letting_pass(world, clock)
        yield world
        memory.keep(world.env.backend, world.channel.id)


def said(world: World) -> list[Reply]:
    """All that everybody can see, the first first."""
    return [Reply(world, message) for message in world.channel.history(viewer=world.people["friend"])]


async def test_a_poll_outlives_a_restart_takes_ballots_after_it_and_runs_out(sqlite_host: SqliteHost) -> None:
    address = sqlite_host.new(with_starter=True)
    async with playground(address) as world:
        await world.people["moderator"].send(world.channel, "/poll open jaws duration:5 minutes")
        before = [reply.message.id for reply in said(world)]
    async with playground(address) as world:
        assert [reply.message.id for reply in said(world)] == before
        (poll,) = [reply for reply in said(world) if "Haven't seen it" in reply.labels]
        assert "Your ballot says" in (await poll.press("Positive", by="friend")).text
        await world.people["moderator"].send(world.channel, "/wait 6 minutes")
        assert any("Positive, from 1 opinion" in reply.text for reply in said(world))
        later = world.library.now()
    async with playground(address) as world:
        assert world.library.now() >= later, "time never goes back"
        assert any("Positive, from 1 opinion" in reply.text for reply in said(world))


async def test_what_is_typed_is_understood_or_explained(sqlite_host: SqliteHost) -> None:
    async with playground(sqlite_host.new(with_starter=True)) as world:
        robin = world.people["member"]
        await robin.send(world.channel, "@marquee jaws")
        assert "Jaws (1975)" in said(world)[-1].text
        await robin.send(world.channel, "/poll open jaws duration:5 minutes")
        assert said(world)[-1].text == (
            "/poll open is for moderators, and Discord does not show it to others. Be Morgan to use it."
        )
        for typed, told in {
            "/review": "/review goes on with the film. Write it behind it.",
            "/top order:worse": "order is one of: Best liked, Least liked, Most divisive, Most voted on.",
            f"/review {'x' * 201}": "film is at most 200 characters long.",
        }.items():
            await robin.send(world.channel, typed)
            assert said(world)[-1].text == told
        await robin.send(world.channel, "/top order:least liked")
        assert "order" not in said(world)[-1].text
        await robin.send(world.channel, "/wait for me")
        assert said(world)[-1].text.startswith("I cannot read that duration")
        with world.env._bot_scope():  # as a keeper that is due in four seconds
            resting = asyncio.get_running_loop().create_task(asyncio.sleep(4.0))
        began = asyncio.get_running_loop().time()
        await robin.send(world.channel, "/help")
        assert asyncio.get_running_loop().time() - began < 3.5, "a rest that ends soon holds nobody up"
        assert not resting.done()
        resting.cancel()


def test_what_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    clock = PretendTime()
    for broken in ("", "{", "[]", '{"format": 1}', '{"format": 0, "ahead": 90, "messages": []}'):
        (tmp_path / "kept").write_text(broken)
        Memory(tmp_path / "kept", clock).read()
        assert clock.ahead == dt.timedelta()


async def test_who_has_the_port_is_said(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'playground.db'}"
    assert await door.running_page(address, 0) is None
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(CannotStart, match=rf"Port {port} is in use by another program"):
            await door.running_page(address, port)
        with door.note(address, f"http://127.0.0.1:{port}/#secret"):
            assert (tmp_path / "playground.db.page").stat().st_mode & 0o077 == 0
            assert await door.running_page(address, port) == f"http://127.0.0.1:{port}/#secret"
    assert not (tmp_path / "playground.db.page").exists()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    body = f"<title>{NAME}</title>".encode()
    writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    writer.close()


async def test_it_opens_names_itself_to_a_second_start_and_is_closed_by_a_signal(
    sqlite_host: SqliteHost, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(playground_database=SecretStr(sqlite_host.new(with_starter=True)), playground_port=0)
    for _ in ("new", "again"):
        serving = asyncio.create_task(serve(settings, open_browser=False))
        url = await _address(settings)
        async with aiohttp.ClientSession() as session:
            served = {"/": NAME, "/playground.css": "{", "/playground.js": "function", "/app.js": "import"}
            for path, holds in served.items():
                async with session.get(urljoin(url, path)) as answer:
                    assert (answer.status, holds in await answer.text()) == (200, True), path
            async with session.get(urljoin(url, "/favicon.ico")) as answer:
                assert (answer.status, await answer.text()) == (204, "")
            async with session.get(urljoin(url, "/playground.js"), headers={"Host": "elsewhere"}) as answer:
                assert answer.status == 403
        await asyncio.wait_for(serve(settings, open_browser=False), 20)
        await asyncio.sleep(1.2)  # it looks every second whether something happened by itself
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(serving, 20)
        printed = capsys.readouterr().out
        assert printed.count(url) == 2
        assert "is open already" in printed
        assert "is kept for the next time" in printed


async def _address(settings: Settings) -> str:
    noted = door.beside(settings.playground_database.get_secret_value(), "page")
    assert noted
    async with asyncio.timeout(30):
        while not (noted.exists() and noted.read_text()):  # noqa: ASYNC110 (it is a file that appears)
            await asyncio.sleep(0.05)
    return noted.read_text()


def test_beginning_anew_deletes_what_was_done_and_nothing_else(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'playground.db'}"
    door.begin_anew(address)
    for name in ("playground.db", "playground.db-wal", "playground.db.messages.json", "playground.db.mine"):
        (tmp_path / name).write_text("")
    door.begin_anew(address)
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == ["playground.db.mine"]
    with pytest.raises(CannotStart, match="PostgreSQL"):
        door.begin_anew("postgresql://somebody@localhost/playground")


def test_a_text_that_was_read_before_is_read_alike() -> None:
    text = "## Jaws\n**bold** ||hidden|| `code` <t:1700000000:f> <@7> https://example.org"
    context = {"users": {"7": {"name": "Robin"}}}
    for _ in range(2):
        found = _tokens(text, "text_display", context=context)
        assert found == markdown_tokens(text, "text_display", context=context)
        found[0]["type"] = "changed by who asked"
    assert _tokens(None) == []


def test_the_page_has_our_name_and_what_to_try() -> None:
    page = _index([Try("A <film>", '/review "jaws"', "Robin")])
    assert f"<title>{NAME}</title>" in page
    assert "SimCord" not in page
    assert "A &lt;film&gt;</button>" in page
    assert 'data-try="[&quot;/review \\&quot;jaws\\&quot;&quot;, &quot;Robin&quot;]"' in page
    for own in ("/playground.css", "/playground.js"):
        assert own in page
