"""Networks from which Discord is reached through a proxy only."""

from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.proxies import Proxies
from bot.settings import Settings
from tests.loopback.process import running
from tests.loopback.proxy import NetworkProxy
from tests.loopback.server import Loopback


async def test_all_that_discord_is_asked_goes_through_the_proxy(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    async with NetworkProxy.open() as proxy:
        settings = {"HTTP_PROXY": f"http://somebody:hunter2@{proxy.address}"}
        async with running(discord, database, tmp_path, settings=settings) as bot:
            await bot.ready()
            answer = await discord.guild.join("Robin").command("/review", film="balerina")
            assert "Ballerina (2023)" in answer.text
            await bot.assert_stops_cleanly()
        assert any(line.startswith(f"GET {discord.address}/api/v10/users/@me ") for line in proxy.asked)
        assert any(line.startswith(f"GET {discord.gateway.address}") for line in proxy.asked)
        assert proxy.passwords == {aiohttp.encode_basic_auth("somebody", "hunter2")}
        assert "hunter2" not in bot.log


async def test_the_doctor_goes_the_same_way_and_tells_of_misspelt_names(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    async with NetworkProxy.open() as proxy:
        settings = {"HTTP_PROXY": f"http://{proxy.address}", "MARQUEE_LOGLEVEL": "DEBUG"}
        async with running(discord, database, tmp_path, words=("doctor",), settings=settings) as doctor:
            await doctor.end(60)
        assert "✓ The token is that of Marquee." in doctor.log
        assert "! There is no setting MARQUEE_LOGLEVEL" in doctor.log
        assert any("/users/@me" in line for line in proxy.asked)


async def test_no_proxy_names_what_is_reached_without(discord: Loopback, database: str, tmp_path: Path) -> None:
    async with NetworkProxy.open() as proxy:
        settings = {"HTTP_PROXY": f"http://{proxy.address}", "NO_PROXY": "localhost,127.0.0.1"}
        async with running(discord, database, tmp_path, settings=settings) as bot:
            await bot.ready()
            await bot.assert_stops_cleanly()
        assert proxy.asked == []


async def test_a_proxy_that_is_not_there_is_one_sentence(discord: Loopback, database: str, tmp_path: Path) -> None:
    async with running(discord, database, tmp_path, settings={"HTTP_PROXY": "http://127.0.0.1:1"}) as bot:
        assert await bot.end(60) == 2
    assert "cannot be reached" in bot.log
    bot.assert_no_traceback()


def test_each_kind_of_address_has_its_proxy() -> None:
    given = {"HTTPS_PROXY": "http://inner:3128", "NO_PROXY": ".gg,example.org"}
    proxies = Proxies.of(Settings.model_validate(given))
    assert proxies.to(URL("https://discord.com/api/v10")) == URL("http://inner:3128")
    assert proxies.to(URL("wss://gateway.discord.media/")) == URL("http://inner:3128")
    assert proxies.to(URL("wss://gateway.discord.gg/")) is None
    assert proxies.to(URL("https://example.org/")) is None
    assert proxies.to(URL("http://discord.com/")) is None


async def test_a_tunnel_is_asked_for_with_the_password_and_nothing_of_discord_is_shown_to_the_proxy() -> None:
    async with NetworkProxy.open() as proxy:
        settings = Settings.model_validate({"HTTPS_PROXY": f"http://somebody:hunter2@{proxy.address}"})
        async with aiohttp.ClientSession(connector=Proxies.of(settings).connector()) as session:
            with pytest.raises(aiohttp.ClientError):  # nobody listens behind it
                await session.get("https://127.0.0.1:1/api", headers={"Authorization": "Bot token"})
        assert set(proxy.asked) == {"CONNECT 127.0.0.1:1 HTTP/1.1"}
        assert proxy.passwords == {aiohttp.encode_basic_auth("somebody", "hunter2")}
