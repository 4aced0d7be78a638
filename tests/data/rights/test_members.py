"""A member who is forgotten stands in no row but the note of it, and nobody else loses anything."""

from typing import Any

import pytest

from data.film_nights.codes import code_of
from data.library import Library
from data.models import FORMER_MEMBER, Tier
from data.polls import Choice
from data.rights import batches, members
from data.storage.tables.keys import library_keys
from tests.clock import Clock
from tests.data.film_nights.clubs import NOT_CLEARED, asked, film_with, has_listed
from tests.data.rights.lives import JAWS, live, naming, published, rows
from tests.data.worlds import GUILD

MEMBER, OTHER = 300_000_000_000_000_031, 300_000_000_000_000_032
COUNTED = {
    "votes.member_id": 1,
    "film_requests.member_id": 1,
    "personal_lists.member_id": 1,
    "warning_voices.member_id": 1,
    "member_answers.member_id": 1,
    "warning_queue.proposed_by": 2,
    "warning_queue.settled_by": 1,
    "tellings.member_id": 1,
    "member_news.member_id": 1,
    "drafts.owner_id": 1,
    "revisions.actor_id": 1,
    "audit_entries.actor_id": 2,
    "polls.opened_by": 4,
    "ballots.voter": 3,
}


async def test_the_member_stands_in_no_row_but_the_note(empty_library: Library) -> None:
    stored = await published(empty_library, GUILD)
    polls = await live(empty_library, stored, MEMBER, film_id=10)
    before = await rows(empty_library)
    kept = {"votes", "film_requests", "personal_lists", "list_keys", "warning_voices", "warning_queue", "drafts"}
    kept |= {"member_answers", "tellings", "member_news"}
    assert naming(before, MEMBER) == kept | {"revisions", "audit_entries", "polls", "ballots"}
    assert await empty_library.rights.of_member(MEMBER) == COUNTED
    assert await empty_library.rights.forget_member(MEMBER) == COUNTED
    assert naming(await rows(empty_library), MEMBER) == {"erasures"}
    assert await empty_library.rights.of_member(MEMBER) == {}
    assert (await empty_library.votes.tally(GUILD, stored.film_id)).total == 0
    for name, number in (("secret", 0), ("named", 0)):
        assert (await empty_library.polls.progress(polls[name].id)).ballots == number
    for name in ("ended", "named, ended"):  # a result is a sum
        assert (await empty_library.polls.result(polls[name].id, GUILD)).count.tally.positive == 1
    history = await empty_library.reviews.history(stored.film_id, GUILD, 5)
    assert [one.actor_id for one in history.revisions] == [FORMER_MEMBER, None]
    assert {entry.actor_id for entry in await empty_library.audit.entries(GUILD)} == {FORMER_MEMBER}


async def test_nobody_else_loses_anything(empty_library: Library) -> None:
    stored = await published(empty_library, GUILD)
    await live(empty_library, stored, OTHER, film_id=20)
    theirs = await empty_library.rights.of_member(OTHER)
    await live(empty_library, stored, MEMBER, film_id=10)
    both = await rows(empty_library)
    await empty_library.rights.forget_member(MEMBER)
    assert await empty_library.rights.of_member(OTHER) == theirs
    after = await rows(empty_library)
    for name, found in both.items():
        assert [row for row in after[name] if OTHER in row] == [row for row in found if OTHER in row], name
    assert (await empty_library.personal_lists.get(OTHER)).wishes
    assert (await empty_library.votes.tally(GUILD, stored.film_id)).positive == 1


async def test_many_rows_go_too_and_asking_again_ends_what_was_begun(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((batches, "MOST_DELETED"), (members, "MOST_DELETED")):
        monkeypatch.setattr(module, name, 3)
    monkeypatch.setattr("data.votes.collection._AT_ONCE", 3)
    stored = await published(empty_library, GUILD)
    for number in range(10):
        film = await empty_library.reviews.save(
            JAWS.model_copy(update={"film": JAWS.film.model_copy(update={"year": 1980 + number})})
        )
        for guild_id in (GUILD, GUILD + 1):
            await empty_library.votes.cast(guild_id, film.film_id, MEMBER, Tier.MIXED)
            await empty_library.drafts.start(guild_id, MEMBER, film.review)
        await empty_library.audit.note(GUILD, MEMBER, "open poll", f"film {number}")
    await live(empty_library, stored, MEMBER, film_id=10)

    async def no_time(*_: Any) -> int:
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr(members, "delete_all", no_time)
        with pytest.raises(TimeoutError):
            await empty_library.rights.forget_member(MEMBER)
    assert (await empty_library.personal_lists.get(MEMBER)).wishes == ()
    await empty_library.rights.forget_member(MEMBER)
    assert naming(await rows(empty_library), MEMBER) == {"erasures"}


async def test_who_comes_back_begins_anew(empty_library: Library, clock: Clock) -> None:
    stored = await published(empty_library, GUILD)
    await live(empty_library, stored, MEMBER, film_id=10)
    await empty_library.rights.forget_member(MEMBER)
    clock.advance(days=1)
    polls = await live(empty_library, stored, MEMBER, film_id=20)
    assert await empty_library.polls.ballots.own(polls["secret"].id, MEMBER) is Choice.POSITIVE
    await empty_library.rights.forget_member(MEMBER)
    assert naming(await rows(empty_library), MEMBER) == {"erasures"}


async def test_nobody_is_not_forgotten(empty_library: Library) -> None:
    with pytest.raises(ValueError, match="nobody"):
        await empty_library.rights.forget_member(FORMER_MEMBER)


async def test_in_film_nights_a_code_stands_for_the_member(empty_library: Library, clock: Clock) -> None:
    film, people = await film_with(empty_library, "X", "dog"), (MEMBER, OTHER, OTHER + 1, OTHER + 2)
    await has_listed(empty_library, "dog", MEMBER)
    assert await asked(empty_library, clock, people, film) == [NOT_CLEARED]
    assert naming(await rows(empty_library), MEMBER) >= {"film_night_guests"}
    before = await empty_library.rights.of_member(MEMBER)
    assert (before["film_night_guests.member_id"], before["film_night_people.code"]) == (1, 1)
    await empty_library.rights.forget_member(MEMBER)
    after = await rows(empty_library)
    assert naming(after, MEMBER) == {"erasures"}
    async with empty_library.storage.reading() as connection:
        key = (await connection.execute(library_keys.select())).one().key
    assert code_of(key, MEMBER) in {row.code for row in after["film_night_doubts"]}
    # What was told of four stays told: whoever asks for the others alone is told nothing.
    assert await asked(empty_library, clock, people[1:], film) == [NOT_CLEARED]
    await asked(empty_library, clock, people, film)
    assert {row.code for row in (await rows(empty_library))["film_night_doubts"]} == {
        row.code for row in after["film_night_doubts"]
    }, "who joins again has the same code"
