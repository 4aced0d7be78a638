"""What tells whether the best row is what a query meant at all: the words left over on both sides, and the tone."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from data.titles.chatter import FILLER, WEAK
from data.titles.columns import Clue
from data.titles.english import COMMON, KNOWN
from data.titles.queries import Query
from data.titles.texts import Arrays, Codes, Texts, coded, packed

Row = NDArray[np.float32]


class Vocabulary:
    """How many titles each word stands in."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._count: Callable[[str], int | None] = self._counts.get

    def arrays(self) -> Arrays:
        """All there is."""
        counts = np.fromiter(self._counts.values(), np.int32, len(self._counts))
        return {
            "words.counts": counts,
            **packed("words", self._counts),
            **coded("words", self._counts, range(len(counts))),
        }

    @classmethod
    def mapped(cls, arrays: Arrays) -> Vocabulary:
        """The same words again, to which none can be added."""
        texts, codes, counts = Texts(arrays, "words"), Codes(arrays, "words"), arrays["words.counts"].data
        vocabulary = cls()
        vocabulary._count = lambda word: next(
            (counts[place] for place in codes.find(word) if texts[place] == word), None
        )
        return vocabulary

    def add(self, folded: str) -> None:
        """Counts the words of one title."""
        counts = self._counts
        for word in folded.split(" "):
            counts[word] = counts.get(word, 0) + 1

    def rarity(self, word: str) -> float:
        """1 for a word never seen, towards 0 for the commonest."""
        plain = 4.0 if word in FILLER else 1.5 if word in COMMON else 0.5 if word in KNOWN else 0.0
        return 1 / (1 + plain + 0.15 * math.log1p(self._count(word) or 0))

    def knows(self, word: str) -> bool:
        """Whether this is a word, as far as English and the titles tell: then it is hardly a slip of the fingers."""
        return word in COMMON or word in KNOWN or (self._count(word) or 0) > 2


def evidence(query: Query, text: str, scores: NDArray[np.float32], vocabulary: Vocabulary) -> Row:
    """One line, one column per `Clue`; `text` is the best row's, `scores` the ranker's, one a film, best first."""
    out = [0.0] * len(Clue)
    _lead(out, scores)
    words, title = query.core.split(" "), text.split(" ")
    _leftovers(out, words, title, vocabulary)
    every = query.whole.split(" ")[:60]
    out[Clue.TITLE_WORDS] = len(title) / 6
    out[Clue.TITLE_RARITY] = sum(map(vocabulary.rarity, title)) / len(title)
    out[Clue.TITLE_FILLER] = sum(word in FILLER for word in title) / len(title)
    out[Clue.QUERY_WORDS] = len(every) / 10
    out[Clue.QUERY_FILLER] = sum(word in FILLER for word in every) / len(every)
    out[Clue.QUERY_UNKNOWN] = sum(not vocabulary.knows(word) for word in every) / len(every)
    out[Clue.QUERY_RARITY] = sum(map(vocabulary.rarity, every)) / len(every)
    _tone(out, query.raw)
    out[Clue.YEAR] = float(query.year > 0)
    out[Clue.COVER_WORDS] = sum(word in every for word in title) / len(every)
    out[Clue.LONG_WORDS] = max(map(len, every)) / 10
    return np.array(out, np.float32)


def _lead(out: list[float], scores: NDArray[np.float32]) -> None:
    alone = len(scores) == 1
    mass = np.exp(scores - scores[0])
    out[Clue.TOP] = float(scores[0]) / 10
    out[Clue.SECOND] = -1.0 if alone else float(scores[1]) / 10
    out[Clue.LEAD] = 2.0 if alone else float(min(10.0, scores[0] - scores[1])) / 5
    out[Clue.CHANCE] = float(1 / mass.sum())
    out[Clue.RIVALS] = float((mass > 0.2).sum()) / 5


def _leftovers(out: list[float], words: list[str], title: list[str], vocabulary: Vocabulary) -> None:
    """Each word of the query is found in the title, stands in place of one of its words, or is left over."""
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
    size = len(words)
    out[Clue.EXACT_WORDS] = exact / size
    out[Clue.KNOWN_LEFT] = known / size
    out[Clue.UNKNOWN_LEFT] = unknown / size
    out[Clue.FILLER_LEFT] = filler / size
    out[Clue.SWAPPED_KNOWN] = swapped_known / size
    out[Clue.SWAPPED_UNKNOWN] = swapped_unknown / size
    weak = sum(word in WEAK for word in left)
    out[Clue.TITLE_LEFT] = (len(left) - 0.7 * weak) / len(title)


_QUOTES = frozenset('"“”*_')
_VOWELS = str.maketrans("", "", "aeiouy")


def _tone(out: list[float], raw: str) -> None:
    text = raw.strip()
    size = max(1, len(text))
    letters = sum(map(str.isalpha, text))
    words = text.split()
    lower = text.lower()
    out[Clue.CAPITAL] = float(text[:1].isupper())
    out[Clue.TITLE_CASE] = sum([word[0].isupper() for word in words[1:]]) / (len(words) - 1) if len(words) > 1 else 0.5
    out[Clue.UPPER] = float(text.isupper())
    out[Clue.STOP_MARK] = float(text.endswith("."))
    out[Clue.BANG] = float("!" in text)
    out[Clue.QUESTION] = float("?" in text)
    out[Clue.QUOTE] = float(not _QUOTES.isdisjoint(text))
    out[Clue.ODD_MARKS] = sum([mark in text for mark in ";/…"]) / 2 + float("..." in text)
    out[Clue.DIGITS] = sum(map(str.isdigit, text)) / size
    out[Clue.VOWELS] = (len(lower) - len(lower.translate(_VOWELS))) / max(1, letters)
    out[Clue.LETTERS] = letters / size
