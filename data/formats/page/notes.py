"""What is told about a page besides its draft: problems, and the lines that were left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from data.errors import Expected, Problem, expected
from data.formats.page.lines import MOST_LINES_OF_A_LIST, Line

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+")


@dataclass
class Notes:
    """Collected while a page is read. `file` names it in problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def problem(self, of: str, what: Expected, line: int | None = None) -> None:
        """Tell what was expected of a field and was not there."""
        self.problems.append(Problem(self.file, of, what, line))

    def leave(self, texts: Iterable[str]) -> None:
        """Keep lines that were not understood, in their order."""
        self.left += [text for text in texts if text.strip()]

    def listed(self, lines: list[Line]) -> list[Line]:
        """As many lines as are read of a list; the others are left."""
        self.leave(line.text for line in lines[MOST_LINES_OF_A_LIST:])
        return lines[:MOST_LINES_OF_A_LIST]

    def fitted(self, text: str, longest: int, of: str) -> str | None:
        """The whole text, or of one that is too long its first paragraphs or sentences; the rest is left and told."""
        text = text.strip()
        if len(text) <= longest:
            return text or None
        kept = _beginning(text, longest)
        rest = text[len(kept) :].strip()
        if rest:
            self.problem(
                of, expected("at most {most:,} characters; the other {rest:,} are left", most=longest, rest=len(rest))
            )
            self.leave([rest])
        return kept.strip() or None

    def first(self, items: list[dict[str, Any]], most: int, of: str) -> list[dict[str, Any]]:
        """As many items as the model takes; the others are left and told."""
        if len(items) > most:
            self.problem(of, expected("at most {most}; the other {rest} are left", most=most, rest=len(items) - most))
            self.leave(" – ".join(str(value) for value in item.values() if value) for item in items[most:])
        return items[:most]


def _beginning(text: str, longest: int) -> str:
    """The longest beginning that ends with a paragraph, else with a sentence, else with a word."""
    window = text[: longest + 1]
    for ends in (
        [window.rfind("\n\n")],
        [found.start() for found in _SENTENCE_END.finditer(window)][-1:],
        [window.rfind(" ")],
    ):
        if ends and ends[0] > longest // 4:
            return text[: min(ends[0], longest)]
    return ""
