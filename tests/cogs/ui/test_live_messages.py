"""Edits of public messages: coalesced, in order, no more than Discord allows."""

import asyncio
import datetime as dt

import discord
import pytest

from cogs.ui.cards import Card
from cogs.ui.live_messages import LiveMessages, Place

NOW = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)
NEW = discord.utils.time_snowflake(NOW)
OLD = discord.utils.time_snowflake(NOW - dt.timedelta(hours=2))


class Shown:
    """What a message looks like, after edits that take as long as they are told."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.shown: list[str] = []
        self.seconds = seconds

    async def edit(self, _place: Place, card: Card) -> None:
        await asyncio.sleep(self.seconds)
        self.shown.append(card.to_components()[0]["components"][0]["content"])


class Counter:
    """Something that is drawn."""

    def __init__(self) -> None:
        self.value = 0

    async def draw(self) -> Card:
        card = Card()
        card.text(str(self.value))
        return card


async def press(live: LiveMessages, counter: Counter, times: int, message_id: int = NEW) -> None:
    for _ in range(times):
        counter.value += 1
        live.touched(Place(1, 2, message_id), counter.draw)
        await asyncio.sleep(0)


async def test_many_presses_are_few_edits_and_the_newest_state_is_last() -> None:
    message, counter = Shown(0.01), Counter()
    live = LiveMessages(message.edit, lambda: NOW, every=0.05)
    await press(live, counter, 100)
    await asyncio.sleep(0.2)
    assert message.shown[-1] == "100"
    assert 2 <= len(message.shown) <= 4
    assert message.shown == sorted(message.shown, key=int)


async def test_a_press_while_an_edit_is_on_its_way_is_shown_after_it() -> None:
    message, counter = Shown(0.03), Counter()
    live = LiveMessages(message.edit, lambda: NOW, every=0.01)
    await press(live, counter, 1)
    await asyncio.sleep(0.01)
    await press(live, counter, 1)
    await asyncio.sleep(0.1)
    assert message.shown == ["1", "2"]


async def test_an_old_message_is_edited_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.ui.live_messages.EVERY_IF_OLD", 0.2)
    message, counter = Shown(), Counter()
    live = LiveMessages(message.edit, lambda: NOW, every=0.01)
    await press(live, counter, 1, OLD)
    await asyncio.sleep(0.05)
    await press(live, counter, 1, OLD)
    await asyncio.sleep(0.05)
    assert message.shown == ["1"]
    await asyncio.sleep(0.25)
    assert message.shown == ["1", "2"]


async def test_what_goes_wrong_with_one_edit_does_not_keep_the_next_from_coming(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message, counter = Shown(), Counter()
    live = LiveMessages(message.edit, lambda: NOW, every=0.01)

    async def broken() -> Card:
        raise RuntimeError("no card")

    live.touched(Place(1, 2, NEW), broken)
    await asyncio.sleep(0.02)
    await press(live, counter, 1)
    await asyncio.sleep(0.05)
    assert message.shown == ["1"]
    assert "no card" in caplog.text


async def test_stopping_waits_for_nothing() -> None:
    message, counter = Shown(), Counter()
    live = LiveMessages(message.edit, lambda: NOW, every=60)
    await press(live, counter, 1)
    await asyncio.sleep(0.01)
    await press(live, counter, 1)
    await asyncio.wait_for(live.stop(), 1)
    assert message.shown == ["1"]
