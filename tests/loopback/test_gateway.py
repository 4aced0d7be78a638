"""Connections that break, and what is missed meanwhile."""

import asyncio

import pytest

from tests.loopback.clock import until
from tests.loopback.conftest import Stage
from tests.loopback.interactions import COMPONENT
from tests.loopback.limits import BUTTON
from tests.loopback.process import BotProcess
from tests.loopback.seen import comes_to_say
from tests.loopback.server import Loopback

shared = pytest.mark.asyncio(loop_scope="module")


async def back(discord: Loopback, resumed: int) -> None:
    assert await until(lambda: discord.gateway.resumed > resumed and discord.gateway.ready.is_set(), 8)


@shared
async def test_a_press_missed_while_the_socket_was_down_is_replayed_and_answered(stage: Stage) -> None:
    discord, robin = stage.discord, stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    before = discord.gateway.resumed
    await discord.gateway.drop()
    voted = await robin.press(card.message, card.button("Positive"))
    assert voted.private
    assert discord.gateway.resumed == before + 1
    assert await comes_to_say(card.message, "[Positive 1] [Mixed 0] [Negative 0]")


@shared
async def test_told_to_reconnect_it_resumes_and_answers(stage: Stage) -> None:
    before = stage.discord.gateway.resumed
    await stage.discord.gateway.ask_to_reconnect()
    seen = await stage.join("Robin").command("/review", film="jaws")
    assert seen.kind == "message"
    assert stage.discord.gateway.resumed == before + 1


@shared
async def test_a_session_in_doubt_is_resumed(stage: Stage) -> None:
    before = stage.discord.gateway.resumed
    await stage.discord.gateway.invalidate(resumable=True)
    assert (await stage.join("Robin").command("/review", film="jaws")).kind == "message"
    assert stage.discord.gateway.resumed == before + 1


@shared
async def test_a_connection_closed_with_4000_is_resumed(stage: Stage) -> None:
    before = stage.discord.gateway.resumed
    await stage.discord.gateway.close(4000)
    assert (await stage.join("Robin").command("/review", film="jaws")).kind == "message"
    assert stage.discord.gateway.resumed == before + 1


@shared
async def test_what_is_pressed_twice_while_it_is_away_counts_once(stage: Stage) -> None:
    discord, robin = stage.discord, stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    before = discord.gateway.resumed
    await discord.gateway.drop()
    presses = await asyncio.gather(*(robin.press(card.message, card.button("Positive")) for _ in range(3)))
    await back(discord, before)
    assert all(one.private for one in presses)
    assert await comes_to_say(card.message, "[Positive 1] [Mixed 0] [Negative 0]")


async def test_a_session_that_is_over_is_begun_anew_without_sync(discord: Loopback, bot: BotProcess) -> None:
    await discord.gateway.invalidate(resumable=False)
    assert await until(lambda: len(discord.gateway.identified) == 2 and discord.gateway.ready.is_set(), 10)
    assert (await discord.guild.join("Robin").command("/review", film="jaws")).kind == "message"
    assert discord.rest.syncs == 1
    assert discord.gateway.resumed == 0


@shared
async def test_a_session_that_is_forgotten_meanwhile_is_begun_anew(stage: Stage) -> None:
    discord = stage.discord
    before = len(discord.gateway.identified)
    for session in discord.gateway.sessions.values():
        session.told.clear()
        session.sequence = 0
    await discord.gateway.drop()
    assert await until(lambda: len(discord.gateway.identified) > before and discord.gateway.ready.is_set(), 10)
    assert (await stage.join("Robin").command("/review", film="jaws")).kind == "message"


async def test_presses_keep_discord_waiting_at_most_three_seconds(discord: Loopback) -> None:
    discord.interactions.rules.answer_within = 0.1
    robin = discord.guild.join("Robin")
    interaction = await discord.interactions.begin(COMPONENT, robin, {"custom_id": "x", "component_type": BUTTON})
    assert not await until(interaction.answered.is_set, 0.15)
