"""What is wrong in a file is told by place and field, and does not keep the rest out."""

import pytest

from data.formats import read_bytes
from tests.data.formats.readings import all_problems


def lines(data: str, name: str) -> list[str]:
    return [str(problem) for problem in all_problems(read_bytes(data.encode(), name))]


def test_json_keeps_what_is_right() -> None:
    data = """[
 {"film": {"title": "Rain", "year": "late", "directors": ["Ida", ""]}, "blurb": "Wet", "mood": "grey",
  "warnings": [{"category": "Violence", "topic": "blood"}, {"category": "Violence"}]},
 {"film": {"year": 1999}},
 7,
 {"film": {"title": "Snow"}}
]"""
    reading = read_bytes(data.encode(), "two.json")
    rain, snow = (draft.review for draft in reading.drafts)
    assert (rain.film.title, rain.film.year, rain.film.directors, rain.blurb) == ("Rain", None, ("Ida",), "Wet")
    assert [warning.topic for warning in rain.warnings] == ["blood"]
    assert snow.film.title == "Snow"
    assert set(reading.drafts[0].left) == {"late", "grey"}
    told = "\n".join(map(str, all_problems(reading)))
    for place in ("line 2: review 1, year", "review 1, mood", "review 1, warnings.2.topic", "line 4: review 2, title"):
        assert place in told
    assert "line 5: review 3: an object" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("[{}", "Expecting ',' delimiter"),
        ('{"film": {"title": "a"}} x', "Extra data"),
        ('[{"film": {"title": "a"}}', "line 1"),
        ("", "empty"),
        ("{'film': 1}", "JSON, but"),
        ('{"film": null}', "review 1, review"),
    ],
)
def test_broken_json(data: str, told: str) -> None:
    assert told in "\n".join(lines(data, "a.json"))


def test_csv_keeps_what_is_right_and_tells_the_line() -> None:
    data = (
        "Title;Year;Verdict;Releases;Sections;Mood\r\n"
        'Rain;1999;Mixed (Divisive);"1999-05-01 Cinema\n1999-06-01";;grey\r\n'
        "\r\n"
        'Snow;cold;7/10;May;"{";\r\n'
        ";2001;;;;\r\n"
    )
    reading = read_bytes(data.encode("cp1252"), "a.csv")
    rain, snow = (draft.review for draft in reading.drafts)
    assert str(rain.verdict) == "Mixed (Divisive)"
    assert [(r.date.isoformat(), r.where) for r in rain.film.releases] == [
        ("1999-05-01", "Cinema"),
        ("1999-06-01", None),
    ]
    assert snow.film.label == "Snow"
    assert reading.drafts[0].left == ("mood: grey",)
    assert reading.drafts[1].left == ("7/10", "May", "{", "cold")
    told = "\n".join(map(str, all_problems(reading)))
    for place in ("line 5: verdict: Positive", "line 5: releases: a date", "line 5: sections: a JSON", "line 5: year"):
        assert place in told
    assert "line 6: title" in told
    assert "column mood" in told


@pytest.mark.parametrize("data", ["a,b\n1,2\n", "year\n1999\n", "just text"])
def test_a_table_without_titles_is_refused(data: str) -> None:
    assert "`title` among them" in lines(data, "a.csv")[0]


def test_cells_that_spreadsheets_guarded_are_read() -> None:
    reading = read_bytes(b"title\tgenres\n'=Rain\tDrama;  Crime\n", "a.tsv")
    assert reading.drafts[0].review.film.title == "=Rain"
    assert reading.drafts[0].review.film.genres == ("Drama", "Crime")


def test_markdown_tells_every_problem() -> None:
    told = lines("---\ntitle: Rain\nyear: late\nruntime_minutes: -1\n---\n", "a.md")
    assert len(told) == 2
    assert told[0].startswith("a.md, line 3: year")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ('{"film": {"title": "Rain"}}', "a.txt", "Rain"),
        ("title,year\nRain,1999\n", "a.txt", "Rain"),
        ("---\ntitle: Rain\n---\n", "a.txt", "Rain"),
        ("<html><h1>Rain (1999)</h1><p>Wet.</p>", "a.txt", "Rain"),
        ("# Rain (1999)\n\nWet.", "a.md", "Rain"),
        ("Rain (1999)\n\nWet.", "a.html", "Rain"),
        ("Wet, all of it, and for two hours.", "rain-1999.txt", "Rain"),
    ],
)
def test_a_file_is_what_it_contains(text: str, name: str, title: str) -> None:
    (draft,) = read_bytes(text.encode(), name).drafts
    assert draft.review.film.title == title
