"""Writes every numeral in digits: `rocky ii`, `rocky two` and `rocky 2` become one."""

from __future__ import annotations

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
]
_ROMANS = [
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_DIGITS: dict[str, str] = {w: str(n) for n, w in enumerate(_WORDS)}
_DIGITS |= {w: str(n) for n, w in enumerate(_ROMANS, 2)}
_DIGITS |= {w: str(n) for w, n in _TENS.items()}
_ORDINAL = {w: f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }" for n, w in enumerate(_ORDINALS)}
_NUMERAL = _DIGITS | _ORDINAL
ORDINALS = {w: n for n, w in enumerate(_ORDINALS) if n} | {w: n for n, w in enumerate(_ORDINAL.values()) if n}
"""`third` and `3rd` are 3."""
# A lone `i` is nearly always the pronoun; after these words it counts.
_BEFORE_ONE = frozenset({"part", "episode", "chapter", "volume", "vol", "ep", "pt"})
_SHORT = {
    "bros": "brothers", "dr": "doctor", "jr": "junior", "sgt": "sergeant", "lt": "lieutenant", "st": "saint",
    "u": "you", "ur": "your",
    "pt": "part", "vol": "volume", "ep": "episode", "vs": "v", "versus": "v",  # which then reads 5, on both sides
    "n": "and",
}  # fmt: skip


def digits(folded: str) -> str:
    """The folded text with number words, Roman numerals and their short companions (`pt`, `vol`) made uniform."""
    words = folded.split(" ")
    out: list[str] = []
    for typed in words:
        word = _SHORT.get(typed, typed)
        number = _NUMERAL.get(word)
        if number is None and word == "i" and out and out[-1] in _BEFORE_ONE:
            number = "1"
        if number and out and len(number) == 1 and len(out[-1]) == 2 and words[len(out) - 1] in _TENS:
            out[-1] = out[-1][0] + number  # thirty nine
            continue
        out.append(number or word)
    return " ".join(out)


def sequel_number(canonical: str) -> int:
    """The last number below 100 in a text written by `digits`; 0 if it has none."""
    for word in reversed(canonical.split(" ")):
        if word.isdecimal() and len(word) < 3:
            return int(word)
    return 0
