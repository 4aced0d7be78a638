"""At most so many at work, first come first served; whoever waits too long, or comes when it stops, is told so."""

import asyncio
import itertools

import pytest

from cogs.ui.admission import Admission
from data.errors import Busy, MarqueeError, Reason


class Press:
    """Somebody, each time another, who takes a place and keeps it until told."""

    _somebody = itertools.count(1)

    def __init__(self, admission: Admission, member_id: int | None = None) -> None:
        self._admission = admission
        self._member_id = member_id or next(self._somebody)
        self.at_work = asyncio.Event()
        self.over = asyncio.Event()
        self.task = asyncio.create_task(self._press())

    async def _press(self) -> None:
        async with self._admission.place(self._member_id):
            self.at_work.set()
            await self.over.wait()

    async def end(self) -> None:
        self.over.set()
        await asyncio.wait_for(self.task, 5)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_they_come_in_one_after_another_in_the_order_they_came() -> None:
    admission = Admission(most=2)
    presses = [Press(admission) for _ in range(5)]
    await settle()
    for number in range(3):
        assert [one.at_work.is_set() for one in presses] == [True] * (number + 2) + [False] * (3 - number)
        await presses[number].end()
        await settle()
    for press in presses[3:]:
        await press.end()


async def test_what_one_member_asks_for_at_once_is_done_one_after_another() -> None:
    admission = Admission()
    first, second, somebody_else = (Press(admission, member_id) for member_id in (7, 7, 8))
    await settle()
    assert [one.at_work.is_set() for one in (first, second, somebody_else)] == [True, False, True]
    await first.end()
    await settle()
    assert second.at_work.is_set()
    await second.end()
    await somebody_else.end()


async def test_who_waits_too_long_is_told_and_keeps_no_place() -> None:
    admission = Admission(most=1, patience=0.05)
    first = Press(admission)
    await settle()
    with pytest.raises(Busy) as told:
        async with admission.place(0):
            pass
    assert told.value.said is Reason.TOO_MANY_AT_ONCE
    await first.end()
    second = Press(admission)
    await asyncio.wait_for(second.at_work.wait(), 5)
    await second.end()


async def test_one_who_takes_very_long_keeps_the_place_from_nobody() -> None:
    admission = Admission(most=1, patience=0.1)
    slow = Press(admission)
    await settle()
    await asyncio.sleep(0.05)
    quick = Press(admission)
    await asyncio.wait_for(quick.at_work.wait(), 5)
    await quick.end()
    await slow.end()
    third, fourth = Press(admission), Press(admission)
    await settle()
    assert (third.at_work.is_set(), fourth.at_work.is_set()) == (True, False), (
        "a place that was given up came back once"
    )
    await third.end()
    await fourth.end()


async def test_a_stop_lets_those_at_work_finish_and_turns_everybody_else_away() -> None:
    admission = Admission(most=1)
    at_work, in_line = Press(admission), Press(admission)
    await settle()
    stopping = asyncio.create_task(admission.stop(5))
    await settle()
    late = Press(admission)
    await settle()
    assert _reason(late) is Reason.RESTARTING
    await at_work.end()
    await asyncio.wait_for(stopping, 5)
    assert not in_line.at_work.is_set()
    assert _reason(in_line) is Reason.RESTARTING


def _reason(press: Press) -> object:
    error = press.task.exception()
    assert isinstance(error, MarqueeError)
    return error.said


async def test_what_does_not_end_in_time_is_cancelled() -> None:
    admission = Admission(most=1)
    press = Press(admission)
    await settle()
    await asyncio.wait_for(admission.stop(0.05), 5)
    assert press.task.cancelled()
