"""A page divided into its parts: a state machine that reads lines and is moved on by landmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from data.formats.page.boilerplate import cleaned, is_caption
from data.formats.page.facts_table import begins_facts, fact_in_cells, fact_in_words
from data.formats.page.landmarks import Landmark, Part, key, landmark, overview_title
from data.formats.page.lines import Kind, Line
from data.formats.page.scores import is_total, score_in
from data.formats.page.titles import is_page_title
from data.models import SectionKind

_REVIEW_PARTS = frozenset(
    (
        Part.FACTS,
        Part.WARNINGS,
        Part.SUMMARY,
        Part.CHARACTERS,
        Part.VERDICT,
        Part.SECTIONS,
        Part.AUDIENCE,
        Part.OVERVIEW,
    )
)
_SURE_PARTS = _REVIEW_PARTS - {Part.SUMMARY, Part.OVERVIEW, Part.AUDIENCE}
"""Pages that are no reviews have a summary or an overview, too."""

_TITLE_AND_YEAR = re.compile(r".{1,150} \((?:18[7-9]|19|20)\d\d\)")
_WORDS_OF_PROSE = 14
_NEAR = 40
"""Lines that are looked at again for another line."""


@dataclass
class Stretch:
    """The lines of one part, with the heading above them."""

    part: Part
    name: str = ""
    kind: SectionKind | None = None
    level: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass
class Parts:
    """All stretches of a page in their order, and the captions that stood between them."""

    stretches: list[Stretch] = field(default_factory=lambda: [Stretch(Part.LEAD)])
    captions: list[Line] = field(default_factory=list)
    has_begun: bool = False
    """Whether something of a review has been read."""
    is_review: bool = False
    """Whether the page is divided as a review is."""

    def of(self, *parts: Part) -> list[Stretch]:
        """The stretches of some parts."""
        return [stretch for stretch in self.stretches if stretch.part in parts]

    def lines_of(self, part: Part) -> list[Line]:
        """All lines of a part."""
        return [line for stretch in self.of(part) for line in stretch.lines]

    def add(self, line: Line) -> None:
        """Put a line into the current stretch."""
        current = self.stretches[-1]
        current.lines.append(line)
        self.has_begun |= current.part in _REVIEW_PARTS
        self.is_review |= current.part in _SURE_PARTS


def divided(lines: Iterable[Line]) -> Parts:
    """The parts of a page."""
    parts = Parts()
    for whole in lines:
        line = cleaned(whole)
        if line is None:
            continue
        if is_caption(line):
            parts.captions.append(line)
            continue
        current = parts.stretches[-1]
        if current.part is Part.END:
            continue
        _take(parts, current, line)
    return parts


def _take(parts: Parts, current: Stretch, line: Line) -> None:
    if _is_title_with_overview(parts, line):
        parts.add(line)
        return
    if _is_title_below_a_menu(parts, current, line):
        parts.stretches.append(Stretch(Part.LEAD))
        parts.add(line)
        return
    if _is_fact(current, line):
        if current.part is not Part.FACTS:
            parts.stretches.append(Stretch(Part.FACTS))
        parts.add(line)
        return
    mark = _next_part(parts, current, line)
    if mark:
        level = line.level if line.kind is Kind.HEADING else 0
        parts.stretches.append(Stretch(mark.part, mark.name, mark.kind, level))
        if mark.rest:
            parts.add(replace(line, text=mark.rest, kind=Kind.TEXT, cells=(), lead=""))
    elif current.part is Part.FACTS and _is_prose(line):
        parts.stretches.append(Stretch(Part.LEAD))
        parts.add(line)
    else:
        parts.add(line)


def _is_title_with_overview(parts: Parts, line: Line) -> bool:
    """Whether the first line is a title such as `Ferry – Overview`; further down it stands above the overview."""
    is_first = len(parts.stretches) == 1 and not parts.stretches[0].lines
    return is_first and len(line.cells) < 2 and overview_title(line.text) is not None and is_page_title(line)


def _is_title_below_a_menu(parts: Parts, current: Stretch, line: Line) -> bool:
    """Menus have `Summary` and `Overview` in them: where the page's title comes after that, the page begins there."""
    if current.part is Part.LEAD or parts.is_review or not is_page_title(line):
        return False
    return landmark(line) is None and not any(map(_is_prose, current.lines[:_NEAR]))


def _is_fact(current: Stretch, line: Line) -> bool:
    """Inside of its table a fact comes before a landmark: `Rating` and `Summary` can be either."""
    if current.part is Part.FACTS:
        fact = fact_in_cells(line.cells) if line.cells else None
        return (fact or fact_in_words(line.text)) is not None
    if current.part in (Part.LEAD, Part.JUNK, Part.OTHER):
        fact = fact_in_cells(line.cells) if len(line.cells) > 1 else None
        return fact is not None or begins_facts(line.text)
    return False


def _next_part(parts: Parts, current: Stretch, line: Line) -> Landmark | None:
    mark = landmark(line)
    if mark is None and current.part is Part.SUMMARY and key(line.text) == "review":
        return Landmark(Part.SECTIONS, line.text)
    if mark is None:
        return _box_title(parts, current, line) or _unknown_heading(current, line)
    if mark.part is Part.END and not parts.has_begun:
        return Landmark(Part.JUNK, mark.name)  # "Leave a comment" stands above many reviews as well
    if current.part is Part.OVERVIEW and (mark.part is Part.SUMMARY and key(line.text) == "summary"):
        return Landmark(Part.OVERVIEW, "")
    if (
        current.part is Part.OVERVIEW
        and is_total(line.text)
        and any(score_in(above.text) for above in current.lines[-_NEAR:])
    ):
        return None
    return mark


def _box_title(parts: Parts, current: Stretch, line: Line) -> Landmark | None:
    """Below a review, a line that is nothing but its title and year stands above the box with the overview."""
    if current.part not in (Part.JUNK, Part.RECOMMENDATIONS, Part.OTHER) or not parts.has_begun:
        return None
    if line.kind is Kind.ITEM or not _TITLE_AND_YEAR.fullmatch(line.text):
        return None
    known = any(line.text in told.text for stretch in parts.stretches[:1] for told in stretch.lines[:_NEAR])
    return Landmark(Part.OVERVIEW, f"{line.text} – Overview") if known or line.kind is Kind.HEADING else None


def _unknown_heading(current: Stretch, line: Line) -> Landmark | None:
    """A heading at least as high as that of the current part ends it, where headings are marked as such."""
    if line.kind is not Kind.HEADING or not current.level or line.level > current.level:
        return None
    divides = current.part in (Part.SECTIONS, Part.CHARACTERS, Part.LEAD, Part.OTHER, Part.JUNK)
    return None if divides and line.level == current.level else Landmark(Part.OTHER, line.text)


def _is_prose(line: Line) -> bool:
    return (
        len(line.text.split()) >= _WORDS_OF_PROSE
        and line.text.rstrip('”"’)').endswith((".", "!", "?"))
        and not line.cells
    )
