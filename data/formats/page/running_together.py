"""Lines in which parts of a page run together, as when only the text between tags was kept: cut where parts begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from data.formats.page.facts_table import split_inline
from data.formats.page.landmarks import landmark
from data.formats.page.lines import Kind, Line
from data.formats.page.scores import score_in
from data.formats.page.titles import is_page_title

_HEADINGS = re.compile(
    r"General Information|Content Rating Explanation|Content Warnings?(?=:)|Film Summary|Movie Summary|Plot Summary"
    r"|Series Summary|Character Descriptions?|Our Rating:? ?(?:Positive|Mixed|Negative)(?: ?\([^()]{1,40}\))?"
    r"|On [Tt]he Fence|Low Points|Highlights(?= ?[A-Z“])|Who Is This For\?"
    r"|If you like this (?:movie|film|series|show), we recommend:?|Follow, Like and Subscribe"
    r"|Noted Characters [Aa]nd Cast|User Review ?\d(?:\.\d)? ?\(\d+ votes?\)"
)
"""Told from prose by their capitals and wording. The table of facts has its own list of such labels."""

_ENDINGS = re.compile(r"Check out our \w+ page|Listed Under Categories|Leave a Reply")
"""These are only cut before, and only where a heading shows that the line runs together."""

_OVERVIEW = re.compile(
    r"(?:(?<=[\s.:,!?”\"a-z])|^)([A-Z“\"][^.!?\n]{0,120}?(?: \((?:19|20)\d\d\))? ?[–—-] ?Overview)(?=\s|[A-Z“\"]|$)"
)
_BULLET = re.compile(r"\s+[•●▪]\s*|^[•●▪]\s*")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\d{1,2}[.)] (?=[A-Z“\"])")
_SCORE = re.compile(r"(?<=\d%)\s*(?=[A-Z“\"])")
_LOST_BREAK = re.compile(r"(?<=[a-z][.!?])(?=[A-Z“])|(?<=[a-z][.!?][”\"])(?=[A-Z“])")
_BEFORE_LAST_SENTENCE = re.compile(r"(?<=[.!?])[”\"]?(?!\d)\s*(?=[^.!?]*$|[^.!?]*\d\.\d+\s?%$)")
_CAPTION = re.compile(
    r"(?P<caption>[“\"][^“”\"]{2,160}?[”\"],?\s+[^“”\"]{1,120}?,?\s*directed by\s[^“”\"]{1,100}?"
    r"(?:\([^()]{1,60}\)|,\s*(?:19|20)\d\d\b(?!,?\s*\()))",
    re.IGNORECASE,
)
_ABBREVIATED = ("[A-Z]", "Mr", "Ms", "Dr", "St", "Lt", "Jr", "Sr", "No", "Mrs", "Col", "Sgt", "Rev", "Capt", "Prof")
_NOT_AN_END = "(?:" + "|".join(rf"(?<=\b{title})" for title in _ABBREVIATED) + r")\."
"""The full stop of `Dr. Vega` and of `J. B. Hall` ends no sentence."""

_HEAD = re.compile(
    r"(?P<before>.*?)(?P<head>(?:(?<=[.!?:a-z”])|(?<=[.!?:”]\s)|^)"
    rf"[A-Z](?:[^().!?“”]|{_NOT_AN_END}){{0,80}}\([^()]{{2,80}}\))",
    re.DOTALL,
)


def separated(lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines, those with several parts in them cut."""
    for index, line in enumerate(lines):
        if line.kind in (Kind.CAPTION, Kind.ROW):
            yield line
        elif _runs_together(line):
            yield from _cut(line)
        elif index == 0 and is_page_title(line):
            yield line
        elif len(captions := _around_captions(line.text)) > 1:
            yield from (replace(line, text=text, cells=(), lead="") for text in captions)
        else:
            yield line


def _runs_together(line: Line) -> bool:
    text = line.text
    first = _HEADINGS.match(text)
    if first and first.end() < len(text.rstrip(" :")) and landmark(line) is None:
        return True
    return len(_HEADINGS.findall(text)) >= 2 or len(split_inline(text)) >= 3 or _SCORE.search(text) is not None


def _cut(line: Line) -> Iterator[Line]:
    edges = {0, len(line.text), *(found.start() for found in _ENDINGS.finditer(line.text))}
    edges |= {edge for found in _HEADINGS.finditer(line.text) for edge in found.span()}
    for start, end in pairwise(sorted(edges)):
        for piece in _pieces(line.text[start:end].strip()):
            for text in _LOST_BREAK.split(piece):
                yield replace(line, text=text, kind=Kind.TEXT, cells=(), lead="")


def _pieces(text: str) -> Iterator[str]:
    for fact in split_inline(text):
        for part in _OVERVIEW.split(fact):
            for item in _items(part.strip()):
                for score in _SCORE.split(item):
                    yield from _around_captions(score)


def _around_captions(text: str) -> list[str]:
    """The text before, in and behind each caption; the role that it shows stands once more right before it."""
    pieces: list[str] = []
    for piece in map(str.strip, _CAPTION.split(text)):
        head = _HEAD.fullmatch(piece) if piece.endswith(")") and not _CAPTION.fullmatch(piece) else None
        pieces += [head["before"], head["head"]] if head else _before_score(piece)
    return list(filter(None, map(str.strip, pieces)))


def _before_score(text: str) -> list[str]:
    """`It looks wonderful. The Sea - 88%` is a sentence and a score."""
    return _BEFORE_LAST_SENTENCE.split(text) if text.endswith("%") and score_in(text) else [text]


def _items(text: str) -> list[str]:
    if len(_BULLET.findall(text)) >= 1:
        return _BULLET.split(text)
    numbers = list(_NUMBERED.finditer(text))
    if len(numbers) < 2:
        return [text]
    edges = [0, *(found.start() for found in numbers), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]
