"""Lists, voices, the queue and caps as they are kept, on both engines."""

import asyncio

import pytest
from sqlalchemy import func, select

from data.errors import MarqueeError, NotFound
from data.library import Library
from data.models import SHARED_LIBRARY, Severity
from data.storage.tables.warnings import personal_lists
from data.warnings import queue as queue_module
from data.warnings.answering import Presence
from data.warnings.caps import CHILDREN, EVERYTHING, Cap
from data.warnings.crowd import Voice
from data.warnings.listing import answer_shown, key_of
from data.warnings.queue import Waiting
from data.warnings.voices import Kind
from tests.data.warnings.reviewed import CHANNEL, GUILD, OTHER, reviewed, warning
from tests.refusals import refused


async def test_a_list_is_kept_across_servers_and_erased_whole(empty_library: Library) -> None:
    lists = empty_library.personal_lists
    await lists.choose(1, "violence", ["guns", "war"])
    await lists.set_threshold(1, "war", Severity.SEVERE)
    await lists.choose(1, "animals", ["dog"])
    kept = {wish.topic: wish.at_least for wish in (await lists.get(1)).wishes}
    assert kept == {"guns": Severity.MILD, "war": Severity.SEVERE, "dog": Severity.MILD}
    assert (await lists.get(2)).wishes == ()
    await lists.erase(1)
    assert (await lists.get(1)).wishes == ()
    async with empty_library.storage.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(personal_lists)) == 0


async def test_a_topic_that_there_is_not_changes_nothing(empty_library: Library) -> None:
    lists = empty_library.personal_lists
    await lists.choose(1, "violence", ["guns"])
    for wrong in (lists.choose(1, "violence", ["nonsense"]), lists.choose(1, "nonsense", [])):
        with pytest.raises(NotFound):
            await wrong
    with pytest.raises(NotFound):
        await lists.set_threshold(1, "nonsense", Severity.MILD)
    assert [wish.topic for wish in (await lists.choose(1, "animals", ["guns"])).wishes] == ["guns"]


async def test_no_and_not_known_are_apart_in_storage(empty_library: Library) -> None:
    stored = await reviewed(empty_library, warning("Needles", Severity.NONE), warning("Gun violence"))
    kept = (await empty_library.reviews.get(stored.film_id, GUILD)).review.warnings
    said = {topic: answer_shown(topic, kept, EVERYTHING).presence for topic in ("needles", "guns", "clowns")}
    assert said == {"needles": Presence.NO, "guns": Presence.YES, "clowns": Presence.NOT_KNOWN}
    capped = {topic: answer_shown(topic, kept, CHILDREN).presence for topic in said}
    assert capped == {"needles": Presence.NO, "guns": Presence.HELD_BACK, "clowns": Presence.NOT_KNOWN}


async def test_many_voices_at_once_are_one_a_member_and_queue_once(empty_library: Library) -> None:
    guns = warning("Gun violence", Severity.MILD)
    stored = await reviewed(empty_library, guns)
    voices = empty_library.warning_voices
    await asyncio.gather(
        *(voices.say(GUILD, stored, key_of(guns), member, Voice.WORSE) for member in range(8)),
        *(voices.say(GUILD, stored, key_of(guns), member, Voice.WORSE) for member in range(8)),
    )
    assert (await voices.of_film(GUILD, stored.film_id))[key_of(guns)].worse == 8
    assert await voices.of_film(GUILD + 1, stored.film_id) == {}
    assert (await empty_library.warning_queue.waiting(GUILD)).total == 1
    assert await empty_library.warning_queue.waiting(GUILD + 1) == Waiting()


async def test_accepting_is_done_once_and_only_by_the_server(empty_library: Library) -> None:
    stored = await reviewed(empty_library, warning("Gun violence"), guild_id=SHARED_LIBRARY)
    queue = empty_library.warning_queue
    await queue.propose(GUILD, stored, [warning("Needles", Severity.MILD)], 7)
    item = (await queue.waiting(GUILD)).item
    assert item
    with pytest.raises(NotFound):
        await queue.accept(item.id, GUILD + 1, 9)
    results = await asyncio.gather(*(queue.accept(item.id, GUILD, 9) for _ in range(2)), return_exceptions=True)
    assert sum(isinstance(result, NotFound) for result in results) == 1
    own = await empty_library.reviews.get(stored.film_id, GUILD)
    assert (own.guild_id, own.review.revision) == (GUILD, 2)
    assert [w.topic for w in own.review.warnings] == ["Gun violence", "Needles"]
    shared = await empty_library.reviews.get(stored.film_id, GUILD + 1)
    assert shared.review == stored.review


