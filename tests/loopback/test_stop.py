"""Ends, asked for and not."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from data.library import Library
from data.models import Tally
from tests.loopback.clock import until
from tests.loopback.faults import Fault
from tests.loopback.process import BotProcess, running
from tests.loopback.seen import comes_to_say
from tests.loopback.server import Loopback

CALLBACK = "/interactions/*/*/callback"


async def test_a_confirmed_vote_survives_a_kill(
    new_address: Callable[..., str], discord: Loopback, tmp_path: Path
) -> None:
    address = new_address(with_starter=True)
    robin, sasha = discord.guild.join("Robin"), discord.guild.join("Sasha")
    async with running(discord, address, tmp_path) as bot:
        await bot.ready()
        card = await robin.command("/review", film="jaws")
        await sasha.press(card.message, card.button("Mixed"))
        confirmed = await robin.press(card.message, card.button("Positive"))
        await bot.kill()
    assert "Counted: 🟢 **Positive**" in confirmed.text
    film_id = int(card.button("Positive").split(":")[1])
    async with Library.open(address) as library:
        assert await library.votes.tally(int(discord.guild.id), film_id) == Tally(positive=1, mixed=1, negative=0)


async def test_after_a_kill_the_next_process_answers_what_the_first_left(
    discord: Loopback, database: str, tmp_path: Path
) -> None:
    robin = discord.guild.join("Robin")
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        card = await robin.command("/review", film="jaws")
        await robin.press(card.message, card.button("Positive"))
        await bot.kill()
    async with running(discord, database, tmp_path) as bot:
        await bot.ready()
        seen = await robin.press(card.message, card.button("Negative"))
        assert "Counted: 🔻 **Negative**" in seen.text
        assert await comes_to_say(card.message, "[Positive 0] [Mixed 0] [Negative 1]")
        await bot.assert_stops_cleanly()


async def test_it_stops_while_the_socket_is_down(discord: Loopback, bot: BotProcess) -> None:
    discord.gateway.open = False
    await discord.gateway.drop()
    await asyncio.sleep(0.3)
    assert await bot.stop(5) == 0


async def test_presses_at_work_are_answered_before_it_stops(discord: Loopback, bot: BotProcess) -> None:
    people = [discord.guild.join(f"Person {number}") for number in range(10)]
    card = await people[0].command("/review", film="jaws")
    slow = discord.faults.arm(Fault("POST", CALLBACK, times=10, delay=1.0))
    pressing = asyncio.gather(*(person.press(card.message, card.button("Positive")) for person in people))
    await asyncio.sleep(0.5)
    assert slow.hits == 10
    status, seen = await bot.stop(6), await pressing
    assert status == 0
    bot.assert_no_traceback()
    assert {one.kind for one in seen} == {"message"}


async def test_who_presses_while_it_stops_is_told_so(discord: Loopback, bot: BotProcess) -> None:
    robin, sasha, morgan = (discord.guild.join(name) for name in ("Robin", "Sasha", "Morgan"))
    card = await robin.command("/review", film="jaws")
    slow = discord.faults.arm(Fault("POST", CALLBACK, delay=1.5))
    first = asyncio.create_task(robin.press(card.message, card.button("Positive")))
    assert await until(lambda: slow.hits)
    stopping = asyncio.create_task(bot.stop(6))
    await bot.logs("Stopping")
    pressed = await sasha.press(card.message, card.button("Positive"))
    typed = await morgan.command("/review", film="jaws")
    assert "restarting" in pressed.text
    assert "restarting" in typed.text
    assert pressed.private
    assert typed.private
    assert "Counted" in (await first).text
    assert await stopping == 0
    bot.assert_no_traceback()


async def test_what_does_not_end_is_ended(discord: Loopback, bot: BotProcess) -> None:
    robin = discord.guild.join("Robin")
    hanging = discord.faults.arm(Fault("POST", CALLBACK, hang=True))
    pressing = asyncio.create_task(robin.command("/review", film="jaws"))
    assert await until(lambda: hanging.hits)
    assert await bot.stop(5) == 0
    assert (await pressing).failed
    bot.assert_no_traceback()
