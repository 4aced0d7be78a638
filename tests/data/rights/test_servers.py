"""A server that is forgotten leaves no row, in whatever table, and no other server loses one."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.ext.asyncio import create_async_engine

from data.errors import NotFound, PollEnded
from data.library import Library
from data.models import SHARED_LIBRARY, Film, Review, ReviewState, Tier, Verdict
from data.polls import Choice, Names
from data.rights import batches
from data.storage.tables import metadata
from data.storage.tables.erasures import erasures
from tests.clock import Clock
from tests.data.storage.test_every_version import as_it_was
from tests.data.worlds import GUILD, open_poll, voter

OTHER, MEMBER = 501, 31
JAWS = Review(
    film=Film(title="Jaws", year=1975),
    summary="A shark.",
    state=ReviewState.PUBLISHED,
    verdict=Verdict(tier=Tier.MIXED),
)


async def rows(library: Library) -> dict[str, Sequence[Any]]:
    async with library.storage.reading() as connection:
        return {
            table.name: (await connection.execute(select(table))).all()
            for table in metadata.sorted_tables
            if table.name != "leases"
        }


async def fill(library: Library, guild_id: int) -> int:
    """Have something of a server in every table that can."""
    stored = await library.reviews.save(JAWS, guild_id)
    await library.reviews.revise(
        stored.review.model_copy(update={"summary": "A large shark."}), guild_id, MEMBER, 1, film_id=stored.film_id
    )
    await library.votes.cast(guild_id, stored.film_id, MEMBER, Tier.POSITIVE)
    secret = await open_poll(library, guild_id=guild_id, film_id=stored.film_id)
    named = await open_poll(library, guild_id=guild_id, film_id=5, names=Names.AFTER)
    for poll in (secret, named):
        await library.polls.ballots.cast(poll.id, voter(MEMBER), Choice.POSITIVE)
    await library.polls.closing.close(named.id, guild_id)
    await library.requests.ask(guild_id, MEMBER, Film(title="Alien", year=1979))
    await library.drafts.start(guild_id, MEMBER, JAWS)
    await library.servers.set(guild_id, MEMBER, announcement_channel_id=9)
    await library.film_nights.open(guild_id, 600)
    return secret.id


@pytest.fixture
async def of_old(new_address: Callable[..., str], clock: Clock) -> AsyncIterator[Library]:
    """A library with a row of `GUILD` in every table that can have one."""
    address = new_address(with_starter=False)
    driver = "sqlite+aiosqlite" if address.startswith("sqlite") else "postgresql+asyncpg"
    engine = create_async_engine(make_url(address).set(drivername=driver))
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: as_it_was(sync, "head"))
    await engine.dispose()
    async with Library.open(address, with_starter=False, now=clock) as library:
        yield library


async def test_of_every_table_everything_goes(of_old: Library) -> None:
    before = await rows(of_old)
    gone = await of_old.rights.forget_server(GUILD)
    after = await rows(of_old)
    named = {"reviews", "votes", "film_requests", "drafts", "audit_entries", "server_settings", "polls", "film_nights"}
    assert gone.keys() >= named | {"poll_results", "warning_voices", "warning_caps", "revisions", "vote_tallies"}
    for name, left in after.items():
        assert name == erasures.name or not [row for row in left if GUILD in row], name
    # What is everybody's, and what is a member's alone, stays; the revisions left are the shared review's.
    for name in ("films", "personal_lists", "starter_imports"):
        assert after[name] == before[name]
    assert [(row.id, row.guild_id) for row in after["reviews"]] == [(1, SHARED_LIBRARY)]
    assert len(after["revisions"]) == 2
    for name in ("polls", "ballots", "poll_keys", "poll_tallies", "poll_results", "ended_secret_polls"):
        assert after[name] == [], name
    assert ("server", GUILD) in [(row.kind, row.subject_id) for row in after["erasures"]]


async def test_no_other_server_loses_anything(empty_library: Library) -> None:
    await fill(empty_library, OTHER)
    before = await rows(empty_library)
    await fill(empty_library, GUILD)
    await empty_library.rights.forget_server(GUILD)
    after = await rows(empty_library)
    assert {name: found for name, found in after.items() if name not in ("erasures", "films")} == {
        name: found for name, found in before.items() if name not in ("erasures", "films")
    }


async def test_in_batches_many_rows_go_too(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_DELETED", 3)
    stored = await empty_library.reviews.save(JAWS)
    for member in range(20):
        await empty_library.votes.cast(GUILD, stored.film_id, member, Tier.MIXED)
    assert (await empty_library.rights.forget_server(GUILD))["votes"] == 20
    assert (await empty_library.votes.tally(GUILD, stored.film_id)).total == 0


async def test_nobody_finds_its_films_or_votes_in_its_polls_any_more(empty_library: Library) -> None:
    poll_id = await fill(empty_library, GUILD)
    assert (await empty_library.catalogue.find(GUILD, "jaws")).film
    await empty_library.rights.forget_server(GUILD)
    assert (await empty_library.catalogue.find(GUILD, "jaws")).film is None
    with pytest.raises(NotFound):
        await empty_library.polls.ballots.cast(poll_id, voter(MEMBER), Choice.MIXED)
    assert await empty_library.rights.of_server(GUILD) == {}
    await fill(empty_library, GUILD)  # who comes back begins anew
    assert (await empty_library.catalogue.find(GUILD, "jaws")).film


async def test_half_way_its_polls_are_closed_and_asking_again_ends_it(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll_id = await fill(empty_library, GUILD)

    async def no_time(*_: Any) -> int:
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr("data.rights.servers.delete_all", no_time)
        with pytest.raises(TimeoutError):
            await empty_library.rights.forget_server(GUILD)
    with pytest.raises(PollEnded):
        await empty_library.polls.ballots.cast(poll_id, voter(MEMBER), Choice.MIXED)
    assert await empty_library.polls.closing.close_due() == []
    await empty_library.rights.forget_server(GUILD)
    assert await empty_library.rights.of_server(GUILD) == {}


async def test_the_shared_library_is_no_servers(empty_library: Library) -> None:
    stored = await empty_library.reviews.save(JAWS)
    with pytest.raises(ValueError, match="shared"):
        await empty_library.rights.forget_server(SHARED_LIBRARY)
    assert await empty_library.reviews.get(stored.film_id, SHARED_LIBRARY)


async def test_what_was_about_to_be_announced_there_is_not(empty_library: Library, clock: Clock) -> None:
    await empty_library.servers.set(GUILD, MEMBER, announcement_channel_id=9)
    await empty_library.reviews.save(JAWS, GUILD)
    clock.advance(minutes=1)
    await empty_library.announcements.gather_due()
    delivery = await empty_library.outbox.claim()
    assert delivery
    assert (await empty_library.announcements.read(delivery.subject_id)).reviews
    await empty_library.rights.forget_server(GUILD)
    assert (await empty_library.announcements.read(delivery.subject_id)).reviews == ()
    assert not await empty_library.outbox.about_to_send(delivery)
