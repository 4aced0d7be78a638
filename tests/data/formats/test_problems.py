"""What is wrong in a file is told by place and field, and does not keep the rest out."""

from collections.abc import Callable

import pytest

from data.formats import read_bytes, verdicts
from data.formats.decoding import decode
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


FRONT = "---\ntitle: Rain\n---\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: Rain\nyear: 1999\n", "a.md, line 1: front matter: the facts between two lines of `---`"),
        ("---\ntitle: [Rain\n---\n", "front matter: YAML, but expected"),
        ("---\ntitle: !!int x\n---\n", "front matter: YAML, but invalid literal"),
        ("---\ntitle: Rain\ngenres: " + "[" * 800 + "\n---\n", "front matter: lists that are nested less deeply"),
        (f"---\ntitle: {'a' * 400_001}\n---\n", "front matter: the facts of one film; this is far more"),
        ("---\ntitle: Rain\nverdict: 7/10\n---\n", "verdict: Positive, Mixed or Negative"),
        ("---\ntitle: Rain\nverdict: [Mixed]\n---\n", "verdict: Positive, Mixed or Negative"),
        ("---\ntitle: Rain\nwarnings: [blood]\n---\n", "warnings: a list of warnings under the name of each category"),
        ("---\ntitle: Rain\nblurb: Wet\nsummary: x\n---\n", "blurb: stands in the text below the front matter"),
        (f"{FRONT}\n## Weather\n\nWet.\n", "## Weather: one of the headings Summary, "),
        (f"{FRONT}\n## Highlights\n\nWet.\n", "a line `### Heading — 75%` above each text"),
        (FRONT + "\n## Summary\n" * 20_000, "sections: at most "),
    ],
)
def test_broken_markdown(text: str, told: str) -> None:
    reading = read_bytes(text.encode(), "a.md", "markdown")
    assert reading.drafts == ()
    assert told in "\n".join(map(str, reading.problems))


def test_a_warning_in_markdown_may_be_only_its_topic() -> None:
    text = "---\ntitle: Rain\nwarnings:\n  Violence:\n    - blood\n    - topic: fights\n      severity: mild\n---\n"
    (draft,) = read_bytes(text.encode(), "a.md").drafts
    assert [(w.category, w.topic, w.severity and w.severity.value) for w in draft.review.warnings] == [
        ("Violence", "blood", None),
        ("Violence", "fights", "mild"),
    ]


@pytest.mark.parametrize(
    ("data", "name", "told", "drafts"),
    [
        (lambda: '{"film": {"title": 1' + "0" * 5000 + "}}", "a.json", "JSON: JSON, but: Exceeds the limit", 0),
        (lambda: "[" * 100_000, "a.json", "nested less deeply", 0),
        (lambda: "[" * 400_001, "a.json", "at most 400,000 lists and objects", 0),
        (lambda: "[" + "7," * 600 + "7]", "a.json", "line 1: JSON: fewer reviews or problems", 0),
        (lambda: "title,year\n" + ",1999\n" * 600, "a.csv", "line 501: CSV: fewer problems", 0),
        (lambda: "title\n" + "Rain\n" * 10_001, "a.csv", "CSV: at most 10,000 reviews", 10_001),
        (lambda: "title,year\n" + "," * 1_000_001, "a.csv", "CSV: at most 1,000,000 cells", 0),
    ],
    ids=["long number", "nested", "brackets", "problems", "cells' problems", "reviews", "cells"],
)
def test_a_file_beyond_its_bounds_is_told_and_what_was_read_is_kept(
    data: Callable[[], str], name: str, told: str, drafts: int
) -> None:
    reading = read_bytes(data().encode(), name)
    assert told in "\n".join(map(str, reading.problems[-1:]))
    assert len(reading.drafts) == drafts


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Positive", "Positive"),
        (" Mixed (Divisive) ", "Mixed (Divisive)"),
        ("NEGATIVE", None),
        ("Good", None),
        ("Mixed (", None),
        ("7/10", None),
        ("", None),
    ],
)
def test_a_verdict_as_people_write_it(written: str, text: str | None) -> None:
    verdict = verdicts.parse(written)
    assert (str(verdict) if verdict else None) == text


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        ("Amélie".encode(), "Amélie", None),
        ("Amélie".encode("cp1252"), "Amélie", "read as cp1252, which is a guess"),
        ("Amélie".encode("utf-16"), "Amélie", None),
        ("Amélie".encode("utf-32-be").join([b"\x00\x00\xfe\xff", b""]), "Amélie", None),
        (b'<meta charset="shift_jis">' + "千と千尋".encode("shift_jis"), '<meta charset="shift_jis">千と千尋', None),
        (b'<meta charset="koi9">\xe9', '<meta charset="koi9">é', "a guess"),
        (b'<meta charset="latin1">\x93\xe9\x94', '<meta charset="latin1">“é”', None),
        (b'<meta charset="euc-jp">\xff\xe9', '<meta charset="euc-jp">ÿé', "a guess"),
        (
            "– “é”".encode().decode("latin-1").encode(),
            "\u00e2\u0080\u0093 \u00e2\u0080\u009c\u00c3\u00a9\u00e2\u0080\u009d",
            None,
        ),
        ("it’s".encode().decode("cp1252").encode(), "it’s", None),
        ("â€ Ж".encode(), "â€ Ж", None),
        (
            ("é" * 11).encode() + b"\xe2\x80",
            "é" * 11 + "\ufffd",
            "1 place could not",
        ),
        ("a \ufffd".encode("utf-8-sig"), "a \ufffd", None),
        ("a \ufffd".encode("utf-16"), "a \ufffd", None),
        ("abcde \ufffd".encode("utf-16-le"), "abcde \ufffd", None),
        (b"\xef\xbb\xbfa \xff", "a \ufffd", "1 place could not be read as UTF-8"),
        ("Ирония судьбы, или С лёгким паром".encode("cp1251"), "Ирония судьбы, или С лёгким паром", "cp1251, which"),
        ("東京物語 (1953), 千と千尋の神隠し".encode("shift_jis"), "東京物語 (1953), 千と千尋の神隠し", "cp932, which"),
        ("Η ζωή είναι ωραία".encode("cp1253"), "Η ζωή είναι ωραία", "cp1253, which"),
        (b"A film of \x81 and \x8d", "A film of \ufffd and \ufffd", "2 places could not be read as CP1252"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, told: str | None) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.note is None if told is None else told in str(decoded.note or "")
    assert decoded.guessed is (told is not None)
