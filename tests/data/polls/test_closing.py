"""Ends and what follows: on time or late, extended, in line to be posted, posted or not."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from cogs.polls import sentences
from data.deliveries import LEASE, Failure, NotPosted
from data.errors import InvalidPoll, NotFound, PollEnded
from data.polls import MOST_OPEN, POLL, RESULT, Choice, Gates, Names, PollDefaults, Results, Terms
from data.storage.tables.polls import polls
from tests.data.worlds import FILM, GUILD, START, Clock, open_poll, opened, voter
from tests.refusals import refused


async def test_a_poll_ends_when_its_time_is_up_and_not_before(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library, duration=dt.timedelta(minutes=5))
        assert await library.polls.closing.next_end() == START + dt.timedelta(minutes=5)
        clock.forward(minutes=4, seconds=59)
        assert await library.polls.closing.close_due() == []
        clock.forward(seconds=1)
        (result,) = await library.polls.closing.close_due()
        assert (result.poll.id, result.poll.is_open, result.is_late) == (poll.id, False, False)
        assert await library.polls.closing.close_due() == []
        assert await library.polls.closing.next_end() is None


async def test_a_poll_counted_late_says_when_it_ended(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await library.polls.ballots.cast(poll.id, voter(1), Choice.MIXED)
    clock.forward(days=5)  # Marquee was not running
    async with opened(address, clock) as library:
        (result,) = await library.polls.closing.close_due()
        assert result.poll.ends_at == poll.ends_at
        assert result.count.ballots == 1
        assert sentences.lateness(result) == (
            "The poll ended on 6 May 2025, 18:00 UTC and was counted on 8 May 2025, 18:00 UTC; "
            "presses in between were not counted."
        )


async def test_a_poll_closed_by_hand_ended_then(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        clock.forward(hours=1)
        with pytest.raises(NotFound):
            await library.polls.closing.close(poll.id, GUILD + 1)
        result = await library.polls.closing.close(poll.id, GUILD)
        assert result.poll.ends_at == START + dt.timedelta(hours=1)
        assert sentences.lateness(result) is None
        with refused(PollEnded, match="3 May 2025, 19:00 UTC already"):
            await library.polls.closing.close(poll.id, GUILD)


async def test_closing_by_hand_and_by_clock_at_once_closes_once(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        clock.forward(days=4)
        answers = await asyncio.gather(
            *(library.polls.closing.close_due() for _ in range(3)),
            library.polls.closing.close(poll.id, GUILD),
            return_exceptions=True,
        )
        closed = [a for a in answers if a and not isinstance(a, Exception)]
        assert len(closed) == 1
        delivery = await library.outbox.claim()
        assert delivery
        assert (delivery.kind, delivery.subject_id) == (RESULT, poll.id)
        assert await library.outbox.claim() is None


async def test_extending_moves_the_end_within_bounds_and_only_before_it(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        later = await library.polls.extend(poll.id, GUILD, dt.timedelta(days=2))
        assert later.ends_at == poll.ends_at + dt.timedelta(days=2)
        with refused(InvalidPoll, match="32 days in all"):
            await library.polls.extend(poll.id, GUILD, dt.timedelta(days=28))
        with pytest.raises(NotFound):
            await library.polls.extend(poll.id, GUILD + 1, dt.timedelta(days=1))
        clock.forward(days=4)
        assert await library.polls.closing.close_due() == []
        clock.forward(days=1)
        with pytest.raises(PollEnded):
            await library.polls.extend(poll.id, GUILD, dt.timedelta(days=1))


async def test_a_result_that_cannot_be_posted_is_kept_with_the_reason(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await library.polls.ballots.cast(poll.id, voter(1), Choice.POSITIVE)
        await library.polls.closing.close(poll.id, GUILD)
        delivery = await library.outbox.claim()
        assert delivery
        assert await library.outbox.give_up(delivery, Failure.CHANNEL_GONE)
        clock.forward(days=1)
        assert await library.outbox.claim() is None
        failed = NotPosted(RESULT, poll.channel_id, Failure.CHANNEL_GONE)
        assert await library.outbox.failures(RESULT, [poll.id]) == {poll.id: failed}
        assert (await library.polls.server_verdict(GUILD, FILM)) == await library.polls.result(poll.id, GUILD)


async def test_a_polls_message_is_the_openers_to_post_and_then_anybodys(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        assert await library.outbox.claim() is None
        clock.forward(seconds=LEASE.total_seconds())
        delivery = await library.outbox.claim()
        assert delivery
        assert (delivery.kind, delivery.subject_id, delivery.channel_id) == (POLL, poll.id, poll.channel_id)
        assert delivery.tried_at  # the opener may have posted it, and died
        await library.polls.record_message(delivery, 77)
        clock.forward(days=1)
        assert await library.outbox.claim() is None
        await library.polls.losses.of_messages([78])
        assert await library.outbox.claim() is None
        await library.polls.losses.of_messages([77])
        again = await library.outbox.claim()
        assert again
        assert (again.attempt, again.tried_at) == (1, None)  # the old one was deleted: nothing to look for
        assert again.nonce != delivery.nonce
        assert (await library.polls.get(poll.id, GUILD)).message_id is None


async def test_a_closed_poll_has_no_message_to_post_but_its_result(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await library.polls.closing.close(poll.id, GUILD)
        await library.polls.losses.of_message_of(poll.id)
        result = await library.outbox.claim()
        assert result
        assert (result.kind, result.subject_id) == (RESULT, poll.id)
        assert await library.outbox.next_due() == clock() + LEASE
        clock.forward(seconds=LEASE.total_seconds())
        again = await library.outbox.claim()
        assert again
        assert again.kind == RESULT


async def test_a_film_has_one_open_poll_a_server_and_a_server_so_many(address: str) -> None:
    async with opened(address, Clock()) as library:
        await open_poll(library)
        with refused(InvalidPoll, match=r"A poll on Nobody \(2021\) is open here already"):
            await open_poll(library)
        for n in range(1, MOST_OPEN):
            await open_poll(library, film_id=FILM + n)
        with refused(InvalidPoll, match="25 polls are open here"):
            await open_poll(library, film_id=FILM + 100)
        await open_poll(library, guild_id=GUILD + 1)
        assert len(await library.polls.open_in(GUILD)) == MOST_OPEN


async def test_a_poll_whose_message_could_not_be_posted_leaves_nothing(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await library.polls.discard(poll.id)
        with pytest.raises(NotFound):
            await library.polls.get(poll.id, GUILD)
        assert await library.outbox.next_due() is None
        posted = await open_poll(library)
        clock.forward(seconds=LEASE.total_seconds())
        delivery = await library.outbox.claim()
        assert delivery
        await library.polls.record_message(delivery, 77)
        await library.polls.discard(posted.id)
        assert (await library.polls.get(posted.id, GUILD)).message_id == 77


async def test_the_export_has_the_counts_and_names_only_where_the_poll_said_so(address: str) -> None:
    async with opened(address, Clock()) as library:
        secret = await open_poll(library)
        named = await open_poll(library, film_id=FILM + 1, names=Names.AFTER)
        for poll in (secret, named):
            await library.polls.ballots.cast(poll.id, voter(20), Choice.POSITIVE)
            await library.polls.ballots.cast(poll.id, voter(3), Choice.UNSEEN)
            with refused(NotFound, match="is open until"):
                await library.polls.export(poll.id, GUILD)
            await library.polls.closing.close(poll.id, GUILD)
        export = await library.polls.export(secret.id, GUILD)
        assert export.ballots is None
        assert export.counts.splitlines() == [
            "poll,film,opened_at,ended_at,outcome,choice,ballots",
            *(
                f"1,Nobody (2021),2025-05-03T18:00:00+00:00,2025-05-03T18:00:00+00:00,verdict,{choice},{number}"
                for choice, number in (("Positive", 1), ("Mixed", 0), ("Negative", 0), ("Haven't seen it", 1))
            ),
        ]
        ballots = (await library.polls.export(named.id, GUILD)).ballots
        assert ballots
        assert ballots.splitlines() == ["member_id,choice", "3,Haven't seen it", "20,Positive"]


async def test_a_servers_defaults_are_kept_and_checked(address: str) -> None:
    async with opened(address, Clock()) as library:
        assert await library.polls.defaults(GUILD) == PollDefaults()
        terms = Terms(
            duration=dt.timedelta(hours=36), gates=Gates(min_days_in_server=7), quorum=5, results=Results.LIVE
        )
        await library.polls.change_defaults(GUILD, lambda _: PollDefaults())
        await library.polls.change_defaults(
            GUILD, lambda _: PollDefaults(terms=terms, channel_id=9, note_channel_id=10)
        )
        with pytest.raises(InvalidPoll):
            await library.polls.change_defaults(GUILD, lambda _: PollDefaults(terms=Terms(quorum=-1)))
        assert (await library.polls.defaults(GUILD)).terms == terms
        assert (await library.polls.defaults(GUILD)).note_channel_id == 10


async def test_erasing_waits_for_readers_and_is_done_when_they_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    async with opened(f"sqlite:///{path}", Clock()) as library:
        poll = await open_poll(library)
        log = path.with_name("marquee.db-wal")
        async with library.storage.reading() as connection:
            await connection.execute(select(polls))
            await library.polls.closing.close(poll.id, GUILD)
            assert await library.polls.closing.next_end() == library.now()
            await library.polls.closing.close_due()
            assert log.stat().st_size
            assert await library.polls.closing.next_end() == library.now() + dt.timedelta(seconds=3)
        await library.polls.closing.close_due()
        assert log.stat().st_size == 0
        assert await library.polls.closing.next_end() is None
