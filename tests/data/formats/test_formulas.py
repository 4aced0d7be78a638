"""No cell of any CSV file is computed by a spreadsheet, and each reads back as it was."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import models as m
from data.formats import csv_cells, csv_reviews, read_bytes, write
from data.formats.formulas import guard, unguard
from data.parts import FIELDS, Kind
from data.polls import Count, PollResult
from data.polls.export import export
from tests.data.worlds import a_poll

SIGNS = "=+-@\t\r\n＝＋－＠"
LIKE_FORMULAS = st.builds(
    lambda marks, sign, rest: "'" * marks + sign + rest,
    st.integers(0, 3),
    st.sampled_from(SIGNS),
    st.sampled_from(["", "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")', ";x"]) | st.text(max_size=20),
)
ANY_TEXT = LIKE_FORMULAS | st.text(max_size=40) | st.text(f"'{SIGNS}a ", max_size=6)


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(ANY_TEXT)
@example("")
@example("'")
@example("'Tis")
def test_a_guarded_text_comes_back_and_is_no_formula(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in set(SIGNS)
    assert guard(text).removeprefix("'") in {text, text.removeprefix("'")}


@given(ANY_TEXT, ANY_TEXT)
def test_two_texts_never_become_one_cell(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_gets_an_apostrophe(sign: str) -> None:
    assert guard(f"{sign}1") == f"'{sign}1"
    assert guard(f"'{sign}1") == f"''{sign}1"
    assert unguard(f"'{sign}1") == f"{sign}1"
    assert unguard(f"{sign}1") == f"{sign}1"  # a file from elsewhere


@pytest.mark.parametrize("text", ["Dune", "'Tis", "''", "1+1", "a=b", " =1", "８½", "“=”", "(+1)", "."])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == unguard(text) == text


LINES = LIKE_FORMULAS.map(m.clean_line).filter(bool)
SPOILT = st.builds(
    lambda title, name, prose: m.Review(
        film=m.Film(title=title, original_title=name, genres=(name, "x"), directors=(name,)), summary=prose
    ),
    LINES,
    LINES,
    LIKE_FORMULAS.map(m.clean_text).filter(bool),
)


@given(st.lists(SPOILT, min_size=1, max_size=3))
def test_an_export_of_reviews_holds_no_formula_and_reads_back(many: list[m.Review]) -> None:
    data = write(many, "csv")
    assert all(cell[:1] not in set(SIGNS) for row in cells_of(data.decode("utf-8-sig")) for cell in row)
    assert [draft.review for draft in read_bytes(data, "many.csv").drafts] == many


@given(LINES)
def test_an_export_of_a_poll_holds_no_formula(title: str) -> None:
    poll = a_poll(film_label=title, is_open=False)
    rows = cells_of(export(PollResult(poll=poll, count=Count(), closed_at=poll.ends_at)).counts)
    assert {unguard(row[1]) for row in rows[1:]} == {title}
    assert all(cell[:1] not in set(SIGNS) for row in rows for cell in row)


@pytest.mark.parametrize("column", csv_cells.COLUMNS)
def test_no_column_is_left_unguarded(column: str) -> None:
    special = {"verdict": {"tier": "=1"}, "releases": [{"date": "=1", "where": "x"}]}
    kind = FIELDS[column].kind if column in FIELDS else Kind.LINE
    if kind in {Kind.NAMES, Kind.ENTRIES}:
        special[column] = ["=1"]
    cell = csv_cells.write(column, special.get(column, "=1"))
    assert cell.startswith('["' if kind is Kind.ENTRIES else "'=1")


def test_a_file_that_was_guarded_by_hand_reads_the_same() -> None:
    reading = csv_reviews.read("title,year,summary\n'＝Sum,2001,'-- a dash\n", "a.csv")
    (draft,) = reading.drafts
    assert (draft.review.film.title, draft.review.summary) == ("＝Sum", "-- a dash")
