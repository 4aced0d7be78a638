"""Lines as few pages have them, given to the readers one by one."""

import pytest

from data.formats.page.cast import Role, described_roles, merged, roles_of_cast
from data.formats.page.facts import film_values, table_of
from data.formats.page.html_metadata import Metadata
from data.formats.page.lines import Kind, Line
from data.formats.page.notes import Notes
from data.formats.validation import Place, draft_of


@pytest.fixture
def notes() -> Notes:
    return Notes("page")


def test_two_columns_of_one_row_are_told_apart_line_by_line(notes: Notes) -> None:
    row = Line("", kind=Kind.ROW, cells=("Ada\nBo", "Ines Vale\nUma Lund"))
    assert roles_of_cast([row], [], "", notes, stacked=False) == [Role("Ada", "Ines Vale"), Role("Bo", "Uma Lund")]
    uneven = Line("", kind=Kind.ROW, cells=("Ada\nBo", "Ines Vale"))
    assert roles_of_cast([uneven], [], "", notes, stacked=False) == [Role("Ada Bo", "Ines Vale")]
    assert not notes.left


def test_names_without_a_mark_are_divided_as_the_page_does_elsewhere_else_as_most_are(notes: Notes) -> None:
    lines = [Line("Old Ada Ines Vale", 4), Line("Bo Uma M. Lund", 5)]
    roles = roles_of_cast(lines, [], "where Old Ada (Ines Vale) waits", notes, stacked=False)
    assert roles == [Role("Old Ada", "Ines Vale"), Role("Bo", "Uma M. Lund")]
    assert [(one.field, one.line) for one in notes.problems] == [("characters", 5)], "only the guess is told"


def test_a_description_in_a_row_has_its_head_in_the_first_cell(notes: Notes) -> None:
    rows = {
        ("Ada (Ines Vale)", "Keeps the light.", "Counts ships."): Role(
            "Ada", "Ines Vale", "Keeps the light.\n\nCounts ships."
        ),
        ("Bo", "Uma Lund", "A sailor.", "Drowns."): Role("Bo", "Uma Lund", "A sailor.\n\nDrowns."),
        ("Cy", "A dog."): Role("Cy", "A dog."),
    }
    lines = [Line(" ".join(cells), kind=Kind.ROW, cells=cells) for cells in rows]
    assert described_roles(lines, [], notes) == list(rows.values())


def test_who_is_described_under_half_of_the_name_is_the_same_role() -> None:
    cast = [Role("Ada Vane", "Ines Vale"), Role("Bo", "Uma Lund")]
    described = [Role("Ada", "Ines Vale", "Keeps the light."), Role("Cy", "Uma Lund", "Another of hers.")]
    assert merged(cast, described) == [Role("Ada Vane", "Ines Vale", "Keeps the light."), cast[1], described[1]]


def test_a_fact_that_cannot_be_one_is_left_and_told(notes: Notes) -> None:
    lines = [Line("Runtime: a long while"), Line("Release Date: some day")]
    assert film_values(table_of(lines, notes), notes) == {}
    assert [one.field for one in notes.problems] == ["releases", "runtime_minutes"]
    assert notes.left == ["some day", "a long while"]


def described(*scripts: str) -> Metadata:
    found = Metadata()
    for script in scripts:
        found.start("script", {"type": "application/ld+json"})
        found.data(script)
        found.end("script")
    return found


def test_what_a_page_says_of_itself_in_json_is_trusted_least_and_may_be_broken() -> None:
    review = '{"@type": "Review", "author": {"name": "Robin"}, "itemReviewed": {"name": "The  Lantern"}}'
    for script in (review, f"[7, {review}]", f'{{"@graph": [{review}]}}'):
        found = described("{", '"text"', script, review.replace("Robin", "Sasha").replace("Lantern", "Other"))
        assert (found.author, found.titles()) == ("Robin", ("The Lantern",))
        found.start("meta", {"property": "og:title", "content": "Lantern, a review"})
        assert found.titles() == ("Lantern, a review", "The Lantern")
    assert described('{"@type": "Article", "author": {"name": "Robin"}, "itemReviewed": "it"}').author is None


def test_lists_without_end_are_taken_out_and_told() -> None:
    many = ["x"] * 20_000
    values = {"film": {"title": "Jaws", "genres": list(many)}, "warnings": list(many)}
    draft, problems = draft_of(values, Place("a.json"))
    assert draft is not None
    assert (problems, draft.review.warnings, draft.review.film.genres) == ([], (), ())
    assert sorted(one.field for one in draft.problems) == ["genres", "warnings"]
    assert draft_of({f"field{n}": n for n in range(20_000)}, Place("a.json"))[0] is None
