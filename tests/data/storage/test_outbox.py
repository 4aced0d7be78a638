"""The outbox: handed out to one process at a time, until one says what came of it; never twice in the channel."""

import asyncio
import datetime as dt
import random
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.deliveries import LEASE, MOST_ATTEMPTS, Delivery, Failure, NotPosted, wait_after
from data.storage import Storage
from data.storage.outbox import Outbox
from tests.clock import Clock

GUILD, CHANNEL = 500, 600
NONCE_HOLDS = dt.timedelta(minutes=3)
"""For so long Discord drops a repeated nonce, and so long at the most does a request take."""


@pytest.fixture
def outbox(storage: Storage, clock: Clock) -> Outbox:
    return Outbox(storage, clock)


async def put(outbox: Outbox, storage: Storage, subject_id: int, kind: str = "letter") -> None:
    async with storage.writing() as connection:
        await outbox.put_within(connection, kind, subject_id, guild_id=GUILD, channel_id=CHANNEL)


@given(st.integers(1, 10**12))
def test_waiting_is_bounded_after_any_number_of_attempts(attempt: int) -> None:
    assert dt.timedelta(minutes=1) <= wait_after(attempt) <= wait_after(attempt + 1) <= dt.timedelta(hours=1)


def test_it_is_tried_for_about_a_week() -> None:
    waited = sum((wait_after(attempt) for attempt in range(1, MOST_ATTEMPTS)), start=dt.timedelta())
    assert dt.timedelta(days=6) < waited < dt.timedelta(days=8)


@given(st.text(max_size=20), st.integers(0, 2**63 - 1), st.datetimes(timezones=st.just(dt.UTC)))
def test_a_nonce_fits_and_says_which_message_it_is(kind: str, subject_id: int, queued_at: dt.datetime) -> None:
    first = Delivery(kind, subject_id, GUILD, CHANNEL, queued_at, 1)
    again = Delivery(kind, subject_id, GUILD, CHANNEL, queued_at, 7, queued_at)
    assert first.nonce == again.nonce
    assert len(first.nonce) <= 25
    assert first.nonce != Delivery(kind, subject_id ^ 1, GUILD, CHANNEL, queued_at, 1).nonce
    assert first.nonce != Delivery(f"{kind}!", subject_id, GUILD, CHANNEL, queued_at, 1).nonce


