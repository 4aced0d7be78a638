"""The first stage: from a query to some dozens of rows worth a closer look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from data.titles.catalogue import Catalogue
from data.titles.chatter import WEAK
from data.titles.lexicon import Lexicon
from data.titles.normalize import squash
from data.titles.postings import Hits, Postings, distinct
from data.titles.queries import Query
from data.titles.stores import Stores
from data.titles.texts import at

Rows = NDArray[np.int32]

BUDGET = 8_000
"""Postings read for one query, rarest n-grams first: twice as many find 0.02 % more, at 20 % more time."""
NEAR = 160
"""Rows that are looked at after the n-grams have been counted."""
_BUDGET_PART, _NEAR_PART = 20, 1200
"""In large catalogues a twentieth of all rows is read, and one in 1,200 looked at."""
_BUDGET_LETTER = 3_000
"""But no more postings than so many for each letter: those of two or three letters tell little."""
BY_NGRAMS = 16
BY_RATIO = 32
BY_PREFIX = 20
_SPAN_WORDS = 9
_MAX_WORDS = 48
_SAME_SPAN = 6
_NAMESAKES = 24


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows (sorted), with the n-gram weight that each shares with the query."""

    rows: Rows
    shared: NDArray[np.float32]
    weight: float
    """N-gram weight of the query itself."""
    spans: dict[int, int]
    """Row to the number of letters of the query that it matches as a whole."""


_NOTHING = Candidates(np.zeros(0, np.int32), np.zeros(0, np.float32), 0.0, {})


def find(query: Query, stores: Stores) -> Candidates:
    """Candidates of all kinds; `rows` may be empty."""
    catalogue, lexicon, postings = stores.catalogue, stores.lexicon, stores.postings
    if not query.core or not catalogue.texts:
        return _NOTHING
    spans = _spans(query, catalogue, lexicon)
    texts = [squash(text) for text in query.segments[:3]]
    size = len(catalogue.texts)
    budget = min(size // _BUDGET_PART, _BUDGET_LETTER * len(texts[0]))
    hits = postings.lookup(texts, max(BUDGET, budget))
    near = _closest(_best(hits, max(NEAR, size // _NEAR_PART), catalogue, postings), texts, catalogue)
    parts = [near, _prefixed(query, catalogue, lexicon), np.fromiter(spans, np.int32, len(spans))]
    rows = distinct(np.concatenate(parts))
    if not catalogue.whole:
        rows = rows[catalogue.alive.values[catalogue.film.values[rows]]]
    return Candidates(rows, hits.sums[rows], hits.weight, spans)


def _spans(query: Query, catalogue: Catalogue, lexicon: Lexicon) -> dict[int, int]:
    """Rows that some run of the query's words matches as a whole."""
    found: dict[int, int] = {}
    for text in {squash(query.core), squash(query.plain), squash(query.whole)}:
        for row in _known(lexicon.exact(text), catalogue):
            found[row] = len(text)
    words = query.whole.split(" ")[:_MAX_WORDS]
    if len(words) > 1:
        for text in _runs(words):
            if lexicon.has(text):
                for row in _known(lexicon.exact(text), catalogue)[:_SAME_SPAN]:
                    found[row] = max(len(text), found.get(row, 0))
    return found


def _known(rows: list[int], catalogue: Catalogue) -> list[int]:
    """Of very many rows of one text those of the most popular films."""
    if len(rows) <= _NAMESAKES:
        return rows
    every = np.array(rows, np.int32)
    rank = catalogue.popularity.values[catalogue.film.values[every]]
    return [rows[place] for place in np.argsort(-rank, kind="stable")[:_NAMESAKES].tolist()]


def _runs(words: list[str]) -> list[str]:
    joined = "".join(words)
    ends = np.cumsum([len(word) for word in words]).tolist()
    runs: list[str] = []
    start = 0
    for first, word in enumerate(words):
        begin = first + 1 if word in WEAK else first
        runs += [joined[start:end] for end in ends[begin : first + _SPAN_WORDS]]
        start = ends[first]
    return runs


def _prefixed(query: Query, catalogue: Catalogue, lexicon: Lexicon) -> Rows:
    """The most popular of the rows that begin like the query."""
    core, plain = squash(query.core), squash(query.plain)
    rows = lexicon.prefixed(core)
    if plain != core:
        rows = np.concatenate([rows, lexicon.prefixed(plain)])
    if len(rows) > BY_PREFIX:
        rank = catalogue.popularity.values[catalogue.film.values[rows]]
        rows = rows[np.argpartition(-rank, BY_PREFIX)[:BY_PREFIX]]
    return rows


def _best(hits: Hits, most: int, catalogue: Catalogue, postings: Postings) -> Rows:
    """The rows that share most with the query, weighed by how much of either is shared; best first if they are many."""
    near = hits.most()
    if len(near) <= BY_NGRAMS:
        return near
    shared = hits.sums[near]
    rank = shared / (postings.norms[near] + 4.0) + (0.7 / hits.weight) * shared
    rank += 0.25 * catalogue.popularity.values[catalogue.film.values[near]]
    if len(near) > most:
        best = np.argpartition(-rank, most)[:most]
        near, rank = near[best], rank[best]
    return near[np.argsort(-rank)]


def _closest(near: Rows, texts: list[str], catalogue: Catalogue) -> Rows:
    """Of too many rows the first few, and those whose whole text, or beginning, is the closest to the query."""
    if len(near) <= BY_RATIO:
        return near
    rest = near[BY_NGRAMS:]
    squashed = at(catalogue.squashed, rest)
    whole = cdist(texts, squashed, scorer=fuzz.ratio).max(axis=0)
    size = len(texts[0])
    begin = cdist(texts[:1], [text[:size] for text in squashed], scorer=fuzz.ratio)[0]
    rank = np.maximum(whole, 0.93 * begin) + 8 * catalogue.popularity.values[catalogue.film.values[rest]]
    keep = BY_RATIO - BY_NGRAMS
    chosen = rest[np.argpartition(-rank, keep)[:keep]] if len(rest) > keep else rest
    return np.concatenate([near[:BY_NGRAMS], chosen])
