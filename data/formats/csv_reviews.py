"""Many reviews as CSV, one a row. The columns and the form of their cells are told in `data.formats.csv_cells`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from data.errors import Problem, expected
from data.formats import csv_cells
from data.formats.csv_cells import COLUMNS, FILM_COLUMNS, CellError
from data.formats.json_reviews import TOO_MANY_BRACKETS, has_too_many_brackets, values_of
from data.formats.reading import MOST_BYTES, MOST_PROBLEMS, MOST_REVIEWS, Draft, Reading, refused
from data.formats.validation import Place, draft_of
from data.models import Review

csv.field_size_limit(MOST_BYTES)  # the sections of one review in one cell can be more than the default of 128 KB

_MOST_CELLS = 1_000_000
_DELIMITERS = (",", ";", "\t", "|")
_NAMED_DELIMITER = re.compile(r"[\ufeff\r\n ]*sep=(?P<delimiter>.)\r?\n")
"""With such a first line spreadsheets say how the cells are parted."""


def recognises(text: str) -> bool:
    """Whether the first line names columns of a review, `title` among them."""
    return _delimiter(_table(text)) is not None


def dumps(reviews: Sequence[Review]) -> str:
    """A table with a column for every field, in the order of the model."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for review in reviews:
        values = values_of(review)
        values |= values.pop("film")
        writer.writerow([csv_cells.write(column, values.get(column)) for column in COLUMNS])
    return written.getvalue()


def read(text: str, file: str) -> Reading:
    """Every review of the table; a cell that is wrong is left out of its review and told."""
    text = _table(text)
    delimiter = _delimiter(text)
    if delimiter is None:
        return refused(file, expected("a first line with the names of the columns, `title` among them"), field="CSV")
    if text.count(delimiter) > _MOST_CELLS:
        return refused(file, expected("at most {most:,} cells", most=_MOST_CELLS), field="CSV")
    if has_too_many_brackets(text):
        return refused(file, TOO_MANY_BRACKETS, field="CSV")
    drafts: list[Draft] = []
    problems: list[Problem] = []
    try:
        header, *rows = _rows(text, delimiter)
        columns = [_name(name) for name in header[1]]
        problems += _unknown_columns(columns, file)
        for line, cells in rows:
            draft, wrong = _row(columns, cells, Place(file, line))
            drafts += [draft] if draft else []
            problems += wrong
            if len(problems) >= MOST_PROBLEMS:
                problems.append(Problem(file, "CSV", expected("fewer problems; the rest was not read"), line))
                break
    except csv.Error as error:
        return Reading(tuple(drafts), (*problems, Problem(file, "CSV", expected("CSV, but: {why}", why=str(error)))))
    if len(rows) > MOST_REVIEWS:
        problems.append(
            Problem(file, "CSV", expected("at most {most:,} reviews; the rest was not read", most=MOST_REVIEWS))
        )
    return Reading(tuple(drafts), tuple(problems))


def _table(text: str) -> str:
    """The text without a first line `sep=;`, which leaves an empty one, so that lines are counted right."""
    named = _NAMED_DELIMITER.match(text)
    return "\n" + text[named.end() :] if named else text


def _name(column: str) -> str:
    return "_".join(column.strip().lower().split())


def _delimiter(text: str) -> str | None:
    first = text.lstrip("\ufeff\r\n ")[:5000].split("\n", 1)[0].rstrip("\r")
    for delimiter in _DELIMITERS:
        names = {_name(name.strip('"')) for name in first.split(delimiter)}
        if "title" in names and (len(names) == 1 or len(names & set(COLUMNS)) > 1):
            return delimiter
    return None


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty and the line it begins on; one more than are read, at the most."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line, count = 1, 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
            count += 1
        line = reader.line_num + 1
        if count > MOST_REVIEWS + 1:
            return


def _unknown_columns(columns: list[str], file: str) -> list[Problem]:
    unknown = [column for column in columns if column and column not in COLUMNS]
    known = ", ".join(COLUMNS)
    return [Problem(file, f"column {name[:60]}", expected("one of {known}", known=known), 1) for name in unknown[:20]]


def _row(columns: list[str], cells: list[str], place: Place) -> tuple[Draft | None, list[Problem]]:
    values: dict[str, object] = {}
    problems: list[Problem] = []
    left: list[str] = []
    for column, cell in zip(columns, cells, strict=False):
        if column not in COLUMNS:
            left += [f"{column}: {cell.strip()}"] if cell.strip() else []
            continue
        try:
            values[column] = csv_cells.read(column, cell)
        except CellError as error:
            problems.append(place.problem(column, error.expected))
            left.append(cell)
    left += [cell for cell in cells[len(columns) :] if cell.strip()]
    film = {column: values.pop(column) for column in FILM_COLUMNS if column in values}
    draft, wrong = draft_of({"film": film, **values}, place, left)
    if draft is None:
        return None, [*problems, *wrong]
    return Draft(draft.review, (*problems, *draft.problems), draft.left), []
