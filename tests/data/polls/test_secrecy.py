"""With everything in hand that is left after the end, try to tell who voted what."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, text
from sqlalchemy.exc import IntegrityError

from data.library import Library
from data.polls import Choice, Names, Poll
from data.polls.ballots import member_of
from data.storage.tables import metadata
from data.storage.tables.polls import ballots, poll_keys
from data.storage.tables.process import leases
from tests.data.worlds import GUILD, Clock, open_poll, opened, voter

MEMBERS = range(300_000_000_000_000_001, 300_000_000_000_000_041)


async def everything(library: Library) -> dict[str, Sequence[Row[Any]]]:
    """Every row of every table, in the order in which the engine keeps them, with its place where there is one.

    But for the lease, which names this very process and knows nothing of anybody else.
    """
    rows = {}
    postgresql = library.storage._writer.dialect.name == "postgresql"
    async with library.storage.reading() as connection:
        for table in metadata.tables.keys() - {leases.name}:
            hidden = "ctid::text, " if postgresql else ""
            rows[table] = (await connection.execute(text(f"SELECT {hidden}* FROM {table}"))).all()  # noqa: S608
    return rows


async def vote(library: Library, poll: Poll, choices: Mapping[int, Choice]) -> None:
    await asyncio.gather(
        *(library.polls.ballots.cast(poll.id, voter(member), choice) for member, choice in choices.items())
    )


async def keys_of(library: Library) -> dict[int, bytes]:
    async with library.storage.reading() as connection:
        return {row.poll_id: row.key for row in await connection.execute(poll_keys.select())}


async def test_after_the_end_opposite_ballots_leave_identical_databases(address: str, other_address: str) -> None:
    one = {member: Choice.POSITIVE if member % 2 else Choice.NEGATIVE for member in MEMBERS}
    opposite = {member: Choice.NEGATIVE if member % 2 else Choice.POSITIVE for member in reversed(MEMBERS)}
    left = []
    for choices, where in ((one, address), (opposite, other_address)):
        clock = Clock()
        async with opened(where, clock) as library:
            poll = await open_poll(library)
            await vote(library, poll, choices)
            clock.forward(days=4)
            await library.polls.closing.close_due()
            left.append(await everything(library))
    assert left[0] == left[1]
    assert left[0]["poll_results"][0].positive == len(MEMBERS) // 2


async def test_after_the_end_no_row_holds_a_member_or_what_could_find_one(address: str) -> None:
    clock = Clock()
    async with opened(address, clock) as library:
        poll = await open_poll(library)
        await vote(library, poll, dict.fromkeys(MEMBERS, Choice.MIXED))
        before = str(await everything(library))
        key = (await keys_of(library))[poll.id]
        assert (
            str(hmac.digest(key, MEMBERS[0].to_bytes(8), "sha256")) in before
        )  # so that the search below means something
        await library.polls.closing.close(poll.id, GUILD)
        await library.polls.closing.close_due()
        after = await everything(library)
        assert after["ballots"] == after["poll_keys"] == []
        for member in MEMBERS:
            assert str(member) not in str(after)


async def test_while_open_a_ballot_holds_no_member_and_no_time_and_lies_in_no_telling_order(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library)
        for member in MEMBERS:  # one commit each, in the order of their ids
            await library.polls.ballots.cast(poll.id, voter(member), Choice.MIXED)
        assert set(ballots.columns.keys()) == {"poll_id", "voter", "choice"}
        rows = (await everything(library))["ballots"]
        assert not any(
            str(member) in str(rows) or member.to_bytes(8) in row.voter for member in MEMBERS for row in rows
        )
        if address.startswith("sqlite"):
            codes = [row.voter for row in rows]
            assert codes == sorted(codes)


async def test_the_same_member_has_unrelated_codes_in_two_polls(address: str) -> None:
    async with opened(address, Clock()) as library:
        for film_id in (1, 2):
            poll = await open_poll(library, film_id=film_id)
            await library.polls.ballots.cast(poll.id, voter(MEMBERS[0]), Choice.MIXED)
        first, second = (await everything(library))["ballots"]
        assert first.voter != second.voter


async def test_the_files_of_sqlite_hold_no_key_and_no_code_after_the_end(tmp_path: Path) -> None:
    path, clock = tmp_path / "marquee.db", Clock()
    async with opened(f"sqlite:///{path}", clock) as library:
        polls = [await open_poll(library, film_id=n, guild_id=n) for n in range(300)]  # pages of keys split and move
        await vote(library, polls[150], dict.fromkeys(MEMBERS, Choice.MIXED))
        keys = await keys_of(library)
        codes = [hmac.digest(keys[polls[150].id], member.to_bytes(8), "sha256") for member in MEMBERS]
        assert all(code in files(path) for code in codes)
        assert all(key in files(path) for key in keys.values())
        for poll in polls[100:200]:
            await library.polls.closing.close(poll.id, poll.guild_id)
        await library.polls.closing.close_due()
        left = files(path)  # while Marquee runs on
        assert not [poll.id for poll in polls[100:200] if keys[poll.id] in left]
        assert not [code for code in codes if code in left]
        assert not [member for member in MEMBERS if member.to_bytes(8) in left or str(member).encode() in left]
        assert all(keys[poll.id] in left for poll in (*polls[:100], *polls[200:]))


def files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_the_table_files_of_postgresql_hold_no_key_after_the_end(postgresql_address: str) -> None:
    async with opened(postgresql_address, Clock()) as library:
        polls = [await open_poll(library, film_id=n, guild_id=n) for n in range(60)]
        keys = await keys_of(library)
        async with library.storage.writing() as connection:
            await connection.execute(text("ANALYZE"))  # as the server does of itself, whenever it likes
        before = await table_files(library)
        assert all(key in before for key in keys.values())
        for poll in polls[:30]:
            await library.polls.closing.close(poll.id, poll.guild_id)
        await library.polls.closing.close_due()
        left = await table_files(library)
        assert not [poll.id for poll in polls[:30] if keys[poll.id] in left]
        assert all(keys[poll.id] in left for poll in polls[30:])


async def test_a_key_that_a_dead_process_left_in_the_files_leaves_them_after_the_next_start(
    postgresql_address: str,
) -> None:
    async with opened(postgresql_address, Clock()) as library:
        poll = await open_poll(library)
        key = (await keys_of(library))[poll.id]
        await library.polls.closing.close(poll.id, GUILD)
        assert key in await table_files(library)
    async with opened(postgresql_address, Clock()) as library:
        await library.polls.closing.close_due()
        assert key not in await table_files(library)


async def table_files(library: Library) -> bytes:
    """All tables and indexes of the database as they lie on disk; the server's log of changes is not among them."""
    async with library.storage.writing() as connection:
        oid = await connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        folder = await connection.scalar(text("SHOW data_directory"))
    async with library.storage._writer.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("CHECKPOINT"))
    return b"".join(file.read_bytes() for file in (Path(folder) / "base" / str(oid)).iterdir() if file.is_file())


async def test_a_named_poll_keeps_names_for_after_the_end_and_only_then(address: str) -> None:
    async with opened(address, Clock()) as library:
        poll = await open_poll(library, names=Names.AFTER)
        await vote(library, poll, {MEMBERS[0]: Choice.POSITIVE, MEMBERS[1]: Choice.UNSEEN})
        await library.polls.closing.close(poll.id, GUILD)
        kept = (await everything(library))["ballots"]
        assert {(member_of(row.voter), row.choice) for row in kept} == {
            (MEMBERS[0], "POSITIVE"),
            (MEMBERS[1], "UNSEEN"),
        }


async def test_an_error_of_the_database_does_not_quote_what_was_pressed(address: str) -> None:
    async with opened(address, Clock()) as library:
        async with library.storage.writing() as connection:
            with pytest.raises(IntegrityError) as failed:
                await connection.execute(ballots.insert().values(poll_id=1, voter=b"voter's code", choice="the choice"))
            await connection.rollback()
        assert "voter's code" not in str(failed.value)
        assert "the choice" not in str(failed.value)
