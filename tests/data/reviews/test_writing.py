"""Revisions, withdrawing and reverting, conflicts, and the audit that is written with them."""

import asyncio

import pytest

from data.errors import EditConflict, InvalidChange, NotFound
from data.library import Library
from data.models import SHARED_LIBRARY, ReviewState, StoredReview
from data.reviews.history import Revision, RevisionHead
from tests.data.reviews.test_collection import OURS, THEIRS, review
from tests.refusals import refused

ANNA, BEN = 71, 72


async def revise(library: Library, blurb: str, expected: int, actor: int = ANNA) -> StoredReview:
    return await library.reviews.revise(review("Jaws", blurb=blurb), OURS, actor, expected)


async def blurb_in(library: Library, film_id: int, guild_id: int) -> str | None:
    return (await library.reviews.get(film_id, guild_id)).review.blurb


async def texts_of(library: Library, film_id: int, guild_id: int) -> list[Revision]:
    """A film's whole line of revisions as a server counts them, the first first."""
    heads = (await library.reviews.history(film_id, guild_id, 100)).revisions
    found = [await library.reviews.revision(film_id, guild_id, head.number) for head in reversed(heads)]
    line = [one.revision for one in found if one]
    assert [one.before for one in found if one] == [None, *line[:-1]]
    assert {one.newest for one in found if one} == {heads[0].number}
    plain = [RevisionHead(one.number, one.made_at, one.actor_id, one.state, one.note) for one in line]
    assert plain == list(reversed(heads)), "what a list says is not what the text says"
    return line


async def test_changing_a_shared_review_makes_the_server_a_copy(empty_library: Library) -> None:
    shared = await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    own = await revise(empty_library, "Ours.", 1)
    assert (own.guild_id, own.review.revision) == (OURS, 2)
    assert await blurb_in(empty_library, shared.film_id, OURS) == "Ours."
    assert await blurb_in(empty_library, shared.film_id, THEIRS) == "Shared."
    line = await texts_of(empty_library, shared.film_id, OURS)
    assert [(one.number, one.actor_id, one.review.blurb) for one in line] == [
        (1, None, "Shared."),
        (2, ANNA, "Ours."),
    ]
    assert len(await texts_of(empty_library, shared.film_id, THEIRS)) == 1


async def test_the_second_to_save_overwrites_nothing(empty_library: Library) -> None:
    await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    await revise(empty_library, "Anna's.", 1)
    with refused(EditConflict, match="in the meantime") as conflict:
        await revise(empty_library, "Ben's.", 1, BEN)
    assert conflict.value.current.review.blurb == "Anna's."
    assert conflict.value.base
    assert conflict.value.base.blurb == "Shared."
    assert (await revise(empty_library, "Ben's, knowing.", 2, BEN)).review.revision == 3


async def test_of_many_who_write_a_new_review_at_once_one_wins_and_the_others_are_told(empty_library: Library) -> None:
    tries = await asyncio.gather(*(revise(empty_library, f"{n}.", 0, n) for n in range(1, 9)), return_exceptions=True)
    saved = [one for one in tries if isinstance(one, StoredReview)]
    assert len(saved) == 1
    assert all(isinstance(one, EditConflict) for one in tries if one not in saved)
    assert len(await texts_of(empty_library, saved[0].film_id, OURS)) == 1
    assert len(await empty_library.audit.entries(OURS)) == 1


async def test_saving_files_at_once_loses_none(empty_library: Library) -> None:
    await asyncio.gather(*(empty_library.reviews.save(review("Jaws", blurb=f"{n}.")) for n in range(8)))
    film_id = (await empty_library.reviews.save(review("Jaws"))).film_id
    assert [one.number for one in await texts_of(empty_library, film_id, OURS)] == list(range(1, 10))


