"""Drafts, the queue, requests and settings, on disk with every step."""

import asyncio
from collections.abc import Callable

import pytest

from data.drafts import Draft, DraftList, DraftState, Progress, conflicting_parts, merge, missing, progress
from data.errors import EditConflict, IncompleteReview, InvalidChange, NotFound
from data.library import Library
from data.models import Film, Review
from data.parts import Part
from data.requests.collection import MOST_OPEN, film_named
from tests.data.reviews.test_collection import OURS, THEIRS, review
from tests.refusals import refused

ANNA, BEN, MEMBER = 71, 72, 73


def with_blurb(text: str) -> Callable[[Review], Review]:
    return with_text("blurb", text)


def with_text(field: str, text: str) -> Callable[[Review], Review]:
    return lambda review: review.model_copy(update={field: text})


async def start(library: Library, owner: int = ANNA, title: str = "Jaws") -> Draft:
    return await library.drafts.start(OURS, owner, Review(film=Film(title=title, year=1975)))


async def test_a_draft_is_gone_on_with_where_it_was_left(empty_library: Library) -> None:
    draft = await start(empty_library)
    await empty_library.drafts.change(draft.id, OURS, ANNA, with_blurb("A shark."), part=Part.VERDICT, form="verdict")
    again = await start(empty_library)
    assert (again.id, again.part, again.review.blurb, again.version) == (draft.id, Part.VERDICT, "A shark.", 2)
    assert [one.id for one in await empty_library.drafts.of_owner(OURS, ANNA)] == [draft.id]
    assert await empty_library.drafts.of_owner(OURS, BEN) == []
    assert await empty_library.drafts.of_owner(THEIRS, ANNA) == []


async def test_a_double_press_begins_one_draft(empty_library: Library) -> None:
    begun = await asyncio.gather(*(start(empty_library) for _ in range(6)))
    assert len({draft.id for draft in begun}) == 1


async def test_what_could_not_be_taken_is_kept_until_it_was(empty_library: Library) -> None:
    draft = await start(empty_library)
    typed = {"runtime": "ninety"}
    kept = await empty_library.drafts.keep_typed(draft.id, OURS, ANNA, part="facts", form="facts", typed=typed)
    assert kept.pending == {"facts": typed}
    taken = await empty_library.drafts.change(draft.id, OURS, ANNA, with_blurb("x"), part="facts", form="facts")
    assert taken.pending == {}


async def test_changes_from_two_devices_at_once_are_both_kept(empty_library: Library) -> None:
    draft = await start(empty_library)
    fields = ("blurb", "summary", "audience", "overview")
    await asyncio.gather(
        *(empty_library.drafts.change(draft.id, OURS, ANNA, with_text(name, name), part=name) for name in fields)
    )
    kept = (await empty_library.drafts.own(draft.id, OURS, ANNA)).review
    assert [getattr(kept, name) for name in fields] == list(fields)


async def test_nobody_elses_draft_and_no_other_servers_is_found(empty_library: Library) -> None:
    draft = await start(empty_library)
    for guild_id, owner in ((OURS, BEN), (THEIRS, ANNA)):
        with pytest.raises(NotFound):
            await empty_library.drafts.own(draft.id, guild_id, owner)
        with pytest.raises(NotFound):
            await empty_library.drafts.change(draft.id, guild_id, owner, with_blurb("x"), part="verdict")
        with pytest.raises(NotFound):
            await empty_library.drafts.publish(draft.id, guild_id, owner, although_incomplete=True)


async def test_the_queue_sends_back_with_a_note_and_approves(empty_library: Library) -> None:
    draft = await start(empty_library)
    submitted = await empty_library.drafts.submit(draft.id, OURS, ANNA)
    waiting = await empty_library.drafts.lists.queue(OURS, 25)
    assert [(one.id, one.label) for one in waiting.lines] == [(draft.id, submitted.review.film.label)]
    assert await empty_library.drafts.lists.queue(THEIRS, 25) == DraftList()
    with refused(InvalidChange, match="queue"):
        await empty_library.drafts.change(draft.id, OURS, ANNA, with_blurb("x"), part="verdict")
    returned = await empty_library.drafts.send_back(draft.id, OURS, BEN, "More about the shark.")
    assert (returned.state, returned.note) == (DraftState.RETURNED, "More about the shark.")
    await empty_library.drafts.change(draft.id, OURS, ANNA, with_blurb("A shark."), part="verdict")
    await empty_library.drafts.submit(draft.id, OURS, ANNA)
    with refused(InvalidChange, match="since you looked"):
        await empty_library.drafts.publish(draft.id, OURS, BEN, version=submitted.version, although_incomplete=True)
    stored = await empty_library.drafts.publish(draft.id, OURS, BEN, although_incomplete=True)
    assert (await empty_library.reviews.get(stored.film_id, OURS)).review.blurb == "A shark."
    (revision,) = (await empty_library.reviews.history(stored.film_id, OURS, 25)).revisions
    assert revision.actor_id == ANNA
    actions = [(one.action, one.actor_id) for one in await empty_library.audit.entries(OURS)]
    assert actions == [("approve", BEN), ("submit", ANNA), ("send back", BEN), ("submit", ANNA)]
    with refused(InvalidChange, match="finished"):
        await empty_library.drafts.publish(draft.id, OURS, BEN, although_incomplete=True)


async def test_publishing_says_all_that_is_missing(empty_library: Library) -> None:
    draft = await start(empty_library)
    with pytest.raises(IncompleteReview) as refusal:
        await empty_library.drafts.publish(draft.id, OURS, ANNA)
    assert {"directors", "blurb", "verdict", "summary", "overview"} <= set(refusal.value.missing)
    assert (await empty_library.drafts.own(draft.id, OURS, ANNA)).state is DraftState.WRITING


