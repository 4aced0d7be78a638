"""The pure rules: who may vote, how long a poll may run, what the export makes of a title."""

import contextlib
import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.sentences import sentence
from data.eligibility import refusal
from data.errors import InvalidPoll
from data.formats.formulas import unguard
from data.models import clean_line
from data.polls import Count, Gates, PollResult, Terms, parse_duration
from data.polls.export import export
from data.polls.terms import LONGEST, SHORTEST, check_terms
from tests.data.worlds import START, a_poll, voter
from tests.refusals import refused

DAY = dt.timedelta(days=1)


def test_without_gates_everybody_may_vote() -> None:
    assert refusal(Gates(), voter(1, joined_at=None, account_created_at=START), START) is None


def test_a_role_gate_asks_for_the_role_now() -> None:
    gates = Gates(role_id=42)
    assert refusal(gates, voter(1, role_ids=frozenset({41, 42})), START) is None
    refused = refusal(gates, voter(1, role_ids=frozenset({41})), START)
    assert refused
    assert (refused.role_id, refused.from_when) == (42, None)
    assert sentence(refused) == "Voting here asks for a role that you do not have."


@given(st.integers(1, 400), st.integers(0, 800))
def test_a_gate_of_days_opens_to_the_second(asked: int, passed_hours: int) -> None:
    then = START - dt.timedelta(hours=passed_hours)
    for gates, member in (
        (Gates(min_days_in_server=asked), voter(1, joined_at=then)),
        (Gates(min_account_days=asked), voter(1, account_created_at=then)),
    ):
        opens = then + asked * DAY
        assert refusal(gates, member, opens) is None
        refused = refusal(gates, member, opens - dt.timedelta(seconds=1))
        assert refused
        assert refused.from_when == opens


def test_refusals_name_the_gate_and_the_day() -> None:
    refused = refusal(Gates(min_days_in_server=7), voter(1, joined_at=START - 6 * DAY), START)
    assert refused
    assert sentence(refused) == (
        "Voting here asks for at least 7 days in this server. You have been here long enough on 4 May 2025, 18:00 UTC."
    )
    refused = refusal(Gates(min_account_days=1), voter(1, account_created_at=START), START)
    assert refused
    assert sentence(refused) == (
        "Voting here asks for a Discord account of at least 1 day. Yours is old enough on 4 May 2025, 18:00 UTC."
    )
    unknown = refusal(Gates(min_days_in_server=1), voter(1, joined_at=None), START)
    assert unknown
    assert "does not say when you joined" in sentence(unknown)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("48", 48),
        ("1.5", 1.5),
        ("90 minutes", 1.5),
        ("2 days", 48),
        ("1d 12h", 36),
        ("1 day, 30 min", 24.5),
        ("2W", 336),
        (" 5m ", 1 / 12),
    ],
)
def test_durations_are_read_as_people_type_them(typed: str, hours: float) -> None:
    assert parse_duration(typed) == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    "typed", ["", "soon", "-3", "4 minutes", "0", "33 days", "999999 weeks", "2 days ago", "1h 1x", "9" * 40]
)
def test_other_durations_are_refused_in_a_sentence(typed: str) -> None:
    with refused(InvalidPoll, match=r"(cannot read that duration|at least 5 minutes and at most 32 days)"):
        parse_duration(typed)


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,3} ?(m|h|d|w)", fullmatch=True))
def test_any_text_is_a_duration_within_bounds_or_refused(typed: str) -> None:
    with contextlib.suppress(InvalidPoll):
        assert SHORTEST <= parse_duration(typed) <= LONGEST


@pytest.mark.parametrize(
    "terms",
    [
        Terms(duration=dt.timedelta(minutes=4)),
        Terms(duration=33 * DAY),
        Terms(quorum=-1),
        Terms(quorum=10**7),
        Terms(gates=Gates(min_days_in_server=-1)),
        Terms(gates=Gates(min_account_days=4000)),
    ],
)
def test_terms_out_of_bounds_are_refused(terms: Terms) -> None:
    with pytest.raises(InvalidPoll):
        check_terms(terms)


@given(st.text(max_size=40).map(clean_line).filter(bool))
def test_an_exported_title_is_one_cell_of_text_and_no_formula(title: str) -> None:
    poll = a_poll(film_label=title, is_open=False)
    text = export(PollResult(poll=poll, count=Count(), closed_at=poll.ends_at)).counts
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {7}
    assert unguard(rows[1][1]) == title
    assert rows[1][1][0] not in "=+-@\t\r\n＝＋－＠"
