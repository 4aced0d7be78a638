"""Text that was broken at a fixed width, put together again."""

from __future__ import annotations

import re
from collections import Counter

_NARROWEST, _WIDEST = 50, 130
_BEGINS_ANEW = re.compile(r"\s*(?:[•·▪◦‣●○*+|#>–-]\s|\(?\d{1,2}\\?[.)]\s|\|)")


def unwrapped(lines: list[str]) -> list[tuple[int, str]]:
    """Each line with its number from 1; paragraphs that were wrapped are one line with the number of their first.

    A line was wrapped where the first word of the next line would not have fitted on it. Whether a text is wrapped
    at all shows in its longest lines: many are nearly equally long.
    """
    numbered = list(enumerate(lines, 1))
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
    """The width at which lines were broken: few are longer (an address cannot be broken), many nearly as long."""
    lengths = Counter(len(line.rstrip()) for line in lines)
    for width in range(_WIDEST, _NARROWEST, -1):
        near = sum(lengths[length] for length in range(width - 11, width + 1))
        longer = sum(count for length, count in lengths.items() if length > width)
        if lengths[width] and near >= 5 and longer <= near // 4:
            return width
        if longer > len(lines) // 8:
            return None
    return None


def _continues(last: str, line: str, width: int) -> bool:
    if not last.strip() or not line.strip() or _BEGINS_ANEW.match(line):
        return False
    indent = len(last) - len(last.lstrip())
    if len(last.rstrip()) > width:
        return False
    deeper = len(line) - len(line.lstrip()) > indent + 8
    return not deeper and len(last.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width
