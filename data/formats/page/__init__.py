"""A review page as people save it: plain text of any kind, or HTML.

Lines are made of it (`text_lines`, `html_lines`) and divided into parts (`parts`, by the headings in `landmarks`),
and each part is read by a module of its own. Nothing is added that the page does not say, and what was not understood
is kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from data.errors import expected
from data.formats.page.html_lines import page_of_html
from data.formats.page.indexes import is_index
from data.formats.page.lines import Page
from data.formats.page.notes import Notes
from data.formats.page.parts import divided
from data.formats.page.reviews import degraded, values_of
from data.formats.page.running_together import separated
from data.formats.page.text_lines import page_of_text
from data.formats.reading import Reading, refused
from data.formats.validation import Place, draft_of

_NAME_YEAR = re.compile(r"(?P<title>.+?)[\s._(-]+(?P<year>(?:18[7-9]|19|20)\d\d)\)?")


def read_text(text: str, file: str) -> Reading:
    """The draft of a page that was saved or copied as text."""
    return _read(page_of_text(text), file)


def read_html(text: str, file: str) -> Reading:
    """The draft of a page that was saved as HTML."""
    return _read(page_of_html(text), file)


def _read(page: Page, file: str) -> Reading:
    page = replace(page, lines=tuple(separated(page.lines)))
    if not page.lines:
        return refused(file, expected("a review; there is no text on this page"), field="page")
    notes = Notes(file)
    for note in page.notes:
        notes.problem("page", note)
    parts = divided(page.lines)
    if parts.is_review:
        values = values_of(page, parts, _title_of_file(file), notes)
    elif is_index(page):
        return refused(file, expected("one review; this page lists several"), field="page")
    else:
        values = degraded(page, _title_of_file(file), notes)
    if not values.get("film", {}).get("title"):
        return refused(file, expected("the title of the film that this page is about"), field="title")
    draft, problems = draft_of(values, Place(file), notes.left)
    if draft is None:
        return Reading(problems=(*notes.problems, *problems))
    return Reading((replace(draft, problems=(*notes.problems, *draft.problems)),))


def _title_of_file(file: str) -> str | None:
    """`ballerina-2023.txt` as a title: `Ballerina (2023)`."""
    stem = PurePath(file).stem
    found = _NAME_YEAR.fullmatch(stem)
    words = re.sub(r"[\s._-]+", " ", found["title"] if found else stem).strip()
    if not re.search(r"[^\W\d_]", words):
        return None
    title = words.title() if words.islower() else words
    return f"{title} ({found['year']})" if found else title