async def test_what_the_review_has_or_too_much_is_not_proposed(empty_library: Library) -> None:
    stored = await reviewed(empty_library, warning("Gun violence"))
    queue = empty_library.warning_queue
    with refused(MarqueeError, match="speaks of that already"):
        await queue.propose(GUILD, stored, [warning("gun violence")], 7)
    for number in range(10):
        await queue.propose(GUILD, stored, [warning(f"odd thing {number}")], 7)
    with refused(MarqueeError, match="proposed a lot"):
        await queue.propose(GUILD, stored, [warning("one more")], 7)
    assert len(await queue.propose(GUILD, stored, [warning("one more")], 8)) == 1


async def test_caps_of_channels_of_the_server_and_of_age_restricted_ones(empty_library: Library) -> None:
    caps = empty_library.warning_caps
    assert await caps.holding_in(GUILD, CHANNEL) == EVERYTHING
    await caps.set(GUILD, 0, CHILDREN, 9)
    mild = Cap(highest=Severity.MILD)
    await caps.set(GUILD, OTHER, mild, 9)
    assert await caps.holding_in(GUILD, CHANNEL) == CHILDREN
    assert await caps.holding_in(GUILD, CHANNEL, age_restricted=True) == EVERYTHING
    assert await caps.holding_in(GUILD, OTHER, age_restricted=True) == mild
    assert await caps.holding_in(SHARED_LIBRARY, 0) == EVERYTHING
    await caps.set(GUILD, OTHER, None, 9)
    assert await caps.all_of(GUILD) == {0: CHILDREN}


async def test_two_that_are_accepted_at_once_are_both_in_the_review(empty_library: Library) -> None:
    stored = await reviewed(empty_library, warning("Gun violence"))
    queue = empty_library.warning_queue
    await queue.propose(GUILD, stored, [warning("Needles"), warning("Clowns, dolls, mannequins")], 7)
    items = [(await queue.waiting(GUILD, position)).item for position in range(2)]
    await asyncio.gather(*(queue.accept(item.id, GUILD, 9) for item in items if item))
    kept = (await empty_library.reviews.get(stored.film_id, GUILD)).review
    assert {w.topic for w in kept.warnings} == {"Gun violence", "Needles", "Clowns, dolls, mannequins"}
    assert kept.revision == 3
    actions = [(entry.action, entry.actor_id) for entry in await empty_library.audit.entries(GUILD)]
    assert actions == [("accept warning", 9)] * 2


async def test_a_server_takes_so_many_proposals_however_fast(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "MOST_PROPOSALS_HERE", 5)
    stored, queue = await reviewed(empty_library, warning("Gun violence")), empty_library.warning_queue
    asked = (queue.propose(GUILD, stored, [warning(f"odd thing {n}")], 100 + n) for n in range(8))
    taken = await asyncio.gather(*asked, return_exceptions=True)
    assert [isinstance(one, MarqueeError) for one in taken].count(True) == 3
    with refused(MarqueeError, match="5 proposals wait here already"):
        await queue.propose(GUILD, stored, [warning("one more")], 7)
    assert await queue.propose(GUILD + 1, stored, [warning("one more")], 7)


async def test_everything_that_one_member_proposed_is_dismissed_at_once(empty_library: Library) -> None:
    stored, queue = await reviewed(empty_library, warning("Gun violence")), empty_library.warning_queue
    for number in range(3):
        await queue.propose(GUILD, stored, [warning(f"odd thing {number}")], 7)
    await queue.propose(GUILD, stored, [warning("Needles")], 8)
    for member in range(5):
        await empty_library.warning_voices.say(GUILD, stored, key_of(stored.review.warnings[0]), member, Voice.NO)
    items = [(await queue.waiting(GUILD, position)).item for position in range(5)]
    theirs = [item for item in items if item and item.warning.topic.startswith("odd")]
    assert await queue.number_of_theirs(theirs[0].id, GUILD) == 3
    with pytest.raises(NotFound):
        await queue.dismiss_theirs(theirs[0].id, GUILD + 1, 1)
    assert await queue.dismiss_theirs(theirs[0].id, GUILD, 1) == 3
    with pytest.raises(NotFound):
        await queue.dismiss_theirs(theirs[1].id, GUILD, 1)
    assert (await queue.waiting(GUILD)).total == 2, "another's, and what many contradict"
    for item in items:
        if item and item.kind == Kind.CONTRADICTED:
            with pytest.raises(NotFound):
                await queue.number_of_theirs(item.id, GUILD)
    (entry,) = await empty_library.audit.entries(GUILD, 1)
    assert (entry.action, entry.subject, entry.after) == ("dismiss warning", "all of one member", {"proposals": 3})
