"""The small language of the taxonomy's phrases, and the plain form of the text they are matched in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_CONTRACTIONS = ((re.compile(r"\bwon't\b"), "will not"), (re.compile(r"\bcan(?:'t|not)\b"), "can not"))
_NOT = re.compile(r"n't\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s)")
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_GAP = r"(?: [^\s,;:.()!?']+){0,4}? "
_GROUP = re.compile(r"(?<!\?)<(\w+)>")
_OPTIONAL_WORD = re.compile(r" \(([^()]*)\)\?(?= |$)")
_BORDER, _END = r"(?<!\w)(?:", r")(?!\w)"
_CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
_ANY_ENDING = re.compile(r"(?<!\\)(?<=\w)\*")


def plain(text: str, slash: str = " or ") -> str:
    """Text as phrases are matched in it: lower case, hyphens as spaces, `isn't` as `is not`, `'s` on its own.

    `slash` is what a slash between two words is read as.
    """
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").casefold()
    for contraction, words in _CONTRACTIONS:
        text = contraction.sub(words, text)
    text = _POSSESSIVE.sub(" 's", _NOT.sub(" not", text))
    text = _SLASH.sub(slash, text).replace("&", " and ").replace("+", " and ")
    text = re.sub(r"[-\u2010-\u2014_\"“”«»]+", " ", text)
    text = " ".join(text.replace("(", " (").split())  # before a pattern whose time grows with the square of a gap
    text = re.sub(r"\s*([,;:.()!?])\s*", r"\1 ", text)
    return " ".join(text.split())


def expression(phrase: str, words: Mapping[str, str] | None = None) -> str:
    """The regular expression a phrase stands for; `words` are the groups that `<name>` may name.

    Raises:
        KeyError: the phrase names a group that there is not.
        re.error: the phrase is not a regular expression.
    """
    groups = words or {}
    written = _GROUP.sub(lambda found: f"({groups[found[1]]})", phrase)
    written = _ANY_ENDING.sub(r"\\w*", re.sub(r"\\w\*", r"\\w{0,}", written))
    written = _OPTIONAL_WORD.sub(r"(?: (?:\1))?", written.replace(" ... ", _GAP))
    whole = rf"{_BORDER}{_CAPTURING.sub('(?:', written)}{_END}"
    compiled(whole)
    return whole


@lru_cache(maxsize=8192)
def compiled(written: str) -> re.Pattern[str]:
    """A regular expression, compiled once for reading the taxonomy and for looking for its phrases."""
    return re.compile(written)


def beginnings(written: str) -> frozenset[str] | None:
    """The first two letters of every text that an expression stands for; None if they may be any.

    A text that holds none of them at the start of a word need not be searched, which is nine in ten.
    """
    found: set[str] = set()
    for choice in _choices(written.removeprefix(_BORDER).removesuffix(_END)):
        if re.match(r"[a-z]{2}(?![?*{])", choice):
            found.add(choice[:2])
            continue
        inner, behind = _first_group(choice)
        first = beginnings(inner) if inner and not behind.startswith(("?", "*", "{")) else None
        if first is None:
            return None
        found |= first
    return frozenset(found)


def _choices(written: str) -> list[str]:
    """What stands between the `|` of an expression, those within its groups left alone."""
    depth, choices = 0, [""]
    for letter in written:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            choices.append("")
        else:
            choices[-1] += letter
    return choices


def _first_group(written: str) -> tuple[str, str]:
    """The inside of the group that an expression begins with, and what stands behind it."""
    depth = 0
    for at, letter in enumerate(written if written.startswith("(?:") else ""):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return written[3:at], written[at + 1 :]
    return "", written
