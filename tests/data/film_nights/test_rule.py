from collections.abc import Iterable, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.film_nights.rule import LEAST, Night, NightAnswer, People, Reply, check, counted, groups, hides_everybody
from data.models import ContentWarning, Severity
from data.warnings.personal import PersonalList, Wish
from tests.data.warnings.lists_strategy import lists, warning, warnings

DOG_FILM = [warning("dog", Severity.SEVERE)]
DOG_LIST = PersonalList(wishes=(Wish(topic="dog"),))


def night_of(*people: int) -> Night:
    return Night(joined=frozenset(people))


def ask(
    night: Night,
    *,
    with_list: Iterable[int] = (),
    film: int = 1,
    revision: int = 1,
    warnings_of_it: Sequence[ContentWarning] = DOG_FILM,
    elsewhere: Iterable[People] = (),
) -> tuple[Night, NightAnswer]:
    owners = dict.fromkeys(with_list, DOG_LIST)
    return check(night, film, revision, warnings_of_it, owners, elsewhere=elsewhere)


def test_says_that_a_film_meets_something_but_not_whose() -> None:
    _, first = ask(night_of(1, 2, 3), with_list=[1])
    _, second = ask(night_of(1, 2, 3), with_list=[2, 3])
    assert first == second
    assert first.reply is Reply.MEETS


def test_below_three_it_is_silent_whatever_the_lists_hold() -> None:
    few: tuple[list[int], ...] = ([], [1], [1, 2])
    for people in few:
        assert ask(night_of(*people), with_list=people)[1].reply is Reply.SILENT
        assert ask(night_of(*people))[1].reply is Reply.SILENT


def test_what_a_review_leaves_open_is_answered_like_what_it_denies() -> None:
    _, open_ = ask(night_of(1, 2, 3), with_list=[1], warnings_of_it=[])
    _, denied = ask(night_of(1, 2, 3), with_list=[1], warnings_of_it=[warning("dog", Severity.NONE)])
    assert open_ == denied
    assert open_.reply is Reply.NOTHING_FOUND


def test_asking_again_with_one_person_more_answers_for_the_same_people() -> None:
    night, before = ask(night_of(1, 2, 3), with_list=[4])
    night, after = ask(night.join(4), with_list=[4])
    assert (before.reply, after.reply) == (Reply.NOTHING_FOUND, Reply.NOTHING_FOUND)
    assert (after.counted, after.not_counted) == (frozenset({1, 2, 3}), frozenset({4}))
    _, other_film = ask(night, with_list=[4], film=2)
    assert other_film.reply is Reply.NOTHING_FOUND


def test_asking_again_without_one_person_answers_for_the_same_people() -> None:
    night, before = ask(night_of(1, 2, 3, 4), with_list=[4])
    _, after = ask(night.leave(4), with_list=[4])
    assert before.reply is after.reply is Reply.MEETS
    assert after.counted == {1, 2, 3, 4}


def test_three_who_join_together_are_counted() -> None:
    night, _ = ask(night_of(1, 2, 3), with_list=[5])
    night = night.join(4).join(5)
    assert ask(night, with_list=[5])[1].not_counted == {4, 5}
    _, answer = ask(night.join(6), with_list=[5])
    assert (answer.reply, answer.counted) == (Reply.MEETS, frozenset(range(1, 7)))


def test_leaving_until_two_are_left_is_silence() -> None:
    night, _ = ask(night_of(1, 2, 3), with_list=[3])
    assert ask(night.leave(3), with_list=[3])[1].reply is Reply.SILENT


def test_overlapping_sets_are_not_both_answered() -> None:
    """Each differs from the other by three, yet together with a third they would single one person out."""
    assert hides_everybody([frozenset(range(6)), frozenset(range(3, 9))])
    assert not hides_everybody([frozenset(range(6)), frozenset(range(3, 9)), frozenset([0, 1, 2, 3])])


