"""What tells whether the best row is what a query meant at all: the words left over on both sides, and the tone."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from data.titles.chatter import FILLER, WEAK
from data.titles.english import COMMON, KNOWN
from data.titles.queries import Query

NAMES = [
    "top",
    "second",
    "lead",
    "chance",
    "rivals",
    "exact_words",
    "known_left",
    "unknown_left",
    "filler_left",
    "swapped_known",
    "swapped_unknown",
    "title_left",
    "title_words",
    "title_rarity",
    "title_filler",
    "query_words",
    "query_filler",
    "query_unknown",
    "query_rarity",
    "capital",
    "title_case",
    "upper",
    "stop_mark",
    "bang",
    "question",
    "quote",
    "odd_marks",
    "digits",
    "vowels",
    "letters",
    "year",
    "cover_words",
    "long_words",
]

Row = NDArray[np.float32]


class Vocabulary:
    """How many titles each word stands in."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def add(self, folded: str) -> None:
        """Counts the words of one title."""
        counts = self.counts
        for word in folded.split(" "):
            counts[word] = counts.get(word, 0) + 1

    def rarity(self, word: str) -> float:
        """1 for a word never seen, towards 0 for the commonest."""
        plain = 4.0 if word in FILLER else 1.5 if word in COMMON else 0.5 if word in KNOWN else 0.0
        return 1 / (1 + plain + 0.15 * math.log1p(self.counts.get(word, 0)))

    def knows(self, word: str) -> bool:
        """Whether this is a word, as far as English and the titles tell: then it is hardly a slip of the fingers."""
        return word in COMMON or word in KNOWN or self.counts.get(word, 0) > 2


def evidence(query: Query, text: str, scores: NDArray[np.float32], vocabulary: Vocabulary) -> Row:
    """One line in the order of `NAMES`; `text` is the best row's, `scores` the ranker's, one a film, best first."""
    words = query.core.split(" ")
    every = query.whole.split(" ")[:60]
    title = text.split(" ")
    mass = np.exp(scores - scores[0])
    out = [
        float(scores[0]) / 10,
        float(scores[1]) / 10 if len(scores) > 1 else -1.0,
        float(min(10.0, scores[0] - scores[1])) / 5 if len(scores) > 1 else 2.0,
        float(1 / mass.sum()),
        float((mass > 0.2).sum()) / 5,
    ]
    out += _leftovers(words, title, vocabulary)
    out += [
        len(title) / 6,
        sum(map(vocabulary.rarity, title)) / len(title),
        sum(word in FILLER for word in title) / len(title),
        len(every) / 10,
        sum(word in FILLER for word in every) / len(every),
        sum(not vocabulary.knows(word) for word in every) / len(every),
        sum(map(vocabulary.rarity, every)) / len(every),
    ]
    out += _tone(query.raw)
    out += [float(query.year > 0), sum(word in every for word in title) / len(every), max(map(len, every)) / 10]
    return np.array(out, np.float32)


def _leftovers(words: list[str], title: list[str], vocabulary: Vocabulary) -> list[float]:
    """Shares of: words found; known, unknown and filler words left; swapped words; title words left."""
    left = [word for word in title if word not in words]
    exact = known = unknown = filler = swapped_known = swapped_unknown = 0.0
    for word in words:
        if word in title:
            exact += 1
            continue
        near = max((fuzz.ratio(word, other), other) for other in left) if left else (0.0, "")
        familiar = vocabulary.knows(word)
        if near[0] >= 50:
            left.remove(near[1])
            swapped_known += familiar * (1.2 - near[0] / 100)
            swapped_unknown += (not familiar) * (1.2 - near[0] / 100)
        else:
            known += familiar
            unknown += not familiar
            filler += word in FILLER
    weak = sum(word in WEAK for word in left)
    size = len(words)
    return [
        exact / size, known / size, unknown / size, filler / size, swapped_known / size, swapped_unknown / size,
        (len(left) - 0.7 * weak) / len(title),
    ]  # fmt: skip


_QUOTES = frozenset('"“”*_')
_VOWELS = str.maketrans("", "", "aeiouy")


def _tone(raw: str) -> list[float]:
    text = raw.strip()
    size = max(1, len(text))
    letters = sum(map(str.isalpha, text))
    words = text.split()
    capitals = sum([word[0].isupper() for word in words[1:]]) / (len(words) - 1) if len(words) > 1 else 0.5
    lower = text.lower()
    return [
        float(text[:1].isupper()),
        capitals,
        float(text.isupper()),
        float(text.endswith(".")),
        float("!" in text),
        float("?" in text),
        float(not _QUOTES.isdisjoint(text)),
        sum([mark in text for mark in ";/…"]) / 2 + float("..." in text),
        sum(map(str.isdigit, text)) / size,
        (len(lower) - len(lower.translate(_VOWELS))) / max(1, letters),
        letters / size,
    ]
