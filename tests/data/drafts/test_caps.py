"""How many drafts there can be: nobody gets past it, however fast, and what one member left in a queue goes at once."""

import asyncio

import pytest

from data.drafts import Draft, DraftState
from data.drafts import caps as limits
from data.drafts.caps import MOST_GIVEN_UP, MOST_OPEN, MOST_WAITING
from data.errors import InvalidChange, NotFound, Reason
from data.library import Library
from data.models import Film, Review
from tests.data.drafts.test_collection import ANNA, BEN, MEMBER
from tests.data.reviews.test_collection import OURS, THEIRS
from tests.refusals import refused


async def begin(
    library: Library, number: int, owner: int = ANNA, guild: int = OURS, *, suggested: bool = True
) -> Draft:
    review = Review(film=Film(title=f"Film {number} of {owner}"))
    return await library.drafts.start(guild, owner, review, suggested=suggested)


async def test_a_member_has_so_many_open_drafts_however_fast_they_begin(empty_library: Library) -> None:
    begun = await asyncio.gather(*(begin(empty_library, n) for n in range(MOST_OPEN + 8)), return_exceptions=True)
    errors = [one for one in begun if isinstance(one, InvalidChange)]
    assert [error.said for error in errors] == [Reason.TOO_MANY_DRAFTS] * 8
    lists = empty_library.drafts.lists
    assert (await lists.of_owner(OURS, ANNA, 100)).total == MOST_OPEN
    drafts = [one for one in begun if isinstance(one, Draft)]
    again = await empty_library.drafts.start(OURS, ANNA, drafts[0].review)
    assert again.id == drafts[0].id, "one that is open is gone on with"
    await begin(empty_library, 1, BEN)
    await begin(empty_library, 1, ANNA, THEIRS)
    await empty_library.drafts.discard(drafts[0].id, OURS, ANNA)
    await begin(empty_library, 100)
    with refused(InvalidChange, "25 open drafts here"):
        await empty_library.drafts.reopen(drafts[0].id, OURS, ANNA)


async def test_a_server_has_so_many_open_drafts(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OPEN_HERE", 6)
    tries = (begin(empty_library, 1, owner) for owner in range(100, 110))
    begun = await asyncio.gather(*tries, return_exceptions=True)
    errors = [one for one in begun if isinstance(one, InvalidChange)]
    assert [(error.said, error.values) for error in errors] == [(Reason.TOO_MANY_DRAFTS_HERE, {"most": 6})] * 4
    await begin(empty_library, 1, ANNA, THEIRS)


async def test_a_member_has_so_many_suggestions_waiting_however_fast(empty_library: Library) -> None:
    drafts = [await begin(empty_library, number) for number in range(MOST_WAITING + 4)]
    submit = empty_library.drafts.submit
    handed_in = await asyncio.gather(*(submit(one.id, OURS, ANNA) for one in drafts), return_exceptions=True)
    errors = [one for one in handed_in if isinstance(one, InvalidChange)]
    assert [error.said for error in errors] == [Reason.TOO_MANY_SUGGESTIONS] * 4
    assert (await empty_library.drafts.lists.queue(OURS, 100)).total == MOST_WAITING
    waiting = next(one for one in handed_in if isinstance(one, Draft))
    writing = next(one for one, answer in zip(drafts, handed_in, strict=True) if isinstance(answer, InvalidChange))
    await empty_library.drafts.take_back(waiting.id, OURS, ANNA)
    assert (await submit(writing.id, OURS, ANNA)).state is DraftState.SUBMITTED
    reviewers = [await begin(empty_library, number, BEN, suggested=False) for number in range(MOST_WAITING + 1)]
    for one in reviewers:  # whom the server chose to write
        await submit(one.id, OURS, BEN)


async def test_so_much_waits_in_a_server(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_WAITING_HERE", 5)
    drafts = [await begin(empty_library, 1, owner, suggested=owner % 2 == 0) for owner in range(100, 108)]
    submits = (empty_library.drafts.submit(one.id, OURS, one.owner_id) for one in drafts)
    handed_in = await asyncio.gather(*submits, return_exceptions=True)
    errors = [one for one in handed_in if isinstance(one, InvalidChange)]
    assert [(error.said, error.values) for error in errors] == [(Reason.QUEUE_FULL, {"most": 5})] * 3


async def test_what_was_given_up_is_kept_as_far_as_it_is_shown(empty_library: Library) -> None:
    kept = await begin(empty_library, 1, BEN)
    await empty_library.drafts.discard(kept.id, OURS, BEN)
    given_up = []
    for number in range(MOST_GIVEN_UP + 2):
        given_up.append(await begin(empty_library, number))
        await empty_library.drafts.discard(given_up[-1].id, OURS, ANNA)
    lists = empty_library.drafts.lists
    mine = await lists.of_owner(OURS, ANNA, 100, [DraftState.DISCARDED])
    assert {line.id for line in mine.lines} == {one.id for one in given_up[2:]}
    assert (await lists.of_owner(OURS, BEN, 100, [DraftState.DISCARDED])).total == 1
    with refused(NotFound, "no such draft"):
        await empty_library.drafts.reopen(given_up[0].id, OURS, ANNA)


async def test_everything_of_one_member_is_dismissed_at_once(empty_library: Library) -> None:
    library = empty_library
    theirs = [await begin(library, number, MEMBER) for number in range(4)]
    for one in theirs[:3]:
        await library.drafts.submit(one.id, OURS, MEMBER)
    others = await begin(library, 1, BEN)
    await library.drafts.submit(others.id, OURS, BEN)
    assert await library.drafts.waiting.number(theirs[0].id, OURS) == 3
    with refused(NotFound, "no such draft"):
        await library.drafts.waiting.dismiss_all(theirs[0].id, THEIRS, ANNA)
    pressed = (library.drafts.waiting.dismiss_all(one.id, OURS, ANNA) for one in theirs[:2])
    answers = await asyncio.gather(*pressed, return_exceptions=True)  # two moderators at once
    assert 3 in answers
    assert [line.id for line in (await library.drafts.lists.queue(OURS, 100)).lines] == [others.id]
    assert (await library.drafts.get(theirs[3].id, OURS)).state is DraftState.WRITING
    entries = await library.audit.entries(OURS, 10)
    assert [entry.action for entry in entries if entry.actor_id == ANNA] == ["dismiss"] * 3
    assert not any(str(MEMBER) in str((entry.before, entry.after)) for entry in entries)
    reopened = await library.drafts.reopen(theirs[0].id, OURS, MEMBER)
    assert reopened.state is DraftState.WRITING