async def test_it_is_handed_out_once_and_again_if_nothing_was_heard_of_it(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    await put(outbox, storage, 1)
    claims = await asyncio.gather(*(outbox.claim() for _ in range(4)))
    (first,) = (claim for claim in claims if claim)
    assert (first.attempt, first.tried_at) == (1, None)
    assert await outbox.next_due() == clock() + LEASE
    assert await outbox.about_to_send(first)
    tried_at = clock()
    clock.advance(seconds=LEASE.total_seconds())
    second = await outbox.claim()
    assert second
    assert (second.attempt, second.nonce, second.tried_at) == (2, first.nonce, tried_at)
    await outbox.record_posted(second, 1234)
    clock.advance(days=1)
    assert await outbox.claim() is None


async def test_who_lost_the_claim_neither_sends_nor_says_anything(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    await put(outbox, storage, 1)
    slow = await outbox.claim()
    clock.advance(seconds=LEASE.total_seconds())
    quick = await outbox.claim()
    assert slow
    assert quick
    assert not await outbox.about_to_send(slow)
    await outbox.record_failure(slow)
    assert not await outbox.give_up(slow, Failure.CHANNEL_GONE)
    await outbox.postpone(slow, clock() + dt.timedelta(days=9))
    assert await outbox.next_due() == clock() + LEASE
    assert await outbox.failures("letter", [1]) == {}
    await outbox.record_posted(quick, 7)
    await outbox.record_failure(quick)
    assert await outbox.next_due() is None
    assert await outbox.failures("letter", [1]) == {}


async def test_a_failure_is_told_and_tried_again_later_and_later(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    await put(outbox, storage, 1)
    for attempt in range(1, 60):
        delivery = await outbox.claim()
        assert delivery
        assert delivery.attempt == attempt
        await outbox.record_failure(delivery)
        assert await outbox.next_due() == clock() + wait_after(attempt)
        assert await outbox.failures("letter", [1, 2]) == {1: NotPosted("letter", CHANNEL, Failure.UNREACHABLE)}
        clock.advance(seconds=wait_after(attempt).total_seconds())
    delivery = await outbox.claim()
    assert delivery
    await outbox.record_posted(delivery, 1)
    assert await outbox.failures("letter", [1]) == {}


async def test_what_is_given_up_is_kept_with_the_reason(outbox: Outbox, storage: Storage, clock: Clock) -> None:
    await put(outbox, storage, 1)
    delivery = await outbox.claim()
    assert delivery
    assert await outbox.give_up(delivery, Failure.CHANNEL_GONE)
    clock.advance(days=30)
    assert await outbox.claim() is None
    failed = await outbox.last_failure("letter", GUILD)
    assert failed == NotPosted("letter", CHANNEL, Failure.CHANNEL_GONE)
    assert isinstance(failed.why, Failure)  # and no text that only looks like one
    await put(outbox, storage, 2)
    assert await outbox.last_failure("letter", GUILD) is None
    assert await outbox.last_failure("telegram", GUILD) is None


async def test_what_is_put_in_line_anew_has_another_nonce_and_forgets_who_had_it(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    await put(outbox, storage, 1)
    old = await outbox.claim()
    assert old
    clock.advance(seconds=1)
    await put(outbox, storage, 1)
    await outbox.record_posted(old, 5)
    new = await outbox.claim()
    assert new
    assert (new.attempt, new.tried_at) == (1, None)
    assert new.nonce != old.nonce
    assert not await outbox.about_to_send(old)


async def test_the_longest_due_comes_first_and_what_is_dropped_never(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    for subject_id in (3, 1, 2):
        await put(outbox, storage, subject_id)
        clock.advance(seconds=1)
    async with storage.writing() as connection:
        await outbox.drop_within(connection, "letter", 1)
    claimed = [await outbox.claim() for _ in range(3)]
    assert [one.subject_id if one else None for one in claimed] == [3, 2, None]


@dataclass
class Discord:
    """A channel, and what Discord remembers of nonces."""

    clock: Callable[[], dt.datetime]
    messages: list[dt.datetime] = field(default_factory=list)
    nonces: dict[str, dt.datetime] = field(default_factory=dict)

    def take(self, nonce: str) -> None:
        if nonce not in self.nonces or self.clock() - self.nonces[nonce] > NONCE_HOLDS:
            self.messages.append(self.clock())
            self.nonces[nonce] = self.clock()


async def poster(outbox: Outbox, discord: Discord, chance: random.Random) -> AsyncGenerator[str, None]:
    """A process that posts what is due; wherever it yields, others go on and it may be killed."""
    while True:
        delivery = await outbox.claim()
        yield "claimed"
        if delivery is None:
            continue
        since = delivery.tried_at
        found = since is not None and any(posted_at >= since for posted_at in discord.messages)
        yield "looked"
        if not found:
            if not await outbox.about_to_send(delivery):
                continue
            sent_at = discord.clock()
            yield "about to send"
            if discord.clock() - sent_at >= NONCE_HOLDS or chance.random() < 0.3:
                await outbox.record_failure(delivery)  # the connection broke
                continue
            discord.take(delivery.nonce)
            yield "taken"
            if chance.random() < 0.3:
                await outbox.record_failure(delivery)  # the answer got lost
                continue
        await outbox.record_posted(delivery, 1)
        yield "recorded"


@pytest.mark.parametrize("seed", range(25))
async def test_two_processes_killed_anywhere_post_it_once(
    outbox: Outbox, storage: Storage, clock: Clock, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- seeded, not secret
    discord = Discord(clock)
    await put(outbox, storage, 1)
    running = [poster(outbox, discord, chance) for _ in range(2)]
    for _ in range(60):
        number = chance.randrange(len(running))
        if chance.random() < 0.15:
            await running[number].aclose()
            running[number] = poster(outbox, discord, chance)
        else:
            await anext(running[number])
        clock.advance(seconds=chance.choice((0, 0, 1, 20, 70)))
    last = poster(outbox, discord, chance)
    for _ in range(1000):
        if await outbox.next_due() is None:
            break
        await anext(last)
        clock.advance(seconds=30)
    assert await outbox.next_due() is None
    assert len(discord.messages) == 1


async def test_what_is_sent_at_once_is_claimed_with_what_makes_it_news(
    outbox: Outbox, storage: Storage, clock: Clock
) -> None:
    async with storage.writing() as connection:
        mine = await outbox.put_claimed_within(connection, "letter", 1, guild_id=GUILD, channel_id=CHANNEL)
    tried_at = clock()
    assert await outbox.claim() is None
    clock.advance(seconds=LEASE.total_seconds())
    another = await outbox.claim()
    assert another
    assert (another.attempt, another.nonce, another.tried_at) == (2, mine.nonce, tried_at)
    assert not await outbox.give_up(mine, Failure.FORBIDDEN)  # which may know better
    await outbox.record_posted(mine, 7)
    clock.advance(days=1)
    assert await outbox.claim() is None
