"""The simulated year of film nights, a few weeks of it."""

import pytest

from benchmarks import film_nights
from benchmarks.film_nights import CORE, Club, shares, told_before, told_now
from data.taxonomy import load


@pytest.mark.uncounted
def test_core_topics_are_topics_and_rare_ones_are_in_some_film() -> None:
    assert [load().topic(topic).id for topic in CORE] == list(CORE)
    assert all(0 < share < 1 for share in shares().values())


def test_a_club_changes_one_face_a_week() -> None:
    club = Club.founded(3)
    before = set(club.room)
    club.meet_again()
    assert len(before & set(club.room)) == film_nights.ROOM - 1
    assert club.new == set(club.room) - before


def test_in_its_first_weeks_nearly_every_film_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_nights, "WEEKS", 10)
    often = dict.fromkeys(CORE, 0.2)
    now = [one for number in range(12) for one in told_now(Club.founded(number), 1, often)]
    before = [one for number in range(12) for one in told_before(Club.founded(number), 1, often)]
    assert len(now) == len(before)
    assert sum(now) / len(now) > 0.9
    assert sum(before) / len(before) < 0.7
