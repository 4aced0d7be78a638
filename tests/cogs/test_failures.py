import re

import pytest
from sqlalchemy import text

from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from tests.dialogue import Reply, say


async def _break_tallies(world: World) -> None:
    async with world.library.storage.writing() as connection:
        await connection.execute(text("ALTER TABLE vote_tallies RENAME TO elsewhere"))


@pytest.mark.parametrize("line", ["/review jaws", "@Marquee jaws"])
async def test_what_was_not_foreseen_is_an_apology_with_a_logged_number(
    world: World, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    await _break_tallies(world)
    answer = await say(world, line)
    number = re.search(r"incident `([0-9a-f]{8})`", answer.text)
    assert number
    assert f"Incident {number[1]}" in caplog.text
    assert "votes" not in answer.text.replace("voted", "")


async def test_a_press_that_fails_is_told_too(world: World, caplog: pytest.LogCaptureFixture) -> None:
    card = await say(world, "/review jaws")
    await _break_tallies(world)
    answer = await card.press("Positive")
    assert answer.private
    assert "Please try again" in answer.text
    assert "Incident" in caplog.text or "could not be stored" in caplog.text


async def test_in_a_direct_message_there_is_nothing_to_vote_on(world: World) -> None:
    result = await world.people["member"].user.slash("review", film="jaws")
    (message,) = replies_of(result)
    reply = Reply(world, message)
    assert "Jaws (1975)" in readable(payload(message))
    assert "Positive" not in reply.labels
    assert "More…" in reply.labels


async def test_a_missing_permission_does_not_break_the_bot(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    me = world.bot.user
    assert me
    await world.people["member"].send(world.channel, f"{me.mention} jaws")
    assert "needs Send Messages" in caplog.text
    assert "Jaws (1975)" in (await say(world, "/review jaws")).text