def test_the_same_film_on_another_night_without_somebody_is_not_answered() -> None:
    other_night = [frozenset([1, 2, 3, 4])]
    assert ask(night_of(1, 2, 3), with_list=[4], elsewhere=other_night)[1].reply is Reply.SILENT
    assert ask(night_of(1, 2, 3, 4), with_list=[4], elsewhere=other_night)[1].reply is Reply.MEETS


def test_a_list_changed_in_between_does_not_change_an_answer_but_a_new_revision_is_read() -> None:
    night, before = ask(night_of(1, 2, 3))
    night, after = ask(night, with_list=[1])
    assert before == after
    assert ask(night, with_list=[1], revision=2)[1].reply is Reply.MEETS


Move = tuple[str, int | People]
"""What is done, and who does it; of a check, which film it asks about."""

Films = list[list[ContentWarning]]
Owners = dict[int, PersonalList]
"""Members' lists."""

people = st.integers(1, 9)
JOINING_LATE = [("join all", frozenset({1, 2, 3})), ("check", 0), ("join", 4), ("check", 0)]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), people),
        st.tuples(st.just("join all"), st.frozensets(people, max_size=6)),
        st.tuples(st.just("leave"), people),
        st.tuples(st.just("check"), st.integers(0, 2)),
    ),
    max_size=25,
)
films = st.lists(warnings, min_size=3, max_size=3)
owners = st.dictionaries(people, lists, max_size=9)


def played(
    moves: list[Move],
    films: Films,
    owners: Owners,
    elsewhere: Sequence[People] = (),
) -> tuple[list[NightAnswer], Night]:
    """Every answer of an evening, and the night at its end."""
    night = Night()
    answers: list[NightAnswer] = []
    for move, what in moves:
        if isinstance(what, frozenset):
            assert move == "join all"
            night = Night(joined=night.joined | what, asked=night.asked)
        elif move == "join":
            night = night.join(what)
        elif move == "leave":
            night = night.leave(what)
        else:
            night, answer = check(night, what, 1, films[what], owners, elsewhere=elsewhere)
            answers.append(answer)
    return answers, night


@settings(max_examples=200)
@given(steps, films, owners, st.lists(st.frozensets(people, min_size=3, max_size=6), max_size=2))
@example(
    [("join all", frozenset({1, 2, 3})), ("check", 0), ("join", 4), ("check", 0)], [DOG_FILM] * 3, {4: DOG_LIST}, []
)
def test_no_series_of_questions_tells_two_people_of_a_group_apart(
    moves: list[Move], films: Films, owners: Owners, elsewhere: Sequence[People]
) -> None:
    """Exchange two people's lists: the whole evening, answer by answer, stays the same."""
    answers, night = played(moves, films, owners, elsewhere)
    for group in groups(night.rooms):
        assert len(group) >= LEAST
        first = min(group)
        for other in group - {first}:
            swapped = dict(owners)
            swapped[first] = owners.get(other, PersonalList())
            swapped[other] = owners.get(first, PersonalList())
            assert played(moves, films, swapped, elsewhere)[0] == answers


@given(steps, films, owners)
def test_silence_and_who_is_counted_depend_on_no_list(moves: list[Move], films: Films, owners: Owners) -> None:
    with_lists, _ = played(moves, films, owners)
    without, _ = played(moves, films, {})
    assert [(a.reply is Reply.SILENT, a.counted, a.not_counted) for a in with_lists] == [
        (a.reply is Reply.SILENT, a.counted, a.not_counted) for a in without
    ]


@given(steps, films, owners)
def test_who_was_never_counted_is_never_told_of(moves: list[Move], films: Films, owners: Owners) -> None:
    answers, night = played(moves, films, owners)
    counted_once = frozenset().union(*night.rooms)
    only_them = {person: personal for person, personal in owners.items() if person in counted_once}
    assert played(moves, films, only_them)[0] == answers
    assert counted(Night()) is None
