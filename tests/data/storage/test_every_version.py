"""A database of any earlier Marquee, with something in every table it had, is the same library in this one."""

import datetime as dt

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, make_url, select
from sqlalchemy.ext.asyncio import create_async_engine

from data.drafts import DraftState
from data.library import Library
from data.models import ReviewState, Severity, Tier, Verdict
from data.polls import Choice, PollDefaults, Terms
from data.polls.ballots import voter_code
from data.storage import migrations
from data.storage.tables.reviews import revisions
from data.warnings.crowd import Voice
from data.warnings.sealing import seal
from tests.clock import Clock
from tests.data.worlds import GUILD, a_poll

VERSIONS = sorted(script.revision for script in ScriptDirectory.from_config(migrations._scripts()).walk_revisions())
NOW = dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC)
SOON = NOW + dt.timedelta(days=2)
FILM, UNREVIEWED, MEMBER, OTHER = 5_000_000_011, 5_000_000_012, 31, 32
KEY = bytes(range(32))

DOCUMENT = {"film": {"title": "Nobody", "year": 2021}, "summary": "It ends well.", "verdict": {"tier": "Positive"}}
LIST = {"wishes": [{"topic": "spiders", "at_least": "severe"}]}
NEWER = DOCUMENT | {"summary": "It ends.", "revision": 2}
SECRET = a_poll(id=1)

_PLACE = {"guild_id": GUILD, "channel_id": 600}
_POLL = _PLACE | {"film_label": "Nobody (2021)", "opened_by": 9, "opened_at": NOW, "ends_at": SOON, "live": False}
_POLL |= {"gates": {}, "quorum": 0, "message_id": 71}
_NONE = {"positive": 0, "mixed": 0, "negative": 0, "unseen": 0}
_SUMS = {"positive": 3, "mixed": 1, "negative": 0, "unseen": 2}

Rows = list[dict[str, object]]

ROWS: dict[str, Rows] = {
    "films": [
        {"id": FILM, "title_key": "nobody", "year": 2021},
        {"id": UNREVIEWED, "title_key": "the lantern", "year": 2031},
    ],
    "reviews": [
        {"id": 1, "film_id": FILM, "guild_id": 0, "state": "published", "revision": 2, "created_at": NOW},
        {"id": 2, "film_id": UNREVIEWED, "guild_id": GUILD, "state": "withdrawn", "revision": 1, "created_at": NOW},
    ],
    "revisions": [
        {"review_id": 1, "revision": 1, "document": DOCUMENT, "made_at": NOW, "actor_id": None, "note": None},
        {"review_id": 1, "revision": 2, "document": NEWER, "made_at": SOON, "actor_id": MEMBER, "note": "Shorter."},
        {"review_id": 2, "revision": 1, "document": DOCUMENT | {"state": "withdrawn"}, "made_at": NOW},
    ],
    "votes": [
        {"guild_id": GUILD, "film_id": FILM, "member_id": MEMBER, "tier": "Positive"},
        {"guild_id": GUILD, "film_id": FILM, "member_id": OTHER, "tier": "Mixed"},
    ],
    "vote_tallies": [{"guild_id": GUILD, "film_id": FILM, "positive": 1, "mixed": 1, "negative": 0}],
    "starter_imports": [{"name": "jaws-1975.md", "imported_at": NOW}],
    "command_syncs": [{"application_id": 4, "digest": "a digest", "synced_at": NOW}],
    "polls": [
        _POLL | {"id": 1, "film_id": FILM, "is_open": True, "named": False},
        _POLL | {"id": 2, "film_id": UNREVIEWED, "is_open": True, "named": True},
        _POLL | {"id": 3, "film_id": FILM, "is_open": False, "named": False},
    ],
    "poll_keys": [{"poll_id": 1, "key": KEY}],
    "ballots": [{"poll_id": 2, "voter": MEMBER.to_bytes(8), "choice": "NEGATIVE"}],
    "poll_tallies": [{"poll_id": 1, **_NONE}, {"poll_id": 2, **_NONE, "negative": 1}],
    "poll_results": [{"poll_id": 3, "closed_at": NOW, **_SUMS}],
    "poll_defaults": [{"guild_id": GUILD, "document": {"terms": {"quorum": 7}}}],
    "drafts": [
        {"id": 1, "guild_id": GUILD, "owner_id": MEMBER, "film_id": None, "base_revision": 0, "suggested": 0}
        | {"state": "writing", "version": 3, "part": "verdict", "document": DOCUMENT, "pending": {}, "note": None}
        | {"created_at": NOW, "changed_at": NOW}
    ],
    "film_requests": [
        {"guild_id": GUILD, "film_id": UNREVIEWED, "member_id": MEMBER, "label": "The Lantern (2031)", "asked_at": NOW}
    ],
    "audit_entries": [
        {"id": 1, "guild_id": GUILD, "actor_id": 9, "action": "publish", "subject": "Nobody", "made_at": NOW}
    ],
    "server_presences": [{"guild_id": GUILD, "left_at": None}],
    "server_settings": [{"guild_id": GUILD, "document": {"time_zone": "Asia/Tokyo"}}],
    "personal_lists": [{"member_id": MEMBER, "document": LIST, "sealed": seal(LIST, KEY)}],
    "list_keys": [{"member_id": MEMBER, "key": KEY}],
    "film_nights": [
        _PLACE | {"id": 1, "opened_at": NOW, "document": {"joined": [MEMBER, OTHER], "asked": []}},
    ],
    "film_night_guests": [{"night_id": 1, "member_id": member} for member in (MEMBER, OTHER)],
    "library_keys": [{"name": "film-nights", "key": KEY}],
    "film_night_people": [{"code": "cd" * 8, "known": {"5": {"dog": ["mild"]}}, "asked_at": 5, "saved_at": None}],
    "film_night_doubts": [{"doubt": "ef" * 16, "code": "cd" * 8, "told_at": 6, "open": {"guns": ["mild"]}}],
    "warning_voices": [
        {"guild_id": GUILD, "film_id": FILM, "warning": "ab" * 8, "member_id": MEMBER, "voice": Voice.YES.value}
    ],
    "member_answers": [
        {"guild_id": GUILD, "film_id": FILM, "topic": "dog", "member_id": MEMBER, "answer": "yes", "said_at": NOW}
    ],
    "warning_queue": [
        {"id": 1, "guild_id": GUILD, "film_id": FILM, "kind": "proposed", "warning": "cd" * 8, "document": {}}
        | {"state": "accepted", "proposed_by": MEMBER, "contradictions": 0, "queued_at": NOW, "settled_by": 9}
    ],
    "warning_caps": [{"guild_id": GUILD, "channel_id": 0, "highest": Severity.MILD.value, "details": False}],
    "erasures": [{"kind": "poll", "subject_id": 3, "erased_at": NOW}],
}
"""By table, with the columns of all versions; each takes those it has."""


