"""What stands between a text as people write it and its plain form: censored words, shared nouns, remarks set apart."""

from __future__ import annotations

import re
from functools import lru_cache

from data.taxonomy.phrases import plain
from data.taxonomy.topics import load

_CENSORED = re.compile(r"(?<![\w*])[^\W\d_]*(?:[*.!@$#0-9][^\W\d_]*)+(?![\w*])")
_INITIALS = re.compile(r"(?<![\w./])([a-z])[./]([a-z])(?:[./]([a-z]))?\.?(?![\w/])")
_SHORT = ((re.compile(r"\bw/o\b", re.I), "without"), (re.compile(r"\bw/(?=\s|\w{2})", re.I), "with "))
_LONGEST, _MOST_CENSORED = 20, 4
"""Letters of a censored word, and how many of them something else stands for: more would take long to look through."""
_LOOKALIKES = {"0": "o", "1": "[il]", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
_UNSEEN = re.compile("[\ufe0e\ufe0f]")
_KINDS = (
    "sexual|physical|emotional|verbal|psychological|mental|domestic|child|animal|drug|alcohol|substance|racial|racist"
    "|homophobic|transphobic|ableist|sexist|ethnic|gun|knife|spousal|parental|religious"
)
_NOUNS = "abuse|violence|assaults?|harassment|slurs?|language|jokes?|cruelty|neglect|addiction|use|references|trauma"
_SHARED = re.compile(rf"\b((?:(?:{_KINDS})(?:, | and | or | / |, and |, or ))+)((?:{_KINDS}) ({_NOUNS}))\b")
_KIND = re.compile(rf"\b(?:{_KINDS})\b")


@lru_cache(maxsize=4096)
def _uncensored(word: str) -> str:
    """The word that somebody wrote with other characters in it; itself where it is none of those, as a number is."""
    if word.isdecimal() or len(word) > _LONGEST or sum(not letter.isalpha() for letter in word) > _MOST_CENSORED:
        return word
    written = "".join(_letter(letter) for letter in word.casefold())
    expression = re.compile(written)
    return next((known for known in load().censored if expression.fullmatch(known)), word)


def _letter(letter: str) -> str:
    if letter == "*":
        return "[a-z]{0,2}"
    if letter in _LOOKALIKES:
        return f"(?:{_LOOKALIKES[letter]})?"
    return re.escape(letter) if letter.isalpha() else "[a-z]?"


def read_plain(text: str) -> str:
    """The plain form of an entry, its censored words written out and shared nouns repeated."""
    for written, meant in _SHORT:
        text = written.sub(meant, text)
    text = _UNSEEN.sub("", text)
    text = _CENSORED.sub(lambda found: _uncensored(found[0]), text)
    text = _INITIALS.sub(lambda found: "".join(filter(None, found.groups())), text.casefold())
    return _SHARED.sub(_repeated, plain(text, slash=" / "))


def _repeated(found: re.Match[str]) -> str:
    """`sexual and physical abuse` is `sexual abuse and physical abuse`."""
    return _KIND.sub(lambda kind: f"{kind[0]} {found[3]}", found[1]) + found[2]