async def test_a_conflict_is_settled_part_by_part(empty_library: Library) -> None:
    first = await empty_library.reviews.revise(review("Jaws", 1975, blurb="Old.", overview="Old."), OURS, BEN, 0)
    draft = await empty_library.drafts.start(OURS, ANNA, first.review)
    await empty_library.reviews.revise(review("Jaws", 1975, blurb="Ben's.", overview="Ben's."), OURS, BEN, 1)
    mine = await empty_library.drafts.change(draft.id, OURS, ANNA, with_blurb("Anna's."), part="verdict")
    with pytest.raises(EditConflict) as conflict:
        await empty_library.drafts.publish(draft.id, OURS, ANNA, although_incomplete=True)
    theirs, base = conflict.value.current.review, conflict.value.base
    assert conflicting_parts(mine.review, theirs, base) == [Part.VERDICT]
    merged = merge(mine.review, theirs, base, keep_mine=[Part.VERDICT])
    assert (merged.blurb, merged.overview) == ("Anna's.", "Ben's.")
    assert merge(mine.review, theirs, base, keep_mine=[]).blurb == "Ben's."
    await empty_library.drafts.rebase(
        draft.id, OURS, ANNA, merged, onto_revision=theirs.revision, film_id=first.film_id
    )
    stored = await empty_library.drafts.publish(draft.id, OURS, ANNA, although_incomplete=True)
    assert (stored.review.revision, stored.review.blurb) == (3, "Anna's.")


def test_a_part_is_empty_partly_there_or_done() -> None:
    bare = Review(film=Film(title="Jaws", year=1975))
    assert progress(bare, Part.FACTS) is Progress.PARTLY
    assert {progress(bare, part) for part in Part if part is not Part.FACTS} == {Progress.EMPTY}
    section = {"kind": "Highlights", "heading": "The wait"}
    assert progress(review("Jaws", sections=[section]), Part.SECTIONS) is Progress.PARTLY
    assert progress(review("Jaws", sections=[section | {"text": "Long."}]), Part.SECTIONS) is Progress.DONE


async def test_starter_reviews_lack_nothing(library: Library) -> None:
    for choice in await library.catalogue.complete(OURS, "", 100):
        stored = await library.reviews.get(choice.film_id, OURS)
        lacking = set(missing(stored.review)) - {"characters.actor"}
        wordless = choice.label == "Flow (2024)"
        assert lacking == ({"languages"} if wordless else set()), choice.label


async def test_requests_count_members_and_are_answered_by_the_review(empty_library: Library) -> None:
    for member in (1, 2, 2):
        wanted = await empty_library.requests.ask(OURS, member, film_named("jaws"))
    assert wanted.waiting == 2
    await empty_library.requests.ask(OURS, 3, film_named("Jaws (1975)"))
    await empty_library.requests.ask(OURS, 1, film_named("Alien, 1979"))
    await empty_library.requests.ask(THEIRS, 1, film_named("Jaws (1975)"))
    assert [(one.label, one.waiting) for one in await empty_library.requests.most_wanted(OURS)] == [
        ("jaws", 2),
        ("Alien (1979)", 1),
        ("Jaws (1975)", 1),
    ]
    stored = await empty_library.reviews.revise(review("Jaws", 1975), OURS, ANNA, 0)
    assert await empty_library.requests.answered_by(OURS, stored.film_id, 1) == 3
    assert [one.label for one in await empty_library.requests.most_wanted(OURS)] == ["Alien (1979)"]
    assert len(await empty_library.requests.most_wanted(THEIRS)) == 1
    alien = (await empty_library.requests.most_wanted(OURS))[0].film_id
    assert await empty_library.requests.take_back(OURS, 1, alien)
    assert not await empty_library.requests.take_back(OURS, 1, alien)


def test_a_number_at_the_end_of_a_title_is_part_of_it() -> None:
    for title in ("Blade Runner 2049", "Wonder Woman 1984", "1917"):
        assert film_named(title) == Film(title=title)
    assert film_named("1917 (2019)") == Film(title="1917", year=2019)


async def test_one_member_cannot_fill_the_list(empty_library: Library) -> None:
    for number in range(MOST_OPEN):
        await empty_library.requests.ask(OURS, MEMBER, film_named(f"Film {number}"))
    with refused(InvalidChange, match="more are not possible"):
        await empty_library.requests.ask(OURS, MEMBER, film_named("One more"))
    with pytest.raises(InvalidChange):
        film_named(" ")


async def test_settings_are_kept_validated_and_audited(empty_library: Library) -> None:
    assert not (await empty_library.servers.get(OURS)).suggestions_allowed
    quiet = {"start": "22:00", "end": "07:30"}
    await empty_library.servers.set(OURS, ANNA, suggestions_allowed=True, time_zone="Europe/Paris", quiet_hours=quiet)
    changed = await empty_library.servers.set(OURS, ANNA, reviewer_role_ids=[5])
    assert changed == await empty_library.servers.get(OURS)
    assert (changed.reviewer_role_ids, changed.time_zone, changed.suggestions_allowed) == ((5,), "Europe/Paris", True)
    with refused(InvalidChange, match="time zone"):
        await empty_library.servers.set(OURS, ANNA, time_zone="Mars/Olympus")
    assert await empty_library.servers.get(OURS) == changed
    assert len(await empty_library.audit.entries(OURS)) == 2
    assert not (await empty_library.servers.get(THEIRS)).suggestions_allowed
