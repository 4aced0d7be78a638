"""Text as Discord shows it: escaped, spoilered, paged, in bars. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

LONGEST_PAGE = 3000
"""Characters of one page of prose, which leaves room for its heading and its footer."""

_ZERO_WIDTH_SPACE = "\u200b"
_INLINE = str.maketrans({mark: f"\\{mark}" for mark in r"\*_~|`[<"} | {"@": f"@{_ZERO_WIDTH_SPACE}"})
"""Emphasis, code, spoilers, links, mentions and emoji. As a table, since a pattern takes a second for a long review."""
_LINE_START = re.compile(r"^([ \t]*(?:\d+(?=[.)]))?)([#>+.)-])", re.MULTILINE)  # headings, quotes and lists


def escape(text: str) -> str:
    """Text from people, shown letter by letter: no formatting, no mention, no spoiler of its own.

    `discord.utils.escape_markdown` would do most of it, but takes seconds for a page of `<` or `[`.
    """
    return _LINE_START.sub(r"\1\\\2", text.translate(_INLINE))


def spoiler(text: str) -> str:
    """Hidden until pressed. `text` is plain: escaping also keeps a `||` in it from ending the cover early."""
    return f"||{escape(text)}||"


def bar(percentage: int, length: int = 10) -> str:
    """`▰▰▰▰▰▰▰▱▱▱ 70 %`"""
    filled = round(percentage / 100 * length)
    return f"{'▰' * filled}{'▱' * (length - filled)} {percentage} %"


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters, with an ellipsis where it was cut. Only where the whole text is one press away."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def choice_name(label: str, longest: int = 100) -> str:
    """A film's label cut to fit a button or a choice; the year behind it always stays."""
    if len(label) <= longest:
        return label
    year = re.search(r" \(\d{4}\)$", label)
    return f"{label[: longest - 8].rstrip()}…{year[0]}" if year else f"{label[: longest - 1]}…"


def fit(lines: Iterable[str], longest: int, rest: str | Callable[[int], str]) -> str:
    """As many whole lines as fit; `rest` says how many more there are, with `{count}` in it or asked for the number."""
    taken: list[str] = []
    lines = list(lines)
    more = rest if callable(rest) else lambda number: rest.format(count=number)
    room = longest - len(more(len(lines))) - 8
    for number, line in enumerate(lines, 1):
        if sum(map(len, taken)) + len(taken) + len(line) > (longest if number == len(lines) else room):
            return "\n".join([*taken, more(len(lines) - len(taken))])
        taken.append(line)
    return "\n".join(taken)


def pages(blocks: Iterable[str], longest: int = LONGEST_PAGE) -> list[str]:
    """Blocks of ready text put on as few pages as hold them, in order; a block never spans two pages.

    Every block must be at most `longest` characters; see `split`.
    """
    filled: list[str] = []
    for block in blocks:
        if filled and len(filled[-1]) + 2 + len(block) <= longest:
            filled[-1] += f"\n\n{block}"
        else:
            filled.append(block)
    return filled


def split(text: str, longest: int = LONGEST_PAGE) -> list[str]:
    """Plain text as escaped blocks of at most `longest` characters, broken between paragraphs, else between words."""
    blocks: list[str] = []
    for paragraph in text.split("\n\n"):
        blocks += _split_paragraph(paragraph, longest)
    return blocks


def _split_paragraph(paragraph: str, longest: int) -> Iterable[str]:
    while len(paragraph) > longest or len(escape(paragraph)) > longest:  # escaping all that is left takes its square
        end = _fitting_end(paragraph, longest)
        yield escape(paragraph[:end].rstrip())
        paragraph = paragraph[end:].lstrip()
    if paragraph:
        yield escape(paragraph)


def _fitting_end(paragraph: str, longest: int) -> int:
    """Where to break: behind the last word whose escaped text fits, or inside a word longer than a page."""
    low, high = 1, min(len(paragraph), longest)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(escape(paragraph[:middle])) <= longest else (low, middle - 1)
    space = paragraph.rfind(" ", 1, low + 1)
    return space if space > 0 else low
