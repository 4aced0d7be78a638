"""Text as Discord shows it: escaped, spoilered, paged, in bars. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

LONGEST_PAGE = 3000
"""Characters of one page of prose, which leaves room for its heading and its footer."""

_ZERO_WIDTH_SPACE = "\u200b"
_INLINE = str.maketrans({mark: f"\\{mark}" for mark in r"\*_~|`[<"} | {"@": f"@{_ZERO_WIDTH_SPACE}"})
"""Emphasis, code, spoilers, links, mentions and emoji. As a table, since a pattern takes a second for a long review."""
_LINE_START = re.compile(  # headings, quotes and lists, behind whatever Discord may take for the end of a line
    r"(?:^|(?<=[\r\x0b\x0c\x85\u2028\u2029]))([^\S\n]*(?:\d+(?=[.)]))?)([#>+.)-])", re.MULTILINE
)
_ADDRESS = re.compile(r"(?<!\w)(https?://[A-Za-z0-9][^\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]*)")
"""What Discord makes a link of by itself, whole: in it nothing is formatted, and a backslash would be a part of it."""
_IN_ADDRESS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in r"\*~|`[]<>@"})
"""As addresses write these marks, which could end a spoiler or bold type around it, or name somebody else's host."""

_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Overrides, embeddings and isolates of somebody else's, which turn what follows around: they are left out."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def escape(text: str) -> str:
    """Text from people, shown letter by letter: no formatting, no mention, no spoiler of its own; links stay whole.

    Letters from right to left are isolated, so that what stands around them keeps its order.

    `discord.utils.escape_markdown` would do some of it, but takes seconds for a page of `<` or `[`.
    """
    literal = _literal(text)
    if literal.isascii() or not _RIGHT_TO_LEFT.search(literal):
        return literal
    lines = literal.split("\n")  # an isolate ends with its line
    return "\n".join(f"{_ISOLATE}{one}{_END_OF_ISOLATE}" if _RIGHT_TO_LEFT.search(one) else one for one in lines)


def _literal(text: str) -> str:
    """As `escape`, for text that has its lines for itself and may run in its own direction."""
    if not text.isascii():
        text = text.translate(_DIRECTIONS)
    if "://" in text:
        pieces = _ADDRESS.split(text)  # addresses are every second piece
        pieces = [one.translate(_IN_ADDRESS if at % 2 else _INLINE) for at, one in enumerate(pieces)]
        text = "".join(pieces)
    else:
        text = text.translate(_INLINE)
    return _LINE_START.sub(r"\1\\\2", text)


def spoiler(text: str) -> str:
    """Hidden until pressed. `text` is plain: escaping also keeps a `||` in it from ending the cover early."""
    return f"||{escape(text)}||"


def bar(percentage: int, length: int = 10) -> str:
    """`███████░░░ 70 %`, never broken between lines; fonts of code have these blocks, all as wide as a figure."""
    filled = round(percentage / 100 * length)
    return f"{'█' * filled}{'░' * (length - filled)}\u00a0{percentage}\u00a0%"


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
    while len(paragraph) > longest or len(_literal(paragraph)) > longest:  # escaping all that is left takes its square
        end = _fitting_end(paragraph, longest)
        yield _literal(paragraph[:end].rstrip())
        paragraph = paragraph[end:].lstrip()
    if paragraph:
        yield _literal(paragraph)


def _fitting_end(paragraph: str, longest: int) -> int:
    """Where to break: behind the last word whose escaped text fits, or inside a word longer than a page."""
    low, high = 1, min(len(paragraph), longest)
    if len(_literal(paragraph[:high])) <= longest:  # as most text, which has nothing to escape
        low = high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_literal(paragraph[:middle])) <= longest else (low, middle - 1)
    space = paragraph.rfind(" ", 1, low + 1)
    return space if space > 0 else low
