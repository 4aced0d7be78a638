"""The table of faults: the bot goes on, the person has an answer or Discord's own, nothing is done twice."""

import asyncio

import pytest

from tests.loopback.clock import until
from tests.loopback.conftest import Stage
from tests.loopback.faults import Fault
from tests.loopback.seen import FAILED, text_of
from tests.loopback.state import BOT

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALLBACK = "/interactions/*/*/callback"
FOLLOWUP = "/webhooks/*/*"
POST = "/channels/*/messages"


async def still_answers(stage: Stage) -> None:
    stage.discord.faults.disarm()
    assert (await stage.join("Later").command("/review", film="jaws")).kind == "message"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", CALLBACK, status=500),
        Fault("POST", CALLBACK, status=503),
        Fault("POST", CALLBACK, status=502, html=True),
        Fault("POST", CALLBACK, status=429, retry_after=0.5),
        Fault("POST", CALLBACK, delay=1.0),
    ],
    ids=["500", "503", "502 in HTML", "429", "slow"],
)
async def test_an_answer_that_can_be_tried_again_is(stage: Stage, fault: Fault) -> None:
    stage.discord.faults.arm(fault)
    seen = await stage.join("Robin").command("/review", film="jaws")
    assert fault.hits == 1
    assert "Jaws (1975)" in seen.text
    assert seen.latency < 3
    await still_answers(stage)


@pytest.mark.parametrize(
    ("fault", "sight"),
    [
        (Fault("POST", CALLBACK, delay=3.2), "failed"),
        (Fault("POST", CALLBACK, hang=True), "failed"),
        (Fault("POST", CALLBACK, times=9, reset="before"), "failed"),
        (Fault("POST", CALLBACK, times=9, status=429, html=True), "failed"),
        (Fault("POST", CALLBACK, reset="before"), "message"),
        (Fault("POST", CALLBACK, reset="after"), "message"),
        (Fault("POST", CALLBACK, status=403, code=50013), "message"),
    ],
    ids=["too late", "hang", "no way through", "banned by the proxy", "reset before", "reset after", "403"],
)
async def test_an_answer_that_is_lost_leaves_no_traceback(stage: Stage, fault: Fault, sight: str) -> None:
    stage.discord.faults.arm(fault)
    robin = stage.join("Robin")
    seen = await robin.command("/review", film="jaws")
    assert seen.kind == sight
    if sight == "failed":
        assert seen.text == FAILED
    assert len(robin.channel.from_bot()) <= 1
    if fault.times == 1:
        assert (await stage.join("Other").command("/review", film="jaws")).kind == "message"
    await still_answers(stage)
    await asyncio.sleep(0.5)
    assert "Traceback" not in stage.log
    assert "Incident" not in stage.log


@pytest.mark.parametrize(
    "fault",
    [Fault("POST", CALLBACK, delay=3.2), Fault("POST", CALLBACK, times=9, reset="before")],
    ids=["too late", "no way through"],
)
async def test_choices_that_are_lost_are_one_line(stage: Stage, fault: Fault) -> None:
    stage.discord.faults.arm(fault)
    assert (await stage.join("Robin").autocomplete("/review", film="jaw")).failed
    assert await until(lambda: "gnoring exception in autocomplete" in stage.log)
    await still_answers(stage)
    assert "Traceback" not in stage.log


async def test_an_answer_to_a_mention_that_is_lost_is_one_line(stage: Stage) -> None:
    robin = stage.join("Robin")
    fault = stage.discord.faults.arm(Fault("POST", POST, reset="after"))
    await robin.say(f"<@{BOT['id']}> jaws")
    assert await until(lambda: fault.hits)
    assert await until(lambda: "An answer was lost" in stage.log)
    assert len(robin.channel.from_bot()) == 1
    await still_answers(stage)


async def test_a_vote_whose_answer_is_lost_is_counted_once(stage: Stage) -> None:
    robin = stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    fault = stage.discord.faults.arm(Fault("POST", CALLBACK, status=500))
    await robin.press(card.message, card.button("Positive"))
    assert fault.hits == 1
    again = await robin.command("/verdict", film="jaws")
    assert "Positive, 1 vote" in again.text


async def test_a_token_that_is_too_old_is_no_incident(stage: Stage) -> None:
    robin = stage.join("Robin")
    stage.discord.interactions.rules.answer_within = 0.0
    try:
        seen = await robin.command("/review", film="jaws")
        assert seen.failed
        assert not await until(lambda: "Incident" in stage.log, 1)
    finally:
        stage.discord.interactions.rules.answer_within = 3.0


async def test_a_channel_that_is_closed_to_it_is_told_and_no_poll_is_left(stage: Stage) -> None:
    morgan = stage.moderator()
    place = await stage.discord.add_channel(stage.guild, "closed", closed=True)
    told = await morgan.command("/poll open", film="jaws", channel=place)
    assert "I may not post in" in told.text
    assert place.from_bot() == []


async def test_a_poll_is_posted_once_though_its_first_answer_was_a_500(stage: Stage) -> None:
    morgan = stage.moderator()
    fault = stage.discord.faults.arm(Fault("POST", POST, status=500))
    told = await morgan.command("/poll open", film="jaws")
    assert fault.hits == 1
    assert "The poll is open" in told.text
    assert len(morgan.channel.from_bot()) == 1


async def test_a_poll_whose_message_was_posted_unheard_is_posted_once(stage: Stage) -> None:
    morgan = stage.moderator()
    stage.discord.faults.arm(Fault("POST", POST, reset="after"))
    told = await morgan.command("/poll open", film="jaws")
    assert "something went wrong" not in told.text
    posted = morgan.channel.from_bot()
    assert len(posted) == ("The poll is open" in told.text)


async def test_a_connection_lost_while_a_failure_is_told_stays_inside(stage: Stage) -> None:
    morgan = stage.moderator()
    place = await stage.discord.add_channel(stage.guild, "closed", closed=True)
    fault = stage.discord.faults.arm(Fault("POST", FOLLOWUP, times=5, reset="before"))
    seen = await morgan.command("/poll open", film="jaws", channel=place, thinking=1)
    assert fault.hits
    assert seen.kind == "thinking"
    assert "Traceback" not in stage.log


async def test_a_file_that_the_host_does_not_hand_out_is_told(stage: Stage) -> None:
    file = stage.discord.files.add("lantern.txt", b"x", status=503)
    told = await stage.moderator().command("/reviews import", file=file)
    assert "did not hand out that file" in text_of(told.message)


async def test_a_slow_file_is_waited_for(stage: Stage) -> None:
    file = stage.discord.files.add("lantern.txt", b"The Lantern (2031)\n\nFilm Summary\nIt burns.\n", slow=1.0)
    told = await stage.moderator().command("/reviews import", file=file)
    assert "The Lantern (2031)" in told.text
    assert told.latency < 3


async def test_a_file_that_is_said_to_be_too_large_is_not_fetched(stage: Stage) -> None:
    file = stage.discord.files.add("lantern.txt", b"x", size=200 * 2**20)
    told = await stage.moderator().command("/reviews import", file=file)
    assert file.fetched == 0
    assert "200.0 MB" in told.text
