"""One member, one ballot: every way in which presses can collide."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cogs.polls import sentences
from data.errors import NotEligible, NotFound, PollEnded
from data.library import Library, utc_now
from data.models import Tally, Tier
from data.polls import Choice, Gates, Names, Outcome, PollResult, Recorded, Results
from tests.data.worlds import FILM, GUILD, Clock, open_poll, opened, voter
from tests.refusals import refused


async def test_pressing_twice_counts_once(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library)
        first, second = await asyncio.gather(
            *(library.polls.ballots.cast(poll.id, voter(1), Choice.POSITIVE) for _ in range(2))
        )
        assert (first, second) == (Recorded(Choice.POSITIVE, None), Recorded(Choice.POSITIVE, Choice.POSITIVE))
        assert "counts once" in sentences.recorded(second)
        assert (await library.polls.progress(poll.id)).ballots == 1


async def test_of_two_devices_the_last_press_counts(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library)
        presses = [list(Choice)[n % 4] for n in range(40)]
        answers = await asyncio.gather(*(library.polls.ballots.cast(poll.id, voter(1), choice) for choice in presses))
        assert [answer.choice for answer in answers] == presses
        assert [answer.previous for answer in answers] == [None, *presses[:-1]]
        assert await library.polls.ballots.own(poll.id, 1) is presses[-1]
        assert (await library.polls.closing.close(poll.id, GUILD)).count.ballots == 1


async def test_a_change_replaces_and_a_withdrawal_leaves_nothing(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library, results=Results.LIVE)
        cast, withdraw = library.polls.ballots.cast, library.polls.ballots.withdraw
        await cast(poll.id, voter(1), Choice.POSITIVE)
        changed = await cast(poll.id, voter(1), Choice.NEGATIVE)
        assert "instead of" in sentences.recorded(changed)
        count = (await library.polls.progress(poll.id)).count
        assert count
        assert count.tally == Tally(negative=1)
        assert "taken back" in sentences.recorded(await withdraw(poll.id, voter(1)))
        assert "no ballot" in sentences.recorded(await withdraw(poll.id, voter(1)))
        assert (await library.polls.progress(poll.id)).ballots == 0


async def test_not_having_seen_it_is_interest_and_no_opinion(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library, quorum=2)
        await library.polls.ballots.cast(poll.id, voter(1), Choice.UNSEEN)
        await library.polls.ballots.cast(poll.id, voter(2), Choice.MIXED)
        result = await library.polls.closing.close(poll.id, GUILD)
        assert (result.count.ballots, result.count.unseen, result.count.tally) == (2, 1, Tally(mixed=1))
        assert result.outcome is Outcome.QUORUM_MISSED


async def test_a_press_after_the_end_is_refused_even_if_nobody_closed_the_poll_yet(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        clock.at = poll.ends_at
        with refused(PollEnded, match="ended on 6 May 2025, 18:00 UTC") as late:
            await library.polls.ballots.cast(poll.id, voter(1), Choice.POSITIVE)
        assert late.value.ended_at == poll.ends_at
        assert (await library.polls.progress(poll.id)).ballots == 0


async def test_a_press_after_the_close_is_refused_and_finds_nothing(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await library.polls.closing.close(poll.id, GUILD)
        clock.forward(seconds=1)
        for press in (
            library.polls.ballots.cast(poll.id, voter(1), Choice.MIXED),
            library.polls.ballots.withdraw(poll.id, voter(1)),
        ):
            with refused(PollEnded, match="was not counted"):
                await press
        with refused(NotFound, match="has been counted"):
            await library.polls.ballots.own(poll.id, 1)
        with pytest.raises(NotFound):
            await library.polls.ballots.cast(99, voter(1), Choice.MIXED)


async def test_of_presses_while_the_poll_closes_the_confirmed_ones_and_no_others_count(address: str) -> None:
    async with opened(address, utc_now) as library, closer_of(library, address) as closer:
        poll = await open_poll(library)
        confirmed, refused = set(), set()

        async def member(number: int) -> None:
            await asyncio.sleep(number / 4000)
            try:
                await library.polls.ballots.cast(poll.id, voter(number), Choice.POSITIVE)
            except PollEnded:
                refused.add(number)
            else:
                confirmed.add(number)

        async def moderator() -> PollResult:
            await asyncio.sleep(0.05)
            return await closer.polls.closing.close(poll.id, GUILD)

        *_, result = await asyncio.gather(*(member(number) for number in range(1, 601)), moderator())
        assert len(confirmed | refused) == len(confirmed) + len(refused) == 600
        assert confirmed
        assert refused
        assert result
        assert result.count.ballots == len(confirmed)
        assert await library.polls.result(poll.id, GUILD) == result


@asynccontextmanager
async def closer_of(library: Library, address: str) -> AsyncIterator[Library]:
    """On PostgreSQL a second library, with connections of its own, as another process has it."""
    if address.startswith("sqlite"):
        yield library
    else:
        async with opened(address, utc_now) as other:
            yield other


async def test_a_press_that_reaches_the_ballots_after_the_count_is_told_so(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        clock.forward(hours=1)
        await library.polls.closing.close(poll.id, GUILD)
        clock.forward(seconds=-1)  # the press was made a second before the close
        with refused(PollEnded, match="closed while your press was on its way"):
            await library.polls.ballots.cast(poll.id, voter(1), Choice.POSITIVE)


async def test_the_gates_are_asked_at_the_press_and_what_was_let_in_stays(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library, gates=Gates(role_id=42))
        with_role, without = voter(1, role_ids=frozenset({42})), voter(1)
        with pytest.raises(NotEligible):
            await library.polls.ballots.cast(poll.id, without, Choice.POSITIVE)
        await library.polls.ballots.cast(poll.id, with_role, Choice.POSITIVE)
        with pytest.raises(NotEligible):
            await library.polls.ballots.cast(poll.id, without, Choice.NEGATIVE)
        assert await library.polls.ballots.own(poll.id, 1) is Choice.POSITIVE
        await library.polls.ballots.withdraw(poll.id, without)
        assert (await library.polls.progress(poll.id)).ballots == 0
        assert any("if you lose the role later" in rule for rule in sentences.rules(poll))


async def test_hidden_counts_are_shown_to_nobody_and_live_ones_to_all(address: str) -> None:
    async with opened(address, Clock()) as library:
        hidden = await open_poll(library)
        live = await open_poll(library, film_id=FILM + 1, results=Results.LIVE)
        for poll in (hidden, live):
            await library.polls.ballots.cast(poll.id, voter(1), Choice.MIXED)
        shown = await library.polls.progress(hidden.id)
        assert (shown.ballots, shown.count) == (1, None)
        with refused(NotFound, match="has no result yet"):
            await library.polls.result(hidden.id, GUILD)
        count = (await library.polls.progress(live.id)).count
        assert count
        assert count.tally == Tally(mixed=1)


@pytest.mark.parametrize(
    ("choices", "quorum", "outcome", "sentence"),
    [
        ("PPPN", 0, Outcome.VERDICT, "Positive, from 4 opinions."),
        ("M", 1, Outcome.VERDICT, "Mixed, from 1 opinion."),
        ("PPNN", 0, Outcome.TIE, "A tie between Positive and Negative, from 4 opinions."),
        ("PMN", 0, Outcome.TIE, "A tie between Positive, Mixed and Negative, from 3 opinions."),
        ("PPPU", 4, Outcome.QUORUM_MISSED, "No verdict: 3 opinions, and the poll asked for at least 4."),
        ("PN", 3, Outcome.QUORUM_MISSED, "No verdict: 2 opinions, and the poll asked for at least 3."),
        ("UU", 0, Outcome.NO_OPINIONS, "No verdict: nobody gave an opinion."),
        ("", 5, Outcome.NO_OPINIONS, "No verdict: nobody gave an opinion."),
    ],
)
async def test_every_end_is_a_result(address: str, choices: str, quorum: int, outcome: Outcome, sentence: str) -> None:
    of_letter = {choice.name[0]: choice for choice in Choice}
    async with opened(address, Clock()) as library:
        poll = await open_poll(library, quorum=quorum)
        for member, letter in enumerate(choices, start=1):
            await library.polls.ballots.cast(poll.id, voter(member), of_letter[letter])
        result = await library.polls.closing.close(poll.id, GUILD)
        assert (result.outcome, sentences.outcome(result)) == (outcome, sentence)
        assert result.verdict == (result.leaders[0] if outcome is Outcome.VERDICT else None)
        verdict = await library.polls.server_verdict(GUILD, FILM)
        assert (verdict == result) is (outcome in {Outcome.VERDICT, Outcome.TIE})


async def test_the_servers_verdict_is_the_last_that_came_to_one(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        for choice, quorum in ((Choice.POSITIVE, 0), (Choice.NEGATIVE, 0), (Choice.MIXED, 9)):
            poll = await open_poll(library, quorum=quorum)
            await library.polls.ballots.cast(poll.id, voter(1), choice)
            clock.forward(hours=1)
            await library.polls.closing.close(poll.id, GUILD)
        verdict = await library.polls.server_verdict(GUILD, FILM)
        assert verdict
        assert verdict.verdict is Tier.NEGATIVE
        assert await library.polls.server_verdict(GUILD + 1, FILM) is None
        assert len(await library.polls.results_in(GUILD)) == 3


async def test_a_poll_says_on_its_face_whether_it_is_secret(address: str) -> None:
    async with opened(address, Clock()) as library:
        secret = await open_poll(library)
        named = await open_poll(library, film_id=FILM + 1, names=Names.AFTER)
        assert "This poll is secret" in sentences.rules(secret)[-1]
        assert "moderators can see who voted what" in sentences.rules(named)[-1]


async def test_of_a_poll_that_there_is_not_nobody_has_a_ballot(address: str) -> None:
    async with opened(address, Clock()) as library:
        with refused(NotFound, match="not here any more"):
            await library.polls.ballots.own(404, 1)
        with refused(NotFound, match="not here any more"):
            await library.polls.ballots.cast(404, voter(1), Choice.POSITIVE)
