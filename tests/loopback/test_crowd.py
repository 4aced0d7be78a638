"""Many people at once. How many can be served is measured by benchmarks; these are few and all must be."""

import pytest

from tests.loopback.conftest import Stage
from tests.loopback.crowd import crowd
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
    assert "🟢 20 · 🟡 0 · 🔴 0" in (await people[0].command("/verdict", film="jaws")).text


async def test_a_crowd_with_a_pace_acts_as_often_as_told(stage: Stage) -> None:
    people = [stage.join(f"Person {number}") for number in range(4)]

    async def complete(person: Person, number: int) -> Seen:
        return await person.autocomplete("/review", film="jaws"[: number + 1])

    outcome = await crowd(people, complete, times=3, pace=0.1)
    assert outcome.lost == 0, outcome
    assert len(outcome.latencies) == 12
    assert outcome.seconds >= 0.3
    assert outcome.percentile(50) <= outcome.percentile(99) <= outcome.latencies[-1]
