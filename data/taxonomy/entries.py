"""Where a text's sentences and the entries of its lists begin and end; a remark belongs to what it remarks on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data.taxonomy.phrases import plain
from data.taxonomy.qualifiers import cues

_ENDS = re.compile(r"[\n•|]+|;+(?![^()]*\))|(?<=[^\W\d]{2})\.(?:\s+|$)")
_COMMA = re.compile(r",(?![^()]*\))")
_FIGURE = re.compile(r"blood, sweat,? and tears")
"""A turn of speech that is no list."""
_LONGEST_ENTRY = 6
"""A line with commas is a list when no entry has more words than this; else it is a sentence."""

_GOES_ON = re.compile(
    r"(?:but|bar|barring|save for|excluding|although|though|only|until|till|except\w*|apart|aside|unless|however"
    r"|just|yet|apparently|allegedly|supposedly|i hope|i think|at least)\b"
)
"""An entry that begins so goes on with the one before."""
_REFERS = re.compile(
    r"(?:it|this|that|they|one|some|both|all|all of it)\b|there (?:is|are|was|were) (?:one|some|a few)\b"
)
_SAYS_HOW = re.compile(
    r"\b(?:implied|imply\w*|hint\w*|suggest\w*|seen|shown|heard|described|mentioned|happens?|attempt\w*)\b|\bnot\b"
)
_FILLERS = re.compile(
    r"\b(?:is|are|was|were|only|just|very|all|in|at|the|a|an|and|but|though|it|s|most(?:ly)?|throughout|times?|pretty"
    r"|usage|on|off|ones?|level|attempt(?:s|ed)?)\b|[^\w\s]"
)
_MOST_WORDS = 8


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a clean text, as written; "…; it is implied" stays with what it speaks of."""
    held: tuple[int, int] | None = None
    joint = "\n"
    for start, end, behind in _pieces(text):
        if held and not joint.strip("; .") and "\n" not in joint and remarks(text[start:end]):
            held = (held[0], end)
        else:
            if held:
                yield text[slice(*held)].strip()
            held = (start, end)
        joint = behind
    if held:
        yield text[slice(*held)].strip()


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each piece begins and ends, and what separates it from the next."""
    start = 0
    for border in [*_ENDS.finditer(text), None]:
        end = border.start() if border else len(text)
        if text[start:end].strip():
            yield start, end, border[0] if border else ""
        start = border.end() if border else end


def remarks(piece: str) -> bool:
    """Whether a piece says nothing but how what stands before it is: "implied only", "it is not shown"."""
    words = plain(piece)
    if not words or len(words.split()) > _MOST_WORDS:
        return False
    if _REFERS.match(words) and _SAYS_HOW.search(words):
        return True
    return not _rest(words).split()


def _rest(words: str) -> str:
    """What is left of words without those that say how strong or in what manner, and small ones."""
    said = cues()
    for known in (
        said.mild,
        said.moderate,
        said.severe,
        said.seldom,
        said.often,
        said.implied,
        said.mentioned,
        said.shown,
    ):
        words = known.sub(" ", words)
    return _FILLERS.sub(" ", words)


def entries(line: str) -> list[str]:
    """The entries of a list with commas; a sentence is one entry."""
    pieces = [piece.strip() for piece in _COMMA.split(line)]
    if _FIGURE.search(line.casefold()) or any(len(piece.split()) > _LONGEST_ENTRY for piece in pieces):
        return list(filter(None, [line.strip()]))
    return list(_joined(filter(None, pieces)))


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        if held and (_GOES_ON.match(plain(piece)) or remarks(piece)):
            held = f"{held}, {piece}"
            continue
        yield from filter(None, [held])
        held = piece
    yield from filter(None, [held])
