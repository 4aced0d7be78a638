"""Polls in another language: nothing of them is left in English."""

import pytest

from bot.playground.world import World
from cogs.polls import sentences
from tests.clock import Clock
from tests.cogs.polls.test_polls import latest, now_of, pass_time
from tests.conftest import SqliteHost
from tests.dialogue import Reply, say
from tests.foreign import foreign_world, unmarked, wide
from tests.recording import Recorder

LINK = "https discord com channels <- "
"""What is left of a sentence with a link to a message, if all else of it is translated."""


@pytest.mark.parametrize(
    "options",
    [
        "",
        "results:hidden quorum:1",
        f"role:{wide('Moderators')} min_days_in_server:1 min_account_days:2 names:after quorum:3",
    ],
)
async def test_a_poll_in_another_language_has_no_english_left(
    sqlite_host: SqliteHost, clock: Clock, options: str
) -> None:
    with Recorder() as recorder:
        async with foreign_world(sqlite_host.new(with_starter=False), clock) as world:
            film = (await world.library.reviews.every())[0].film_id
            await _moderate(
                world, "list", "close ж", "defaults", f"defaults {options} charts:light duration:90 minutes"
            )
            await _moderate(world, f"open {film} {options}".strip())
            poll = latest(world)
            await _vote(poll)
            await pass_time(world, clock, minutes=1)
            label = now_of(poll).text.split("\n")[1].removeprefix("## ")
            await _moderate(world, "list", "close ж", f"extend {label} duration:2 days", f"close {label}", "list")
            await _moderate(world, f"results {label}", f"export {label}", "defaults reset:True")
    assert len(recorder.bodies) > 20
    assert {one for one in unmarked(recorder) if not one.startswith(LINK)} == set()


async def _moderate(world: World, *lines: str) -> None:
    for line in lines:
        await say(world, f"/poll {line}", by="moderator")


async def _vote(poll: Reply) -> None:
    await poll.press(wide("My ballot"))
    await poll.press(wide("Positive"))
    await poll.press(wide("How it counts"))
    changed = await poll.press(wide("Positive"), by="moderator")
    changed = await poll.press(wide("Mixed"), by="moderator")
    await changed.press(wide("Undo"), by="moderator")
    own = await poll.press(wide("My ballot"), by="moderator")
    await own.press(wide("Take back"), by="moderator")
    await poll.press(wide("Haven't seen it"), by="moderator")


@pytest.mark.parametrize(
    ("quorum", "rule"),
    [
        (0, "Below 5 opinions it is a poll's result, and not called the server's verdict."),
        (1, "Below 1 opinion the poll ends without a verdict."),
        (2_000, "Below 2,000 opinions the poll ends without a verdict."),
    ],
)
def test_a_quorum_is_counted_as_one_speaks(quorum: int, rule: str) -> None:
    assert list(sentences._quorum_rule(quorum)) == [rule]
