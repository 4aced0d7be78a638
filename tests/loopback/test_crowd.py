"""Many people at once. How many can be served is measured by benchmarks; these are few and all must be."""

import asyncio

import pytest

from cogs.ui.admission import MOST_AT_WORK
from tests.loopback.clock import until
from tests.loopback.conftest import Stage
from tests.loopback.crowd import crowd
from tests.loopback.faults import Fault
from tests.loopback.people import Person
from tests.loopback.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_twenty_votes_at_once_are_all_confirmed_and_counted(stage: Stage) -> None:
    people = [stage.join(f"Person {number}") for number in range(20)]
    card = await people[0].command("/review", film="jaws")

    async def vote(person: Person, _: int) -> Seen:
        return await person.press(card.message, card.button("Positive"))

    outcome = await crowd(people, vote)
    assert outcome.lost == 0, outcome
    assert len(outcome.latencies) == 20
    assert "100\u00a0% of 20 say Positive" in (await people[0].command("/verdict", film="jaws")).text


@pytest.mark.timing  # a place that is kept for two seconds goes to the next one
async def test_of_eighty_at_once_as_many_are_at_work_as_may_be_and_all_are_answered(stage: Stage) -> None:
    people = [stage.join(f"Person {number}") for number in range(MOST_AT_WORK + 16)]
    slow = stage.discord.faults.arm(Fault("POST", "/interactions/*/*/callback", times=len(people), held=True))
    pressing = asyncio.gather(*(person.command("/help") for person in people))
    assert await until(lambda: slow.hits == MOST_AT_WORK)
    assert not await until(lambda: slow.hits > MOST_AT_WORK, seconds=0.2)
    slow.release.set()
    assert {one.kind for one in await pressing} == {"message"}
    assert slow.hits == len(people)


async def test_a_crowd_with_a_pace_acts_as_often_as_told(stage: Stage) -> None:
    people = [stage.join(f"Person {number}") for number in range(4)]

    async def complete(person: Person, number: int) -> Seen:
        return await person.autocomplete("/review", film="jaws"[: number + 1])

    outcome = await crowd(people, complete, times=3, pace=0.1)
    assert outcome.lost == 0, outcome
    assert len(outcome.latencies) == 12
    assert outcome.seconds >= 0.3
    assert outcome.percentile(50) <= outcome.percentile(99) <= outcome.latencies[-1]
