"""A member who is forgotten stands in no row but the note of it, and nobody else loses anything."""

from typing import Any

import pytest

from data.film_nights.codes import code_of
from data.film_nights.rule import Reply
from data.library import Library
from data.models import FORMER_MEMBER, Tier
from data.polls import Choice
from data.rights import batches, members
from data.storage.tables.keys import library_keys
from tests.clock import Clock
from tests.data.rights.lives import JAWS, live, naming, published, rows
from tests.data.worlds import CHANNEL, GUILD

MEMBER, OTHER = 300_000_000_000_000_031, 300_000_000_000_000_032
COUNTED = {
    "votes.member_id": 1,
    "film_requests.member_id": 1,
    "personal_lists.member_id": 1,
    "warning_voices.member_id": 1,
    "warning_queue.proposed_by": 2,
    "warning_queue.settled_by": 1,
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


async def test_in_film_nights_a_code_stands_for_the_member(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.film_nights.forgetting._PAGE", 2)
    nights, stored = empty_library.film_nights, await published(empty_library, GUILD)
    people = [MEMBER, OTHER, OTHER + 1]
    await empty_library.personal_lists.choose(MEMBER, "violence", ["guns"])
    night = await nights.open(GUILD, CHANNEL)
    for person in people:
        await nights.change(night.id, GUILD, person, join=True)
    _, (first,) = await nights.check(GUILD, CHANNEL, [stored])
    assert first.reply is Reply.MEETS
    for number in range(3):
        other = await nights.open(GUILD + 1, CHANNEL + number)
        await nights.change(other.id, GUILD + 1, MEMBER * 10 + number, join=True)  # whose id begins like the member's
    assert naming(await rows(empty_library), MEMBER) >= {"film_nights", "film_night_rooms"}
    assert (await empty_library.rights.of_member(MEMBER))["film_nights.document"] == 1
    await empty_library.rights.forget_member(MEMBER)
    assert naming(await rows(empty_library), MEMBER) == {"erasures"}
    async with empty_library.storage.reading() as connection:
        key = (await connection.execute(library_keys.select())).one().key
    after = await rows(empty_library)
    assert code_of(key, MEMBER) in {row.member_id for row in after["film_night_rooms"]}
    assert {row.member_id for row in after["film_night_rooms"]} > {OTHER, OTHER + 1}
    # Two joined and the third's set stays: whoever asks for the two alone gets no answer.
    _, (silent,) = await nights.check(GUILD, CHANNEL, [stored])
    assert silent.reply is Reply.SILENT


async def test_who_joins_a_night_again_is_known_by_the_code(empty_library: Library) -> None:
    """Else, with others in the same places, the answers for both sets would tell the member apart."""
    nights, stored = empty_library.film_nights, await published(empty_library, GUILD)
    for channel, people in ((CHANNEL, [MEMBER, OTHER, OTHER + 1]), (CHANNEL + 1, [MEMBER, OTHER, OTHER + 1])):
        night = await nights.open(GUILD, channel)
        for person in people:
            await nights.change(night.id, GUILD, person, join=True)
        if channel == CHANNEL:
            _, (first,) = await nights.check(GUILD, channel, [stored])
            assert first.reply is Reply.NOTHING_FOUND
            await empty_library.rights.forget_member(MEMBER)
            assert naming(await rows(empty_library), MEMBER) == {"erasures"}
    # The same three, so the answer speaks of nobody else: with an unknown member in it there would be none.
    _, (again,) = await nights.check(GUILD, CHANNEL + 1, [stored])
    assert again.reply is Reply.NOTHING_FOUND
    assert again.counted == {MEMBER, OTHER, OTHER + 1}
    await nights.change(1, GUILD, MEMBER, join=True)
    _, (here,) = await nights.check(GUILD, CHANNEL, [stored])
    assert here.counted == {MEMBER, OTHER, OTHER + 1}
    document = next(row.document for row in (await rows(empty_library))["film_nights"] if row.id == 1)
    assert MEMBER in document["joined"]
    assert MEMBER not in document["asked"][0]["people"], "where the code stands it stays"
    await empty_library.rights.forget_member(MEMBER)
    assert naming(await rows(empty_library), MEMBER) == {"erasures"}
