"""Durations as they are typed and shown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.dates import long, short
from data.durations import parse

WHOLE_MINUTES = st.integers(0, 100 * 24 * 60).map(lambda minutes: dt.timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "in_short", "in_words"),
    [
        (93, "1 h 33 min", "1 h 33 min"),
        (60, "1 h", "1 hour"),
        (45, "45 min", "45 min"),
        (0, "0 min", "0 min"),
        (5, "5 min", "5 min"),
        (90, "1 h 30 min", "1.5 hours"),
        (75, "1 h 15 min", "1.25 hours"),
        (72 * 60, "72 h", "72 hours"),
        (100, "1 h 40 min", "1 h 40 min"),
    ],
)
def test_how_they_are_shown(minutes: int, in_short: str, in_words: str) -> None:
    assert short(dt.timedelta(minutes=minutes)) == in_short
    assert long(dt.timedelta(minutes=minutes)) == in_words


@given(WHOLE_MINUTES)
def test_what_is_shown_can_be_typed_again(duration: dt.timedelta) -> None:
    assert parse(short(duration)) == duration
    assert parse(long(duration)) == duration


@given(st.timedeltas(dt.timedelta(0), dt.timedelta(days=100)))
def test_any_duration_is_shown_to_the_nearest_minute(duration: dt.timedelta) -> None:
    typed_again = parse(long(duration))
    assert typed_again is not None
    assert abs(typed_again - duration) <= dt.timedelta(seconds=30)
    assert parse(short(duration)) == typed_again


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,7}([.,][0-9]{1,4})? ?(m|h|d|w|min|hours)?", fullmatch=True))
def test_any_text_is_a_duration_of_whole_minutes_or_none(typed: str) -> None:
    duration = parse(typed)
    assert duration is None or (duration >= dt.timedelta(0) and duration % dt.timedelta(minutes=1) == dt.timedelta(0))
