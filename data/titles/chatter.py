"""Tells the words around a title from the title: what is cut off both ends of a query, and how chatty a text is."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path


def read_kinds(path: Path) -> dict[str, frozenset[str]]:
    """Words by kind, out of a file with one kind a line: its name, a colon, the words."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            kinds[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in kinds.items()}


_KINDS = read_kinds(Path(__file__).with_name("chatter.txt"))
_HEAD, _TAIL, WEAK = _KINDS["head"], _KINDS["tail"], _KINDS["weak"]
FILLER = _HEAD | _TAIL | WEAK
"""Every word that chatter is made of."""
_LEANS_RIGHT = frozenset(
    ["on", "at", "in", "for", "the", "a", "an", "is", "to", "by", "near", "with", "was", "or", "and", "of"]
)


def trim(folded: str) -> tuple[str, int]:
    """Cuts chatter off both ends of a folded text; all of it stays if nothing would be left.

    The second value is the number of words cut.
    """
    words = folded.split(" ")
    start, end = _head(words), _tail(words)
    if start >= end or all(word in WEAK for word in words[start:end]):
        return folded, 0
    return " ".join(words[start:end]), len(words) - (end - start)


def bare(folded: str) -> str:
    """The text without the words at both ends that may belong to chatter; all of it if it has no others."""
    words = folded.split(" ")
    places = [place for place, word in enumerate(words) if word not in WEAK]
    return " ".join(words[places[0] : places[-1] + 1]) if places else folded


def _head(words: list[str]) -> int:
    cut = 0
    for place, word in enumerate(words):
        if word in _HEAD:
            cut = place + 1
        elif word not in WEAK:
            break
    return cut


def _tail(words: list[str]) -> int:
    cut = len(words)
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _TAIL:
            cut = place
        elif words[place] not in WEAK and not words[place].isdecimal():
            break
    while 0 < cut < len(words) and words[cut - 1] in _LEANS_RIGHT:
        cut -= 1
    return cut
