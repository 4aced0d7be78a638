"""Pages of other years and of other kinds."""

import datetime as dt

import pytest

from data.formats import Draft, read_bytes
from data.models import Manner, SectionKind, Severity, Tier

OLDER = """Home » Movies » Paper Boats – Review/ Summary (with Spoilers)

Paper Boats – Review/ Summary (with Spoilers)

August 4, 2018 by Jo Farrow

“Paper Boats” is a small story about two girls, one river, and the summer they stopped speaking.

Director(s)\tNia Cole
Writer(s)\tNia Cole & Sam Reyes
Date Released\t8/24/2018
Genre(s)\tDrama
Coming of Age
Good If You Like\tQuiet stories
Stories set in one place
Noted Cast
Character\tActor
June\tAda Okoro
Mrs. Bell\tHelen Van der Berg
Narrator\tTom Hill

Contents [hide]
1 Plot Summary
2 Highlights

Plot Summary/ Review

June folds boats and sends them down. Her friend, Ana, stands at the bridge and catches them.

June (Ada Okoro) on the bridge

Then one of them stops coming.

Collected Quotes

“Paper floats longer than you would think.”

Highlights

The Friendship Feels Lived In

You believe these two, from the first scene.

The Score

Two instruments, and it's enough.

Criticism

The adults are wallpaper. None of them has a reason to be there.

Overall: Positive (Worth Seeing)| Purchase, Rent, Or Merchandise On Amazon

It stays with you, and it is short.

2 thoughts on “Paper Boats”
Our Rating: Negative (It was dull)
"""

SERIES = """<html><head><title>Low Water: Season 1 – Review | Lantern and Reel</title></head><body class="single">
<article class="post"><header class="entry-header"><h1 class="entry-title">Low Water: Season 1 – Review</h1>
<div><span>October 4, 2022</span> <span>by <a>Jo Farrow</a></span></div></header><div class="entry-content">
<p>A ferry, a fog and eight passengers who all say they were asleep.</p>
<p>Table of Contents</p><ul><li>General Information</li><li>Our Rating: Positive (Worth Seeing)</li></ul>
<h2>General Information</h2><table><tr><th>Network</th><td>Harbour TV</td></tr>
<tr><th>Creator(s)</th><td>Kim Sato</td></tr><tr><th>Director(s)</th><td>Ola Brandt<br/>Ida Holm</td></tr>
<tr><th>Date Aired</th><td>September 30, 2022</td></tr><tr><th>Content Rating</th><td>Rated TV-14</td></tr>
<tr><th colspan="2">Noted Characters and Cast</th></tr><tr><td>Captain Hale</td><td>Ruth Adeyemi</td></tr></table>
<h2>Content Rating Explanation</h2><ul><li>Dialog: Cursing, Talk of suicide</li>
<li>Violence: Blood, Off-screen murder, Child abuse (mentioned)</li><li>Sexual Content: None</li></ul>
<h2>Series Summary</h2><p>Eight people board, and seven leave.</p>
<h2>Things To Note | Question(s) Left Unanswered</h2><ul><li>Who turned the key?</li></ul>
<h2>Our Rating: Positive (Worth Seeing)</h2>
<h3>Highlights</h3><h4>Nobody Is Asleep</h4><p>Each lie is a different kind of lie.</p>
<h4>Notable Performances</h4><p>Ruth Adeyemi does a great deal with a thermos.</p>
<h3>Lowlights</h3><h4>The Last Ten Minutes</h4><p>They explain.</p>
<div><h5>Low Water: Season 1 – Overview</h5><p>Foggy, and glad of it.</p><ul><li>Nobody Is Asleep - 84.5%</li>
<li>Notable Performances - 88%</li><li>The Last Ten Minutes - 70%</li></ul><div>Overall<br/>81%</div></div>
</div></article><aside class="sidebar"><p>Our Rating: Negative</p></aside></body></html>"""

INDEX = """Movies – Lantern and Reel
Latest Movie Reviews
Paper Boats (2018) – Review
Two girls and a river. Continue reading
The Salt Clock (2021) – Review and Summary
A keeper watches the tide. Continue reading
Under Glass (2020) – Review
Rain, measured. Continue reading
Page 1 of 12
"""


def draft(page: str, name: str = "page.txt") -> Draft:
    (only,) = read_bytes(page.encode(), name).drafts
    return only


