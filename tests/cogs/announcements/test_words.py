"""Announcements in another language."""

import json

import pytest

from cogs.announcements.cards import News, announcement_card
from cogs.ui.language import speaking
from data.models import Film, Review, StoredReview
from tests.foreign import WideLetters, unmarked, wide
from tests.recording import Recorder


def news(film_id: int, *, is_new: bool, waited: int = 0) -> News:
    review = Review(film=Film(title="Ж", year=2031))
    return News(StoredReview.model_construct(id=film_id, film_id=film_id, review=review), is_new, waited)


@pytest.mark.parametrize("kinds", [(True, True), (False, False), (True, False)])
def test_a_list_of_reviews_has_no_english_left(kinds: tuple[bool, bool]) -> None:
    recorder = Recorder()
    with speaking(WideLetters()):
        card = announcement_card(1, [news(n, is_new=kinds[n % 2], waited=n % 3) for n in range(200)])
    recorder.bodies.append(json.dumps(["POST", "", card.to_components()], ensure_ascii=False))
    assert wide("more: ask with") in recorder.bodies[0]
    assert unmarked(recorder) == set()


@pytest.mark.parametrize(("is_new", "kind"), [(True, "New review"), (False, "Revised review")])
def test_one_review_is_announced_in_the_readers_language(is_new: bool, kind: str) -> None:
    with speaking(WideLetters()):
        card = announcement_card(1, [news(1, is_new=is_new, waited=2)])
    shown = json.dumps(card.to_components(), ensure_ascii=False)
    assert wide(kind) in shown
    assert wide("members asked for it") in shown
    for label in ("Read the review", "Summary", "Warnings"):
        assert f'"label": "{wide(label)}"' in shown
