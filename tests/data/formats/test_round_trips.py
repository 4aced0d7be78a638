from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import starter
from data.errors import FolderNotEmpty, UnsupportedFormat
from data.formats import FORMATS, csv_cells, read_bytes, write
from data.formats.folders import export_folder, find_files, import_paths
from data.models import Film, Review
from tests.cogs.reviews.test_cards import longest_review
from tests.data.formats.readings import all_problems
from tests.data.reviews_strategy import reviews
from tests.refusals import refused

WRITABLE = [name for name, one in FORMATS.items() if one.dumps]


def read_back(data: bytes, name: str) -> list[Review]:
    reading = read_bytes(data, name)
    assert all_problems(reading) == ()
    assert all(draft.left == () for draft in reading.drafts)
    return [draft.review for draft in reading.drafts]


@pytest.mark.uncounted
@settings(max_examples=150)
@given(reviews)
def test_every_review_reads_back_identically_from_every_format(review: Review) -> None:
    for name in WRITABLE:
        data = write([review], name)
        assert read_back(data, f"file{FORMATS[name].suffixes[0]}") == [review]
        assert read_back(data, "file.unknown") == [review]


@pytest.mark.parametrize("name", WRITABLE)
def test_the_fullest_review_reads_back_identically(name: str) -> None:
    review = longest_review("word ")
    assert read_back(write([review], name), f"file{FORMATS[name].suffixes[0]}") == [review]


@settings(max_examples=60)
@given(st.lists(reviews, max_size=4))
def test_many_reviews_read_back_identically_and_in_order(many: list[Review]) -> None:
    assert read_back(write(many, "json"), "many.json") == many
    assert read_back(write(many, "csv"), "many.csv") == many


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@home", "'=1", "''+", "'Tis", "a;b", ";", "007", "1e5", "true", "\ufffd"]
)
def test_titles_that_spreadsheets_misread(title: str) -> None:
    review = Review(film=Film(title=title, directors=(title,), genres=(title, "x;y")))
    assert read_back(write([review], "csv"), "one.csv") == [review]


def test_no_cell_begins_like_a_formula() -> None:
    cells = [csv_cells.write("title", f"{sign}cmd|' /C calc'!A0") for sign in "=+-@"]
    assert all(cell.startswith("'") for cell in cells)


@pytest.mark.uncounted
def test_the_starter_library_comes_back_from_a_folder(tmp_path: Path) -> None:
    library = list(starter.read(starter.files()).values())
    for name in WRITABLE:
        written = list(export_folder(library, tmp_path / name, name))
        assert find_files([tmp_path / name]) == sorted(written)
        read = [draft.review for one in import_paths([tmp_path / name]) for draft in one.reading.drafts]
        assert sorted(read, key=lambda r: r.film.label) == sorted(library, key=lambda r: r.film.label)


def test_films_of_one_name_get_a_file_each(tmp_path: Path) -> None:
    library = [Review(film=Film(title=title)) for title in ("Con", "CON", "É", "E", "乱", "a/b", "a b", "x" * 200)]
    names = [path.name for path in export_folder(library, tmp_path / "out")]
    assert names[:5] == ["con-film.md", "con-film-2.md", "e.md", "e-2.md", "film.md"]
    assert len(set(names)) == len(library)
    assert [all_problems(one.reading) for one in import_paths([tmp_path / "out"])] == [()] * len(library)


@pytest.mark.parametrize("name", ["json", "csv"])
def test_a_library_too_large_for_one_file_is_written_into_several(name: str, tmp_path: Path) -> None:
    library = [Review(film=Film(title=f"Film {n}"), summary=f"{n} " * 2000) for n in range(700)]
    written = list(export_folder(library, tmp_path / "out", name))
    assert len(written) > 1
    assert [draft.review for one in import_paths([tmp_path / "out"]) for draft in one.reading.drafts] == library


def test_an_export_is_alone_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old")
    with refused(FolderNotEmpty, match="not empty"):
        list(export_folder([], tmp_path))
    assert (tmp_path / "old.md").read_text() == "old"


def test_files_that_cannot_be_read_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_bytes(write([Review(film=Film(title="Good"))], "markdown"))
    (tmp_path / "poster.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "large.txt").write_bytes(b"a" * (5 * 2**20 + 1))
    (tmp_path / ".hidden.md").write_text("hidden")
    found = list(import_paths([tmp_path, tmp_path / "missing.md", tmp_path / "poster.png"]))
    told = {one.path.name: [str(problem) for problem in one.reading.problems] for one in found}
    assert [draft.review.film.title for one in found for draft in one.reading.drafts] == ["Good"]
    assert "No such file" in told["missing.md"][0]
    assert "5.0 MB" in told["large.txt"][0]
    assert "PNG image" in told["poster.png"][0]
    assert set(told) == {"good.md", "large.txt", "missing.md", "poster.png"}


def test_formats_that_cannot_be_written_say_so() -> None:
    review = Review(film=Film(title="One"))
    with refused(UnsupportedFormat, match="markdown, json, csv"):
        write([review], "html")
    with refused(UnsupportedFormat, match="one review, not 2"):
        write([review, review], "markdown")
    with refused(UnsupportedFormat, match="There is no format"):
        write([review], "docx")
    with refused(UnsupportedFormat, match="There is no format"):
        read_bytes(b"x", "x.txt", "docx")
