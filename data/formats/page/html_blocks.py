"""The words between HTML tags, put together to lines: paragraphs, headings, items, rows."""

from __future__ import annotations

from collections.abc import Mapping

from data.formats.page.lines import Kind, Line

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tfoot", "caption", "ul",
    "tr", "td", "th"
))  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_BOLD = frozenset(("b", "strong"))
_PLAIN = frozenset(("p", "div", "center"))
_LAYOUT = 600
"""A cell with more characters than this is part of a page's layout, not of a table of facts."""


class Blocks:
    """Collects lines, each with the number of the region of the page that it stands in."""

    def __init__(self) -> None:
        self.regions: list[tuple[int, Line]] = []
        self.characters = 0
        self._words: list[tuple[str, bool, bool]] = []
        self._bold = self._links = self._region = 0
        self._standing = [(Kind.TEXT, 0)]
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str], region: int) -> None:
        """A tag opens."""
        self._bold += tag in _BOLD
        self._links += tag == "a"
        if tag == "br":
            self._break()
        if tag not in _BLOCKS:
            return
        self._break()
        self._region = region
        if tag == "table":
            self._leave_cell()
        elif tag == "tr":
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._cell = []
        own = _standing(tag, attributes)
        inherits = own[0] is Kind.TEXT and tag in _PLAIN
        self._standing.append(self._standing[-1] if inherits else own)

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._bold = max(0, self._bold - (tag in _BOLD))
        self._links = max(0, self._links - (tag == "a"))
        if tag not in _BLOCKS:
            return
        self._break()
        if len(self._standing) > 1:
            self._standing.pop()
        if tag in _CELLS and self._cell is not None and self._rows:
            self._rows[-1].append("\n".join(self._cell))
            self._cell = None
        elif tag == "tr" and self._rows:
            self._end_row(self._rows.pop())

    def data(self, words: str) -> None:
        """Words between tags."""
        self.characters += len(words)
        self._words.append((words, self._bold > 0, self._links > 0))

    def flush(self) -> None:
        """The page is over; what was not closed is closed."""
        self._break()
        self._leave_cell()
        while self._rows:
            self._end_row(self._rows.pop(0))

    def _break(self) -> None:
        pieces, self._words = self._words, []
        text = " ".join("".join(words for words, _, _ in pieces).split())
        if not text:
            return
        if self._cell is not None:
            self._cell.append(text)
            return
        kind, level = self._standing[-1]
        all_bold = all(bold for words, bold, _ in pieces if words.strip())
        if kind is Kind.TEXT and all_bold and len(text) <= 150 and not text.endswith((".", ",")):
            kind, level = Kind.HEADING, 7
        self.regions.append((self._region, Line(text, None, kind, level, lead=_lead(pieces))))

    def _leave_cell(self) -> None:
        for text in self._cell or ():
            self.regions.append((self._region, Line(text)))
        if self._cell is not None:
            self._cell = []

    def _end_row(self, cells: list[str]) -> None:
        filled = tuple(cell for cell in cells if cell)
        if len(filled) < 2 or any(len(cell) > _LAYOUT for cell in filled):
            lines = [Line(text) for cell in filled for text in cell.split("\n")]
        else:
            lines = [Line(" | ".join(" ".join(cell.split()) for cell in filled), None, Kind.ROW, cells=filled)]
        self.regions += [(self._region, line) for line in lines]


def _standing(tag: str, attributes: Mapping[str, str]) -> tuple[Kind, int]:
    if tag in _HEADINGS:
        return Kind.HEADING, _HEADINGS[tag]
    if tag == "figcaption" or "wp-caption-text" in attributes.get("class", ""):
        return Kind.CAPTION, 0
    return (Kind.ITEM, 0) if tag == "li" else (Kind.TEXT, 0)


def _lead(pieces: list[tuple[str, bool, bool]]) -> str:
    """The words at the beginning of a block that are bold or a link."""
    marked: list[str] = []
    for words, bold, link in pieces:
        if words.strip() and not (bold or link):
            break
        marked.append(words)
    return " ".join("".join(marked).split())
