import datetime as dt

import pytest

from data.formats.page.dates import dates_in, minutes_in
from data.formats.page.people_and_genres import genres_and_languages, names_in
from data.formats.page.scores import score_in
from data.formats.page.titles import Named, named, named_in_caption


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 Hour 33 Minutes", 93),
        ("1 Hour, 49 Minutes", 109),
        ("1 Hour and 5 Minutes", 65),
        ("2 Hours", 120),
        ("93 min", 93),
        ("93 Minutes", 93),
        ("1h 33m", 93),
        ("1hr 33mins", 93),
        ("1:33", 93),
        ("1:33:20", 93),
        ("PT93M", 93),
        ("93", 93),
        ("long", None),
        ("0 min", None),
    ],
)
def test_running_times(text: str, minutes: int | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("October 6, 2023", dt.date(2023, 10, 6)),
        ("Oct. 6th, 2023", dt.date(2023, 10, 6)),
        ("6 October 2023", dt.date(2023, 10, 6)),
        ("Sept 6 2023", dt.date(2023, 9, 6)),
        ("2023-10-06", dt.date(2023, 10, 6)),
        ("10/6/2023", dt.date(2023, 10, 6)),
        ("25/6/2023", dt.date(2023, 6, 25)),
        ("6/25/19", dt.date(2019, 6, 25)),
    ],
)
def test_dates(text: str, date: dt.date) -> None:
    assert [found.date for found in dates_in(text)] == [date]


def test_dates_with_places() -> None:
    found = dates_in("September 5, 2023 (A Festival), October 6, 2023 on Netflix, 13/13/2013, February 30, 2020")
    assert [(one.date.isoformat(), one.where) for one in found] == [
        ("2023-09-05", "A Festival"),
        ("2023-10-06", "Netflix"),
    ]
    assert [one.ambiguous for one in dates_in("4/5/2020 4/25/2020 4/4/2020")] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain (1999) – Review and Summary", Named("Rain", 1999)),
        ("Rain – Review/ Summary (with Spoilers)", Named("Rain")),
        ("Rain: Overview | A Site", Named("Rain")),
        ("Movie Review: Rain (1999)", Named("Rain", 1999)),
        ("“Rain” Review", Named("Rain")),
        ("Rain – Ending Explained", Named("Rain")),
        ("Home » Movies » Rain (1999)", Named("Rain", 1999)),
        ("1917 (2019) - Recap", Named("1917", 2019)),
        ("Harbour: Part Two – Review", Named("Harbour: Part Two")),
        ("Review", Named("Review")),
        ("(1999)", Named("(1999)", 1999)),
    ],
)
def test_titles(text: str, expected: Named) -> None:
    assert named(text) == expected


def test_titles_below_images() -> None:
    below = "“Ida (Ola Holm),” Rain, directed by Nia Cole, 1999, (Harbour)"
    assert named_in_caption(below) == Named("Rain", 1999)
    assert named_in_caption("Ida on the rock") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Rain - 75%", ("The Rain", 75)),
        ("The Rain – 75 %", ("The Rain", 75)),
        ("The Rain: 75%/100%", ("The Rain", 75)),
        ("The Rain (75%)", ("The Rain", 75)),
        ("75% - The Rain", ("The Rain", 75)),
        ("The Rain 7.5/10", ("The Rain", 75)),
    ],
)
def test_scores(text: str, expected: tuple[str, int]) -> None:
    score = score_in(text)
    assert score
    assert (score.heading, score.percentage) == expected


@pytest.mark.parametrize("text", ["75%", "The Rain", "It rained 75% of the time.", "The Rain - 175%"])
def test_no_scores(text: str) -> None:
    assert score_in(text) is None


def test_lists_of_names() -> None:
    assert names_in(["A. B. Cole, Ida Holm & Sam Reyes Jr. and Kim Sato", "Ola Brandt; n/a"]) == [
        "A. B. Cole",
        "Ida Holm",
        "Sam Reyes Jr.",
        "Kim Sato",
        "Ola Brandt",
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["Action, Drama", "Non-English (Korean)"],
        ["ActionDramaNon-English (Korean)"],
        ["Action Drama Non-English (Korean)"],
        ["Action / Drama", "Foreign Language (Korean)"],
    ],
)
def test_genres_and_the_language_among_them(texts: list[str]) -> None:
    assert genres_and_languages(texts, []) == (["Action", "Drama"], ["Korean"])
