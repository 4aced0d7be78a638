"""Rows that two people make or change at once, in one process or in two: both are told yes, and both are right."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from sqlalchemy.engine import make_url

from data.errors import InvalidChange, InvalidPoll, MarqueeError
from data.formats import Draft
from data.library import Library
from data.models import ContentWarning, Film, Review, ReviewState, Severity, StoredReview
from data.polls import MOST_OPEN, PollDefaults
from data.requests.collection import MOST_OPEN as MOST_REQUESTS
from data.reviews.imports import Fate
from data.servers.settings import ServerSettings
from data.storage.inserts import lock_row
from data.storage.tables.servers import server_settings
from data.taxonomy import load
from data.warnings.caps import Cap
from data.warnings.queue import MOST_PROPOSALS
from tests.conftest import PostgresHost
from tests.data.worlds import FILM, Clock, open_poll

TIMES = 15
GUILD, PERSON = 500, 900


@pytest.fixture
async def two(new_address: Callable[..., str]) -> AsyncIterator[tuple[Library, Library]]:
    """A library as two processes have it; on SQLite, where there is one process, it is the same one twice."""
    address = new_address(with_starter=False)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(Library.open(address, with_starter=False, now=Clock()))
        if address.startswith("sqlite"):
            yield first, first
        else:
            yield first, await stack.enter_async_context(Library.open(address, with_starter=False, now=Clock()))


async def test_two_first_topics_chosen_at_once_are_both_on_the_list(two: tuple[Library, Library]) -> None:
    one, other = two
    first, second = load().categories[:2]
    topics = [category.topics[0].id for category in (first, second)]
    for member in range(1, TIMES + 1):
        await asyncio.gather(
            one.personal_lists.choose(member, first.id, topics[:1]),
            other.personal_lists.choose(member, second.id, topics[1:]),
        )
        kept = await one.personal_lists.get(member)
        assert {wish.topic for wish in kept.wishes} == set(topics)


async def test_two_topics_added_and_taken_off_at_once_leave_nothing_behind(two: tuple[Library, Library]) -> None:
    one, other = two
    topic = load().categories[0].topics[0].id
    for member in range(1, TIMES + 1):
        await asyncio.gather(
            one.personal_lists.set_threshold(member, topic, Severity.MILD),
            other.personal_lists.set_threshold(member, topic, None),
            one.personal_lists.erase(member),
        )
        await one.personal_lists.set_threshold(member, topic, Severity.SEVERE)
        assert [wish.at_least for wish in (await other.personal_lists.get(member)).wishes] == [Severity.SEVERE]


async def test_first_settings_chosen_at_once_are_all_kept(two: tuple[Library, Library]) -> None:
    one, other = two
    for guild in range(1, TIMES + 1):
        await asyncio.gather(
            one.servers.set(guild, PERSON, suggestions_allowed=True),
            other.servers.set(guild, PERSON, time_zone="Europe/Paris"),
        )
        kept = await one.servers.get(guild)
        assert (kept.suggestions_allowed, kept.time_zone) == (True, "Europe/Paris")


async def test_two_roles_given_at_once_both_count(two: tuple[Library, Library]) -> None:
    one, other = two

    def add(role: int) -> Callable[[ServerSettings], dict[str, object]]:
        return lambda now: {"reviewer_role_ids": [*now.reviewer_role_ids, role]}

    for guild in range(1, TIMES + 1):
        await asyncio.gather(one.servers.change(guild, PERSON, add(1)), other.servers.change(guild, PERSON, add(2)))
        assert set((await one.servers.get(guild)).reviewer_role_ids) == {1, 2}


@pytest.mark.parametrize("there", [False, True], ids=["a first row", "a row that is there"])
async def test_settings_wait_for_whoever_changes_them_and_go_on_from_there(
    two: tuple[Library, Library], there: bool
) -> None:
    one, other = two
    if there:
        await one.servers.set(GUILD, PERSON, suggestions_allowed=True)
    async with one.storage.writing() as connection:
        await lock_row(connection, server_settings, {"guild_id": GUILD}, document={})
        change = asyncio.create_task(other.servers.set(GUILD, PERSON, announcement_channel_id=7))
        await asyncio.sleep(0.2)
        assert not change.done()
        document = {"time_zone": "Europe/Paris", "suggestions_allowed": True}
        await connection.execute(one.storage.upsert(server_settings, {"guild_id": GUILD}, {"document": document}))
    assert (await change).time_zone == "Europe/Paris"
    assert await one.servers.get(GUILD) == ServerSettings(
        announcement_channel_id=7, time_zone="Europe/Paris", suggestions_allowed=True
    )


async def test_refused_first_settings_leave_no_row(two: tuple[Library, Library]) -> None:
    one, _ = two
    with pytest.raises(InvalidChange):
        await one.servers.set(GUILD, PERSON, time_zone="Mars/Olympus")
    async with one.storage.reading() as connection:
        assert (await connection.execute(server_settings.select())).all() == []


async def test_two_poll_defaults_chosen_at_once_are_both_kept(two: tuple[Library, Library]) -> None:
    one, other = two

    def change(**values: object) -> Callable[[PollDefaults], PollDefaults]:
        return lambda old: old.model_copy(update=values)

    for guild in range(1, TIMES + 1):
        await asyncio.gather(
            one.polls.change_defaults(guild, change(channel_id=1)),
            other.polls.change_defaults(guild, change(note_channel_id=2)),
        )
        kept = await one.polls.defaults(guild)
        assert (kept.channel_id, kept.note_channel_id) == (1, 2)


async def test_two_changes_of_a_channels_filter_at_once_are_both_kept(two: tuple[Library, Library]) -> None:
    one, other = two

    def change(**values: object) -> Callable[[Cap | None], Cap]:
        return lambda old: (old or Cap(highest=Severity.SEVERE, details=True)).model_copy(update=values)

    for channel in range(1, TIMES + 1):
        await asyncio.gather(
            one.warning_caps.change(GUILD, channel, change(highest=Severity.MILD), PERSON),
            other.warning_caps.change(GUILD, channel, change(details=False), PERSON),
        )
        assert (await one.warning_caps.all_of(GUILD))[channel] == Cap(highest=Severity.MILD, details=False)


async def test_of_two_who_import_the_same_at_once_one_does_and_the_other_finds_it(two: tuple[Library, Library]) -> None:
    for n in range(TIMES):
        films = [Film(title=f"Film {n}, part {part}") for part in range(3)]
        drafts = [Draft(Review(film=film, summary="There.", state=ReviewState.PUBLISHED)) for film in films]
        first, second = await asyncio.gather(
            two[0].imports.take(drafts, GUILD), two[1].imports.take(drafts[::-1], GUILD)
        )
        assert sorted([set(first), set(second)], key=str) == [{Fate.PUBLISHED}, {Fate.UNCHANGED}]


async def test_requests_at_once_stop_at_the_most_one_may_have(two: tuple[Library, Library]) -> None:
    films = [Film(title=f"Film {n}") for n in range(MOST_REQUESTS + 10)]
    answers = await asyncio.gather(
        *(two[n % 2].requests.ask(GUILD, PERSON, film) for n, film in enumerate(films)), return_exceptions=True
    )
    assert sum(not isinstance(answer, BaseException) for answer in answers) == MOST_REQUESTS
    assert {type(answer) for answer in answers if isinstance(answer, BaseException)} == {InvalidChange}
    assert len(await two[0].requests.most_wanted(GUILD, 100)) == MOST_REQUESTS


async def test_polls_opened_at_once_stop_at_the_most_a_server_may_have(two: tuple[Library, Library]) -> None:
    answers = await asyncio.gather(
        *(open_poll(two[n % 2], film_id=FILM + n) for n in range(MOST_OPEN + 10)), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert {type(answer) for answer in refused} == {InvalidPoll}
    assert len(refused) == 10
    assert len(await two[0].polls.open_in(GUILD)) == MOST_OPEN


async def _reviewed(library: Library) -> StoredReview:
    return await library.reviews.save(Review(film=Film(title="Nobody", year=2021), summary="He fights."))


async def test_proposals_at_once_stop_at_the_most_a_member_may_make(two: tuple[Library, Library]) -> None:
    stored = await _reviewed(two[0])
    proposed = [
        ContentWarning(topic=f"topic {n}", category="Violence", severity=Severity.MILD)
        for n in range(MOST_PROPOSALS + 6)
    ]
    answers = await asyncio.gather(
        *(two[n % 2].warning_queue.propose(GUILD, stored, [one], PERSON) for n, one in enumerate(proposed)),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, MarqueeError) for answer in answers) == 6
    assert (await two[0].warning_queue.waiting(GUILD)).total == MOST_PROPOSALS


async def test_of_two_who_propose_the_same_at_once_one_did(two: tuple[Library, Library]) -> None:
    stored = await _reviewed(two[0])
    for n in range(MOST_PROPOSALS):
        warning = [ContentWarning(topic=f"topic {n}", category="Violence", severity=Severity.MILD)]
        answers = await asyncio.gather(
            *(two[member].warning_queue.propose(GUILD, stored, warning, member + 1) for member in (0, 1))
        )
        assert sorted(map(len, answers)) == [0, 1]


async def test_transactions_that_postgresql_undoes_for_anothers_sake_are_repeated(postgres_host: PostgresHost) -> None:
    """Under repeatable reads it undoes whoever would change a row that another changed since the transaction began."""
    address = postgres_host.new(with_starter=False)
    name = str(make_url(address).database)
    postgres_host.psql(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    async with (
        Library.open(address, with_starter=False, now=Clock()) as one,
        Library.open(address, with_starter=False, now=Clock()) as other,
    ):
        for guild in range(1, TIMES + 1):
            await one.servers.set(guild, PERSON, suggestions_allowed=False)
            await asyncio.gather(
                one.servers.set(guild, PERSON, suggestions_allowed=True),
                other.servers.set(guild, PERSON, time_zone="Europe/Paris"),
            )
            settings = await one.servers.get(guild)
            assert settings.suggestions_allowed
            assert settings.time_zone == "Europe/Paris"
