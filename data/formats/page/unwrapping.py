"""Text that was broken at a fixed width, put together again."""

from __future__ import annotations

import re

_NARROWEST, _WIDEST = 50, 130
_BEGINS_ANEW = re.compile(r"\s*(?:[•·▪◦‣●○*+|#>–-]\s|\(?\d{1,2}\\?[.)]\s|\|)")
_MOST_LINES = 40_000


def unwrapped(lines: list[str]) -> list[tuple[int, str]]:
    """Each line with its number from 1; paragraphs that were wrapped are one line with the number of their first.

    A line was wrapped where the first word of the next line would not have fitted on it. Whether a text is wrapped
    at all shows in its longest lines: many that are nearly equally long, and none that is longer.
    """
    numbered = list(enumerate(lines[:_MOST_LINES], 1))
    width = _width(lines)
    if width is None:
        return numbered
    joined: list[tuple[int, str]] = []
    last = ""
    for number, line in numbered:
        if joined and _continues(last, line, width):
            first, text = joined[-1]
            joined[-1] = (first, f"{text.rstrip()} {line.strip()}")
        else:
            joined.append((number, line))
        last = line
    return joined


def _width(lines: list[str]) -> int | None:
    lengths = [len(line.rstrip()) for line in lines]
    longest = max(lengths, default=0)
    near = sum(length > longest - 12 for length in lengths)
    return longest if _NARROWEST <= longest <= _WIDEST and near >= 5 else None


def _continues(last: str, line: str, width: int) -> bool:
    if not last.strip() or not line.strip() or _BEGINS_ANEW.match(line):
        return False
    indent = len(last) - len(last.lstrip())
    deeper = len(line) - len(line.lstrip()) > indent + 8
    return not deeper and len(last.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width
