"""The small language of the taxonomy's phrases, and the plain form of the text they are matched in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_CONTRACTIONS = ((re.compile(r"\bwon't\b"), "will not"), (re.compile(r"\bcan(?:'t|not)\b"), "can not"))
_NOT = re.compile(r"n't\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s)")
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_GAP = r"(?: [^\s,;:.()!?']+){0,4}? "
_GROUP = re.compile(r"(?<!\?)<(\w+)>")
_OPTIONAL_WORD = re.compile(r" \(([^()]*)\)\?(?= |$)")
_CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
_ANY_ENDING = re.compile(r"(?<!\\)(?<=\w)\*")


def plain(text: str) -> str:
    """Text as phrases are matched in it: lower case, hyphens as spaces, `isn't` as `is not`, `'s` on its own."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").casefold()
    for contraction, words in _CONTRACTIONS:
        text = contraction.sub(words, text)
    text = _POSSESSIVE.sub(" 's", _NOT.sub(" not", text))
    text = _SLASH.sub(" or ", text).replace("&", " and ").replace("+", " and ")
    text = re.sub(r"[-\u2010-\u2014_\"“”«»]+", " ", text)
    text = re.sub(r"\s*([,;:.()!?])\s*", r"\1 ", text.replace("(", " ("))
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
    whole = rf"(?<!\w)(?:{_CAPTURING.sub('(?:', written)})(?!\w)"
    re.compile(whole)
    return whole