def told(page: Draft) -> str:
    return "\n".join(map(str, page.problems))


def test_an_older_page() -> None:
    read = draft(OLDER)
    film = read.review.film
    assert (film.title, film.year, film.directors, film.writers) == (
        "Paper Boats",
        2018,
        ("Nia Cole",),
        ("Nia Cole", "Sam Reyes"),
    )
    assert film.genres == ("Drama", "Coming of Age")
    assert [release.date for release in film.releases] == [dt.date(2018, 8, 24)]
    assert [(role.name, role.actor) for role in film.characters] == [
        ("June", "Ada Okoro"),
        ("Mrs. Bell", "Helen Van der Berg"),
        ("Narrator", "Tom Hill"),
    ]
    assert read.review.author == "Jo Farrow"
    assert read.review.blurb == (
        "“Paper Boats” is a small story about two girls, one river, and the summer they stopped speaking."
    )
    assert read.review.summary == (
        "June folds boats and sends them down. Her friend, Ana, stands at the bridge and catches them."
        "\n\nThen one of them stops coming."
    )
    assert read.review.verdict
    assert str(read.review.verdict) == "Positive (Worth Seeing)"
    assert [(section.kind, section.heading) for section in read.review.sections] == [
        (SectionKind.HIGHLIGHTS, "The Friendship Feels Lived In"),
        (SectionKind.HIGHLIGHTS, "The Score"),
        (SectionKind.LOW_POINTS, "Criticism"),
    ]
    assert read.review.overview == "It stays with you, and it is short."
    assert read.review.audience == "Good if you like: Quiet stories, Stories set in one place"
    assert "“Paper floats longer than you would think.”" in read.left
    assert "June (Ada Okoro) on the bridge" in read.left
    assert "2018 is that of its release" in told(read)


def test_a_series() -> None:
    read = draft(SERIES, "page.html")
    film = read.review.film
    assert film.title == "Low Water: Season 1"
    assert film.directors == ("Ola Brandt", "Ida Holm")
    assert [(release.date.isoformat(), release.where) for release in film.releases] == [("2022-09-30", "Harbour TV")]
    assert read.review.author == "Jo Farrow"
    assert [(w.category, w.topic, w.how, w.severity) for w in read.review.warnings] == [
        ("Dialog", "Cursing", None, None),
        ("Dialog", "suicide", Manner.MENTIONED, None),
        ("Violence", "Blood", None, None),
        ("Violence", "murder", Manner.IMPLIED, None),
        ("Violence", "Child abuse", Manner.MENTIONED, None),
        ("Sexual Content", "Sexual Content", None, Severity.NONE),
    ]
    assert [(s.kind.value, s.heading, s.percentage) for s in read.review.sections] == [
        ("Highlights", "Nobody Is Asleep", 85),
        ("Highlights", "Notable Performances", 88),
        ("Low Points", "The Last Ten Minutes", 70),
    ]
    assert read.review.overview == "Foggy, and glad of it."
    assert {"Creator(s): Kim Sato", "Who turned the key?"} <= set(read.left)
    assert "a series" in told(read)
    assert "84.5 % was read as 85 %" in told(read)


@pytest.mark.parametrize(
    "page",
    [INDEX, "<html><body>" + "".join(f"<article><h2>Film {n} (2020)</h2><p>Short.</p></article>" for n in range(9))],
)
def test_an_index_is_no_review(page: str) -> None:
    reading = read_bytes(page.encode(), "page")
    assert reading.drafts == ()
    assert "lists several" in str(reading.problems[0])


def test_any_other_page_gives_title_year_and_text() -> None:
    read = draft("Why I go back to “Paper Boats” (2018)\n\nIt has been years.\n\nI still think about the bridge.")
    assert read.review.film.label == "Why I go back to “Paper Boats” (2018)"
    assert read.review.overview == "It has been years.\n\nI still think about the bridge."
    assert "only title and text were read" in told(read)


def test_another_web_page_is_named_by_its_heading() -> None:
    page = "<title>Rain | A Site</title><nav><p>Menu</p></nav><main><h1>Rain (1999)</h1><p>It rains.</p></main>"
    read = draft(page, "page.html")
    assert read.review.film.label == "Rain (1999)"
    assert read.review.overview == "It rains."


