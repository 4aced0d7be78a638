"""The rule of film nights, held against every world that fits what rooms were told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.film_nights.rule import LEAST, Guest, History, Outcome, Wishes, ask
from tests.data.film_nights.worlds import FILMS, LISTS, Asks, Saves, Step, accused, editions, play, proved_clear, public

PEOPLE = "pqrst"
DOG: Wishes = frozenset({"dog"})
DOG_OR_CAT: Wishes = frozenset({"dog", "cat"})

rooms = st.sets(st.sampled_from(PEOPLE), min_size=3).map(lambda people: tuple(sorted(people)))
asking = st.builds(Asks, rooms, st.sampled_from(FILMS))
saving = st.builds(Saves, st.sampled_from(PEOPLE))
evenings = st.lists(st.one_of(asking, asking, asking, saving), min_size=1, max_size=9)
"""Nights, of any server, in the order in which they ask; lists are saved in between."""


def _world(steps: list[Step], data: st.DataObject) -> dict[tuple[str, int], Wishes]:
    """Most have nothing on their lists: else hardly a film would be cleared, and little could be put together."""
    some = st.sampled_from((*LISTS, *[frozenset[str]()] * 8))
    return {edition: data.draw(some, label=str(edition)) for edition in editions(steps)}


@pytest.mark.uncounted
@settings(max_examples=600)
@given(evenings, st.data())
def test_nobody_and_no_pair_is_ever_singled_out(steps: list[Step], data: st.DataObject) -> None:
    """Of any two it can always be that their lists are empty, whoever knows all answers and when lists were saved."""
    outcomes = play(_world(steps, data), steps)
    assert accused(steps, public(outcomes)) == []


@pytest.mark.uncounted
@settings(max_examples=60)
@given(evenings, asking, st.data())
def test_what_is_told_new_is_told_of_three_at_least(steps: list[Step], last: Asks, data: st.DataObject) -> None:
    steps = [*steps, last]
    answers = public(play(_world(steps, data), steps))
    before = proved_clear(steps[:-1], answers[:-1], last.film) & set(last.people)
    after = proved_clear(steps, answers, last.film) & set(last.people)
    assert not 0 < len(after - before) < LEAST


@pytest.mark.uncounted
@given(evenings, st.data())
def test_whom_it_judges_depends_on_nothing_but_what_was_told(steps: list[Step], data: st.DataObject) -> None:
    """Where two worlds were told the same so far, the same people are judged next."""
    one, other = play(_world(steps, data), steps), play(_world(steps, data), steps)
    for mine, theirs in zip(one, other, strict=True):
        assert (mine and mine.judged) == (theirs and theirs.judged)
        assert not mine or len(mine.judged) == 0 or len(mine.judged) >= LEAST
        if public([mine]) != public([theirs]):
            break


@pytest.mark.uncounted
@given(evenings, st.data())
def test_what_is_cleared_is_cleared(steps: list[Step], data: st.DataObject) -> None:
    """As long as nobody saves a list, “clear for N” is true of these N."""
    steps = [step for step in steps if isinstance(step, Asks)]
    world = _world(steps, data)
    for step, outcome in zip(steps, play(world, steps), strict=True):
        assert isinstance(step, Asks)
        assert outcome
        assert not any(world[person, 0] & step.film for person in outcome.counted)


class Club:
    """People with lists, who ask one film after another."""

    def __init__(self, **lists: Wishes) -> None:
        self.lists = lists
        self.history, self.time = History(), 0

    def ask(self, people: str, film: Wishes = DOG) -> Outcome:
        self.time += 1
        guests = [Guest(person, self.lists.get(person, frozenset()) & film) for person in people]
        self.history, outcome = ask(self.history, film, guests, self.time)
        return outcome

    def save(self, people: str, list_of_today: Wishes = frozenset()) -> None:
        self.time += 1
        self.lists |= dict.fromkeys(people, list_of_today)
        self.history = History(
            self.history.known, self.history.doubts, {**self.history.saved, **dict.fromkeys(people, self.time)}
        )


def test_three_are_told_and_two_are_not() -> None:
    club = Club()
    assert not club.ask("ab").cleared
    outcome = club.ask("abc")
    assert (outcome.cleared, outcome.counted, outcome.since) == (True, frozenset("abc"), 2)


def test_a_film_that_asks_nothing_is_for_everybody() -> None:
    assert Club().ask("abc", frozenset()).since is None
    assert Club().ask("abc", frozenset()).cleared


def test_without_the_one_it_was_not_cleared_for_nothing_is_told() -> None:
    """A, B, C and V: not cleared. Later A, B and C alone would be told “clear”, and V would be told on."""
    club = Club(v=DOG)
    assert not club.ask("abcv").cleared
    for _ in range(30):
        assert not club.ask("abc").cleared
    assert club.history.doubts[0].open.keys() == set("abcv")


def test_two_rooms_that_share_nobody_cannot_be_put_together() -> None:
    """Four are clear, with four more it is not cleared; three of the new ones alone would single out the last."""
    club = Club(h=DOG)
    assert club.ask("abcd").cleared
    assert not club.ask("abcdefgh").cleared
    assert not club.ask("efg").cleared
    assert club.ask("abcd").cleared


def test_the_same_people_and_film_get_the_same_answer() -> None:
    club = Club()
    first = club.ask("abc")
    club.save("a", DOG)
    club.ask("xyz")
    again = club.ask("abc")
    assert (again.cleared, again.counted, again.since) == (first.cleared, first.counted, first.since)
    assert not again.judged


def test_a_newcomer_is_not_counted_and_three_newcomers_are() -> None:
    club = Club(f=DOG)
    assert club.ask("abc").counted == frozenset("abc")
    assert club.ask("abcd").counted == frozenset("abc")
    assert club.ask("abcde").counted == frozenset("abc")
    assert not club.ask("abcdef").cleared


def test_a_larger_room_with_all_of_a_doubt_in_it_is_not_judged() -> None:
    club = Club(e=DOG)
    assert not club.ask("abcde").cleared
    outcome = club.ask("abcdefgh")
    assert (outcome.cleared, outcome.judged) == (False, frozenset())


def test_what_was_told_of_a_part_of_a_film_narrows_a_doubt() -> None:
    """Not cleared of dog or cat, then all cleared of cats: three alone, asked of dogs, would tell on the fourth."""
    club = Club(d=DOG)
    assert not club.ask("abcd", DOG_OR_CAT).cleared
    assert club.ask("abcd", DOG_OR_CAT - DOG).cleared
    assert not club.ask("abc", DOG).cleared
    assert set(club.history.doubts[0].open.values()) == {DOG}


def test_two_who_save_their_lists_give_up_no_doubt() -> None:
    club = Club(e=DOG)
    assert not club.ask("abcde").cleared
    club.save("de")
    assert not club.ask("abcde").cleared
    assert len(club.history.doubts[0].open) == 5


def test_where_the_whole_room_cannot_be_judged_its_largest_part_is() -> None:
    """Of five that it was not cleared for, two may be taken out; they are judged with those who are new."""
    club = Club(e=DOG)
    assert not club.ask("abcde").cleared
    outcome = club.ask("abcdfg")
    assert outcome.cleared
    assert len(outcome.counted) == 4
    assert outcome.counted > set("fg")


def test_a_changed_list_counts_once_three_have_saved_theirs() -> None:
    club = Club()
    first = club.ask("abcde")
    club.save("a", DOG)
    club.save("b")
    assert club.ask("abcde").since == first.since
    club.save("c")
    assert not club.ask("abcde").cleared
    club.save("a")
    assert not club.ask("abcde").cleared


def test_a_doubt_is_given_up_once_three_of_it_have_saved_their_lists() -> None:
    club = Club(e=DOG)
    assert not club.ask("abcde").cleared
    club.save("e")
    club.save("ab")
    outcome = club.ask("abcde")
    assert outcome.cleared
    assert outcome.since == club.time


def test_of_a_wider_film_only_what_is_new_is_asked() -> None:
    """Whoever adds a topic that was told to be off the list counts as before, until three have saved theirs."""
    club = Club()
    club.ask("abc", DOG)
    club.save("a", DOG)
    outcome = club.ask("abc", DOG_OR_CAT)
    assert outcome.cleared
    assert outcome.since == 1


def test_whoever_rests_is_not_judged() -> None:
    guests = [Guest(person, rests=person == "a") for person in "abcd"]
    _, outcome = ask(History(), DOG, guests, 1)
    assert outcome.counted == frozenset("bcd")
    _, outcome = ask(History(), DOG, guests[:3], 1)
    assert not outcome.cleared