async def test_withdrawing_a_shared_review_hides_it_here_and_restoring_brings_it_back(empty_library: Library) -> None:
    shared = await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    await empty_library.reviews.withdraw(shared.film_id, OURS, ANNA, "not for us")
    with pytest.raises(NotFound):
        await empty_library.reviews.get(shared.film_id, OURS)
    assert await blurb_in(empty_library, shared.film_id, THEIRS) == "Shared."
    current = await empty_library.reviews.current(shared.film_id, OURS)
    assert current
    assert current.review.state is ReviewState.WITHDRAWN
    await empty_library.reviews.restore(shared.film_id, OURS, BEN)
    assert await blurb_in(empty_library, shared.film_id, OURS) == "Shared."
    assert (await empty_library.catalogue.find(OURS, "jaws")).film
    with pytest.raises(NotFound):
        await empty_library.reviews.restore(shared.film_id, OURS, BEN)
    entries = await empty_library.audit.entries(OURS)
    assert [(one.action, one.actor_id) for one in entries] == [("restore", BEN), ("withdraw", ANNA)]
    assert entries[1].before == {"revision": 1, "state": "published"}
    assert entries[1].after == {"revision": 2, "state": "withdrawn", "note": "not for us"}
    assert await empty_library.audit.entries(THEIRS) == []


async def test_reverting_is_a_new_revision_with_the_old_text(empty_library: Library) -> None:
    first = await revise(empty_library, "First.", 0)
    await revise(empty_library, "Second.", 1)
    await empty_library.reviews.revert(first.film_id, OURS, 1, BEN)
    assert await blurb_in(empty_library, first.film_id, OURS) == "First."
    line = await texts_of(empty_library, first.film_id, OURS)
    assert [one.review.blurb for one in line] == ["First.", "Second.", "First."]
    assert line[2].note == "back to revision 1"
    for number, error in ((3, InvalidChange), (9, NotFound)):
        with pytest.raises(error):
            await empty_library.reviews.revert(first.film_id, OURS, number, BEN)


async def test_a_draft_from_a_file_stands_in_no_line_of_revisions(empty_library: Library) -> None:
    await empty_library.reviews.save(review("Jaws", blurb="Shared."))
    shared = await empty_library.reviews.save(review("Jaws", blurb="Shared again."))
    await empty_library.reviews.save(review("Jaws", blurb="Unfinished.", state=ReviewState.DRAFT), OURS)
    line = await texts_of(empty_library, shared.film_id, OURS)
    assert [one.review.blurb for one in line] == ["Shared.", "Shared again."]
    with pytest.raises(EditConflict) as conflict:
        await revise(empty_library, "Too late.", 1)
    assert conflict.value.base
    assert conflict.value.base.blurb == "Shared."
    await revise(empty_library, "Ours.", 2)
    line = await texts_of(empty_library, shared.film_id, OURS)
    assert [one.review.blurb for one in line] == ["Shared.", "Shared again.", "Ours."]


async def test_a_changed_title_stays_the_same_film(empty_library: Library) -> None:
    first = await revise(empty_library, "First.", 0)
    second = await empty_library.reviews.revise(review("Jaws!", 1976), OURS, ANNA, 1, film_id=first.film_id)
    assert second.film_id == first.film_id
    finding = await empty_library.catalogue.find(OURS, "Jaws! (1976)")
    assert finding.film
    assert finding.film.film_id == first.film_id


async def test_the_audit_is_read_in_pages(empty_library: Library) -> None:
    for number in range(5):
        await revise(empty_library, f"{number}.", number)
    first = await empty_library.audit.entries(OURS, limit=3)
    rest = await empty_library.audit.entries(OURS, limit=3, before_id=first[-1].id)
    assert [len(first), len(rest)] == [3, 2]
    assert [one.after["revision"] for one in (*first, *rest) if one.after] == [5, 4, 3, 2, 1]


async def test_nothing_is_written_into_the_shared_library(empty_library: Library) -> None:
    own = await revise(empty_library, "Ours.", 0)
    assert await empty_library.reviews.current(own.film_id, SHARED_LIBRARY) is None