@pytest.mark.parametrize(("paragraphs", "field"), [(30, "overview"), (90, "summary"), (300, "summary")])
def test_a_long_text_is_kept_or_left_whole(paragraphs: int, field: str) -> None:
    texts = [f"Paragraph {n} of a text that has no parts, and {'many ' * 15}words." for n in range(paragraphs)]
    read = draft("Rain (1999)\n\n" + "\n\n".join(texts))
    kept = getattr(read.review, field)
    assert "\n\n".join([kept, *read.left]) == "\n\n".join(texts)
    assert ("are left" in told(read)) == (paragraphs == 300)


def test_long_parts_are_cut_at_sentences_and_told() -> None:
    sentence = "This is one sentence of a description that goes on. "
    page = f"Film Summary\n\nIt is.\n\nCharacter Descriptions\n\nIda (Ola Holm)\n\n{sentence * 40}\n\nOur Rating: Mixed"
    read = draft(page, "rain-1999.txt")
    (role,) = read.review.film.characters
    assert role.description
    assert len(role.description) <= 1000
    assert role.description.endswith("goes on.")
    assert role.description + " " + read.left[-1] == (sentence * 40).strip()
    assert "at most 1,000 characters" in told(read)


def test_a_full_stop_may_belong_to_a_name() -> None:
    page = """Rain (1999) – Review\n\nDirector(s) Ida Holm\nNoted Cast\nOh! | Al Ek\n\nCharacter Descriptions
\nHall (Bo Ek)\n\nShe is kind. Dr. Vega (Ana Ruiz)\n\nHe heals.\n\nMrs. Hall (Ida Ek)\n\nShe waits. Lt. Col. Bo (Al Om)
\nHe leads.\n\nAgent K. (Bo Holm)\n\nHe spies.\n\nJ. B. (Nia Ek)\n\nShe sings.\n\nPaul Jr. (Ed Ek)\n\nA son.
\nOh! (Al Ek)\n\nHe is loud.\n\nOur Rating: Mixed"""
    assert {role.name: (role.actor, role.description) for role in draft(page).review.film.characters} == {
        "Oh!": ("Al Ek", "He is loud."),
        "Hall": ("Bo Ek", "She is kind."),
        "Dr. Vega": ("Ana Ruiz", "He heals."),
        "Mrs. Hall": ("Ida Ek", "She waits."),
        "Lt. Col. Bo": ("Al Om", "He leads."),
        "Agent K.": ("Bo Holm", "He spies."),
        "J. B.": ("Nia Ek", "She sings."),
        "Paul Jr.": ("Ed Ek", "A son."),
    }


@pytest.mark.parametrize(
    "row", ["Starring: Anna Bell (Nurse Joy), Bo Ek (Al)", "Stars\nAnna Bell (Nurse Joy)\nBo Ek (Al)"]
)
def test_whoever_stars_stands_before_the_role(row: str) -> None:
    read = draft(f"Rain (1999) – Review\n\nDirector(s) Nia Cole\n{row}\n\nOur Rating: Mixed")
    cast = [(role.name, role.actor) for role in read.review.film.characters]
    assert cast == [("Nurse Joy", "Anna Bell"), ("Al", "Bo Ek")]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1917 Bis: Overview/ Review (with Spoilers)", "1917 Bis"),
        ("Ferry Bis – Overview", "Ferry Bis"),
        ("# Ferry Bis (2020) – Overview", "Ferry Bis"),
    ],
)
def test_the_first_line_is_the_title_whatever_it_calls_the_page(line: str, title: str) -> None:
    read = draft(f"\n{line}\n\nDirector(s) Ida Holm\n\nFilm Summary\n\nIt is.\n\nOur Rating: Mixed")
    assert (read.review.film.title, read.review.film.directors) == (title, ("Ida Holm",))
    assert (read.review.overview, read.review.summary, read.left) == (None, "It is.", ())


def test_warnings_beside_one_another_and_denied_ones() -> None:
    page = "Rain (1999) – Review\n\nContent Rating Explanation\n\nDialogue: Cursing | Violence: Blood\n\n"
    read = draft(page + "Sexual Content: No sex, not subtle nudity\n\nOur Rating: Mixed")
    assert [(w.category, w.topic, w.severity) for w in read.review.warnings] == [
        ("Dialogue", "Cursing", None),
        ("Violence", "Blood", None),
        ("Sexual Content", "No sex", Severity.NONE),
        ("Sexual Content", "not subtle nudity", None),
    ]


