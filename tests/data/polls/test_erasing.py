"""The end of a poll with very many ballots: unreadable at once, deleted in batches, and nobody waits for that."""

import asyncio
import secrets
import time
from collections.abc import Callable
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, func, insert, select, text

from data.library import Library
from data.polls import Choice, Names, Poll, Recorded, erasing
from data.polls.ballots import member_of
from data.polls.sealing import code_of
from data.storage import LONG_SECONDS, migrations
from data.storage.tables.polls import ballots, ended_secret_polls, poll_keys
from tests.data.polls.test_secrecy import MEMBERS, keys_of, vote
from tests.data.worlds import GUILD, Clock, open_poll, opened, voter


async def left(library: Library, poll: Poll) -> int:
    async with library.storage.reading() as connection:
        count = select(func.count()).select_from(ballots).where(ballots.c.poll_id == poll.id)
        return int(await connection.scalar(count) or 0)


async def fill(library: Library, poll: Poll, number: int) -> None:
    rows = [{"poll_id": poll.id, "voter": secrets.token_bytes(32), "choice": "00" * 9} for _ in range(number)]
    async with library.storage.writing(LONG_SECONDS) as connection:
        await connection.execute(insert(ballots), rows)


async def test_an_ended_poll_has_no_key_while_its_ballots_are_still_deleted_in_batches(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "MOST_DELETED", 7)
    async with opened(address, Clock()) as library:
        poll, other = await open_poll(library), await open_poll(library, film_id=9)
        await vote(library, poll, dict.fromkeys(MEMBERS, Choice.MIXED))
        await vote(library, other, {MEMBERS[0]: Choice.POSITIVE})
        result = await library.polls.closing.close(poll.id, GUILD)
        assert result.count.tally.mixed == len(MEMBERS)
        assert await left(library, poll) == len(MEMBERS)  # whoever closed it does not wait for that
        assert set(await keys_of(library)) == {other.id}
        assert await library.polls.closing.next_end() == library.now()  # there is more to be done
        assert await library.polls.ballots.cast(other.id, voter(2), Choice.MIXED) == Recorded(Choice.MIXED, None)
    async with opened(address, Clock()) as library:  # the process died in between
        await library.polls.closing.close_due()
        assert await left(library, poll) == 0
        assert await left(library, other) == 2
        assert await library.polls.closing.next_end() == other.ends_at
        async with library.storage.reading() as connection:
            assert (await connection.execute(select(ended_secret_polls))).all() == []


async def test_the_ballots_of_a_named_poll_stay(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "MOST_DELETED", 7)
    async with opened(address, Clock()) as library:
        named, secret = await open_poll(library, names=Names.AFTER), await open_poll(library, film_id=9)
        for poll in (named, secret):
            await vote(library, poll, dict.fromkeys(MEMBERS, Choice.MIXED))
            await library.polls.closing.close(poll.id, GUILD)
        await library.polls.closing.close_due()
        assert (await left(library, named), await left(library, secret)) == (len(MEMBERS), 0)


async def test_a_row_of_an_open_poll_does_not_say_what_was_voted(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library)
        await vote(library, poll, dict.fromkeys(MEMBERS, Choice.NEGATIVE))
        async with library.storage.reading() as connection:
            rows = (await connection.execute(select(ballots))).all()
        assert len({row.choice for row in rows}) == len(MEMBERS)
        await library.polls.ballots.cast(poll.id, voter(MEMBERS[0]), Choice.MIXED)
        await library.polls.ballots.cast(poll.id, voter(MEMBERS[0]), Choice.NEGATIVE)
        code = code_of((await keys_of(library))[poll.id], MEMBERS[0].to_bytes(8))
        async with library.storage.reading() as connection:
            again = await connection.scalar(select(ballots.c.choice).where(ballots.c.voter == code))
        assert again not in {row.choice for row in rows}
        assert await library.polls.ballots.own(poll.id, MEMBERS[0]) is Choice.NEGATIVE


def _before(rows: list[dict[str, Any]], keys: list[dict[str, Any]]) -> Callable[[Connection], None]:
    """A database as it was when choices were written as they are."""

    def downgrade(connection: Connection) -> None:
        command.downgrade(migrations.config(connection), "0008")
        connection.execute(insert(poll_keys), keys)
        connection.execute(insert(ballots), rows)

    return downgrade


async def test_open_polls_of_before_are_sealed_and_counted_and_can_go_back(address: str) -> None:
    async with opened(address, Clock()) as library:
        secret, named = await open_poll(library), await open_poll(library, film_id=9, names=Names.AFTER)
        key = (await keys_of(library))[secret.id]
        choices = {member: list(Choice)[member % 4] for member in MEMBERS}
        rows = [
            {"poll_id": secret.id, "voter": code_of(key, member.to_bytes(8)), "choice": choice.name}
            for member, choice in choices.items()
        ]
        rows += [{"poll_id": named.id, "voter": (7).to_bytes(8), "choice": "UNSEEN"}]
        async with library.storage.writing() as connection:
            await connection.execute(poll_keys.delete())
            await connection.run_sync(_before(rows, [{"poll_id": secret.id, "key": key}]))
            await connection.run_sync(migrations.upgrade)
            stored = {row.voter: row.choice for row in await connection.execute(select(ballots))}
        assert len(set(stored.values()) & {choice.name for choice in Choice}) == 1
        for member, choice in choices.items():
            assert await library.polls.ballots.own(secret.id, member) is choice
        assert (await library.polls.progress(secret.id)).ballots == len(MEMBERS)
        async with library.storage.writing() as connection:
            await connection.run_sync(lambda sync: command.downgrade(migrations.config(sync), "0008"))
            plain = (await connection.execute(text("SELECT voter, choice FROM ballots ORDER BY voter"))).all()
            await connection.run_sync(migrations.upgrade)
        assert [tuple(row) for row in plain] == sorted((row["voter"], row["choice"]) for row in rows)
        assert (await library.polls.closing.close(secret.id, GUILD)).count.unseen == len(MEMBERS) // 4
        assert (await library.polls.closing.close(named.id, GUILD)).count.unseen == 1
        await library.polls.closing.close_due()
        async with library.storage.reading() as connection:
            (kept,) = (await connection.execute(select(ballots))).all()
        assert (member_of(kept.voter), kept.choice) == (7, "UNSEEN")


@pytest.mark.timing
async def test_a_ballot_in_another_poll_is_not_kept_waiting_while_a_poll_with_very_many_ends(address: str) -> None:
    async with opened(address, Clock()) as library:
        large, crowd, other = [await open_poll(library, film_id=number) for number in (1, 2, 3)]
        for poll, number in ((large, 60_000), (crowd, 240_000)):  # the second stays open, and was rewritten before
            for _ in range(number // 20_000):
                await fill(library, poll, 20_000)

        async def end() -> None:
            await library.polls.closing.close(large.id, GUILD)
            while await library.polls.closing.next_end() == library.now():
                await library.polls.closing.close_due()

        ending, waited, member = asyncio.ensure_future(end()), [0.0], 0
        while not ending.done():
            member += 1
            began = time.perf_counter()
            await library.polls.ballots.cast(other.id, voter(member), Choice.MIXED)
            waited.append(time.perf_counter() - began)
            await asyncio.sleep(0.005)
        await ending
        assert (await left(library, large), await left(library, crowd)) == (0, 240_000)
        assert member > 20
        assert max(waited) < 0.5
