"""Folds any text to lower-case words without accents and punctuation, so that spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from data.titles.english import COMMON, KNOWN

MAX_CHARS = 250
"""Queries are cut here: longer than any title with chatter around it, short enough to bound the time."""
_MAX_DECOMPOSED = 2 * MAX_CHARS  # one letter may decompose into eighteen

_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "ng",
    "&": " and ", "'": None, "’": None, "‘": None, "`": None, "´": None, "ʻ": None, "ʼ": None, "′": None,
}  # fmt: skip
_ASCII = str.maketrans({chr(c): " " for c in range(128) if not chr(c).isalnum()} | {"&": " and ", "'": None, "`": None})
_OTHER = str.maketrans(_LETTERS)
_ACRONYM = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_ACCENT = re.compile("[\u0300-\u036f]")
_LEADING = re.compile(r"^(?:the|an|a) (?=.)")
_TRAILING = re.compile(
    r"^(.*\S)\s*,\s*(the|an|a|le|la|les|l'|l’|el|los|las|lo|il|gli|i|un|une|una|der|die|das|den|det|de|ett|en|o|os|as)$",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Lower-case words of letters and digits, single spaces between; accents go, `&` becomes `and`."""
    if "." in text:
        text = _ACRONYM.sub(lambda m: m.group().replace(".", ""), text)
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    text = unicodedata.normalize("NFKD", text)[:_MAX_DECOMPOSED]
    text = _ACCENT.sub("", text).casefold().translate(_OTHER)
    return " ".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in text).split())


def _is_mark(char: str) -> bool:
    # Vowel signs of the Indic scripts and of Thai belong to the word.
    return char > "\u0370" and unicodedata.category(char)[0] == "M"


def squash(folded: str) -> str:
    """The folded text without its spaces: `spider man` and `spiderman` are one."""
    return folded.replace(" ", "")


def strip_article(folded: str) -> str:
    """Drops one leading English article, unless nothing would be left."""
    return _LEADING.sub("", folded)


def _slips(word: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        for letter in letters:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]


_SLIPS_OF_THE = frozenset(_slips("the")) - COMMON - KNOWN - {""}


def strip_slipped_article(folded: str) -> str:
    """Drops a leading article that one slip of the fingers has spoilt: `teh match`, `th match`."""
    first, space, rest = folded.partition(" ")
    return rest if space and first in _SLIPS_OF_THE else folded


def front_article(title: str) -> str:
    """`Player, The` becomes `The Player`."""
    if "," not in title:
        return title
    found = _TRAILING.match(title.rstrip())
    return f"{found[2]} {found[1]}" if found else title