def test_a_review_below_the_summary_begins_the_sections() -> None:
    read = draft("Rain (1999) – Review\n\nSummary\n\nIt is.\n\nReview\n\nThe Rain\n\nIt is wet.\n\nOur Rating: Mixed")
    assert read.review.summary == "It is."
    assert [(section.heading, section.text) for section in read.review.sections] == [("The Rain", "It is wet.")]


def test_what_is_not_said_is_not_read() -> None:
    read = draft("Rain – Review\n\nDirector(s) Ida Holm\n\nOur Rating: 7/10\n\nHighlights\n\nThe Rain\n\nIt is wet.")
    assert read.review.verdict is None
    assert read.review.film.year is None
    assert read.review.film.releases == ()
    assert read.review.sections[0].percentage is None
    assert read.review.warnings == ()
    assert "not “7/10”" in told(read)
    assert "Our Rating: 7/10" in read.left


def test_a_score_without_a_section_is_left() -> None:
    read = draft("Rain – Review\n\nOur Rating: Mixed\n\nRain (1999) – Overview\n\nWet.\n\n• The Rain - 80%")
    assert read.review.sections == ()
    assert "The Rain - 80%" in read.left
    assert read.review.overview == "Wet."


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Our Rating: Mixed (Divisive)", "Mixed (Divisive)"),
        ("OUR RATING: POSITIVE", "Positive"),
        ("Overall: Negative (Skip It)", "Negative (Skip It)"),
        ("Our Rating\nMixed (Divisive)", "Mixed (Divisive)"),
        ("Rating – Mixed – Divisive", "Mixed (Divisive)"),
        ("**Our Rating:** Positive (Must-See)", "Positive (Must-See)"),
        ("## Verdict: Mixed", "Mixed"),
        ("| Our Rating | Mixed (Divisive) |", "Mixed (Divisive)"),
    ],
)
def test_verdicts(line: str, verdict: str) -> None:
    read = draft(f"Rain (1999) – Review\n\nDirector(s) Ida Holm\n\n{line}\n\nHighlights\n\nThe Rain\n\nIt is wet.")
    assert read.review.verdict
    assert str(read.review.verdict) == verdict
    assert read.review.verdict.tier in Tier


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. The Long Shore: Two keepers and a lamp.", ("The Long Shore", None, "Two keepers and a lamp.")),
        ("• The Long Shore (1987) – Two keepers.", ("The Long Shore", 1987, "Two keepers.")),
        ("- Harbour: Part Two: A mother counts the boats.", ("Harbour: Part Two", None, "A mother counts the boats.")),
        ("- **Under Glass:** the rain, measured", ("Under Glass", None, "the rain, measured")),
        ("- [Under Glass](/under-glass)", ("Under Glass", None, None)),
        ("| Under Glass | The rain, measured. |", ("Under Glass", None, "The rain, measured.")),
    ],
)
def test_recommendations(line: str, expected: tuple[str, int | None, str | None]) -> None:
    page = f"Rain (1999) – Review\n\nOur Rating: Mixed\n\nIf you like this movie, we recommend:\n\n{line}"
    (one,) = draft(page).review.recommendations
    assert (one.title, one.year, one.pitch) == expected


@pytest.mark.parametrize(
    ("row", "expected", "is_guess"),
    [
        ("Ida | Ola Holm", ("Ida", "Ola Holm"), False),
        ("Ida\tOla Holm", ("Ida", "Ola Holm"), False),
        ("Ida: Ola Holm", ("Ida", "Ola Holm"), False),
        ("Ida (Ola Holm)", ("Ida", "Ola Holm"), False),
        ("Ola Holm as Ida", ("Ida", "Ola Holm"), False),
        ("Ida Ola Holm", ("Ida", "Ola Holm"), True),
        ("Old Ida Samuel L. Holm", ("Old Ida", "Samuel L. Holm"), True),
        ("Ida Ola van Holm", ("Ida", "Ola van Holm"), True),
    ],
)
def test_rows_of_the_cast(row: str, expected: tuple[str, str], is_guess: bool) -> None:
    read = draft(f"Rain (1999) – Review\n\nDirector(s) Nia Cole\nNoted Cast\n{row}\n\nOur Rating: Mixed")
    (role,) = read.review.film.characters
    assert (role.name, role.actor) == expected
    assert ("kept apart" in told(read)) == is_guess