def as_it_was(connection: Connection, version: str) -> None:
    """The tables of a version, with the rows that it had."""
    command.upgrade(migrations.config(connection), version)
    tables = MetaData()
    tables.reflect(connection)
    rows = dict(ROWS)
    if "ballots" in tables.tables and version < "0011":  # later ones seal what was chosen
        code = voter_code(SECRET, KEY, OTHER)
        rows["ballots"] = [*ROWS["ballots"], {"poll_id": 1, "voter": code, "choice": "MIXED"}]
    if version >= "0017":  # later ones keep those who joined elsewhere
        rows["film_nights"] = [{**ROWS["film_nights"][0], "document": {}}]
    for table in tables.sorted_tables:
        for row in rows.get(table.name, ()):
            there = {name: value for name, value in row.items() if name in table.c}
            connection.execute(table.insert().values(there))


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW + dt.timedelta(hours=1))


@pytest.mark.parametrize("version", VERSIONS)
async def test_what_it_had_is_there(address: str, version: str, clock: Clock) -> None:
    driver = "sqlite+aiosqlite" if address.startswith("sqlite") else "postgresql+asyncpg"
    engine = create_async_engine(make_url(address).set(drivername=driver))
    async with engine.begin() as connection:
        await connection.run_sync(as_it_was, version)
    await engine.dispose()
    async with Library.open(address, with_starter=False, now=clock) as library:
        await _reviews_are_there(library)
        for since, are_there in (("0002", _polls), ("0003", _writing), ("0004", _warnings)):
            if version >= since:
                await are_there(library, version)


async def _reviews_are_there(library: Library) -> None:
    stored = await library.reviews.get(FILM, GUILD)
    assert (stored.review.summary, stored.review.revision) == ("It ends.", 2)
    assert stored.review.verdict == Verdict(tier=Tier.POSITIVE)
    assert [one.review.state for one in await library.reviews.every(GUILD)] == [ReviewState.WITHDRAWN]
    assert (await library.catalogue.find(GUILD, "nobody")).film
    tally = await library.votes.tally(GUILD, FILM)
    assert (tally.positive, tally.mixed, tally.total) == (1, 1, 2)
    assert [vote.tier for vote in await library.votes.of_member_all(GUILD, MEMBER)] == [Tier.POSITIVE]


async def _polls(library: Library, version: str) -> None:
    secret, named = await library.polls.get(1, GUILD), await library.polls.get(2, GUILD)
    assert (secret.message_id, secret.ends_at, named.is_open) == (71, SOON, True)
    assert await library.polls.ballots.own(2, MEMBER) is Choice.NEGATIVE
    if version < "0011":
        assert await library.polls.ballots.own(1, OTHER) is Choice.MIXED
    result = await library.polls.result(3, GUILD)
    assert result.count.tally.model_dump() | {"unseen": result.count.unseen} == _SUMS
    assert await library.polls.defaults(GUILD) == PollDefaults(terms=Terms(quorum=7))


async def _writing(library: Library, _version: str) -> None:
    (draft,) = await library.drafts.of_owner(GUILD, MEMBER)
    assert (draft.state, draft.version, draft.review.summary) == (DraftState.WRITING, 3, "It ends well.")
    (wanted,) = await library.requests.most_wanted(GUILD)
    assert wanted.label == "The Lantern (2031)"
    assert (await library.servers.get(GUILD)).time_zone == "Asia/Tokyo"
    (entry,) = await library.audit.entries(GUILD)
    assert (entry.action, entry.subject) == ("publish", "Nobody")
    async with library.storage.reading() as connection:
        query = select(revisions.c.actor_id, revisions.c.note).where(revisions.c.revision == 2)
        assert (await connection.execute(query)).one() == (MEMBER, "Shorter.")


async def _warnings(library: Library, version: str) -> None:
    (wish,) = (await library.personal_lists.get(MEMBER)).wishes
    assert (wish.topic, wish.at_least) == ("spiders", Severity.SEVERE)
    assert (await library.film_nights.get(1, GUILD)).guests.keys() == {MEMBER, OTHER}
    assert (await library.warning_voices.of_film(GUILD, FILM))["ab" * 8].yes == 1
    if version >= "0020":
        assert (await library.member_answers.of_film(GUILD, FILM))["dog"].yes == 1
    assert (await library.warning_caps.all_of(GUILD))[0].highest is Severity.MILD
