"""The second stage: what tells a right row from a wrong one, as numbers between about -1 and 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from data.titles.candidates import Candidates
from data.titles.catalogue import Catalogue
from data.titles.chatter import FILLER
from data.titles.columns import Feature
from data.titles.normalize import squash
from data.titles.numerals import sequel_number
from data.titles.people import People
from data.titles.postings import Postings
from data.titles.queries import Query
from data.titles.stores import Stores
from data.titles.surfaces import Kind
from data.titles.texts import at

Matrix = NDArray[np.float32]

CLOSER, _LONG = 16, 40
"""Rows of a long query for which the likenesses are computed that take most of the time; from how many letters on."""
_KINDS = np.eye(len(Kind), dtype=np.float32)
_KIND_ROWS = [Feature[kind.name] for kind in Kind]


def features(query: Query, found: Candidates, stores: Stores) -> Matrix:
    """One line per candidate row, one column per `Feature`."""
    catalogue = stores.catalogue
    out = np.zeros((len(Feature), len(found.rows)), np.float32)
    texts, squashed = at(catalogue.texts, found.rows), at(catalogue.squashed, found.rows)
    _cover(out, query, found, catalogue, stores.postings)
    _likeness(out, query, texts, squashed)
    _closer_look(out, query, texts)
    film = catalogue.film.values[found.rows]
    _facts(out, query, found.rows, film, catalogue)
    _people(out, query, texts, film, stores.people)
    _tone(out, query)
    return out.T


def _likeness(out: Matrix, query: Query, texts: list[str], squashed: list[str]) -> None:
    segments = list(query.segments)
    packed = [squash(segment) for segment in segments]
    core = packed[0]
    size = len(core)
    ratio = cdist(segments, texts, scorer=fuzz.ratio)
    tight = cdist(packed, squashed, scorer=fuzz.ratio)
    out[Feature.RATIO] = ratio.max(axis=0) / 100
    out[Feature.SQUASH_RATIO] = tight.max(axis=0) / 100
    out[Feature.CORE_RATIO] = ratio[0] / 100
    out[Feature.WINKLER] = cdist([core], squashed, scorer=JaroWinkler.normalized_similarity)[0]
    begin = cdist([core], [text[:size] for text in squashed], scorer=OSA.normalized_similarity)[0]
    out[Feature.BEGIN] = begin
    begins = np.flatnonzero(begin == 1).tolist()
    out[Feature.BEGIN_EXACT, begins] = 1
    first = segments[0] + " "
    out[Feature.BEGIN_WORD, [place for place in begins if (texts[place] + " ").startswith(first)]] = 1
    out[Feature.EQUAL_CORE] = tight[0] == 100
    whole, plain = squash(query.whole), squash(query.plain)
    if plain != core:
        out[Feature.BEGIN_EXACT] = np.maximum(out[Feature.BEGIN_EXACT], [text.startswith(plain) for text in squashed])
    out[Feature.EQUAL_WHOLE] = (
        out[Feature.EQUAL_CORE] if whole == plain == core else [text in (whole, plain) for text in squashed]
    )
    if len(packed) == 1:
        out[Feature.SEGMENT_SHARE] = size / max(1, len(whole))
        return
    best = tight.argmax(axis=0)
    out[Feature.SEGMENT_SHARE] = (np.array([len(text) for text in packed]) / max(1, len(whole)))[best]
    if query.quoted:
        out[Feature.SEGMENT_QUOTED] = (best > 0) & (best <= query.quoted)


def _closer_look(out: Matrix, query: Query, texts: list[str]) -> None:
    """The dear likenesses, for the rows that are most like the query so far; the others keep the plain ratio."""
    out[Feature.PARTIAL] = out[Feature.TOKEN_SORT] = out[Feature.TOKEN_SET] = out[Feature.CORE_RATIO]
    rows = range(len(texts))
    if len(texts) > CLOSER and len(query.whole) > _LONG:
        so_far = np.maximum(out[Feature.SQUASH_RATIO], 0.9 * out[Feature.BEGIN])
        so_far = np.maximum(so_far, 0.9 * out[Feature.SHARED_ROW]) + 0.5 * out[Feature.SPAN]
        rows = np.argpartition(-so_far, CLOSER)[:CLOSER].tolist()
        texts = [texts[row] for row in rows]
    core = query.segments[:1]
    out[Feature.PARTIAL, rows] = cdist([query.whole], texts, scorer=fuzz.partial_ratio)[0] / 100
    if " " in core[0]:
        out[Feature.TOKEN_SORT, rows] = cdist(core, texts, scorer=fuzz.token_sort_ratio)[0] / 100
    out[Feature.TOKEN_SET, rows] = cdist(core, texts, scorer=fuzz.token_set_ratio)[0] / 100


def _cover(out: Matrix, query: Query, found: Candidates, catalogue: Catalogue, postings: Postings) -> None:
    length = catalogue.length.values[found.rows]
    if found.spans:
        span = np.array([found.spans.get(row, 0) for row in found.rows.tolist()], np.float32)
        out[Feature.SPAN] = span > 0
        out[Feature.SPAN_SHARE] = span / max(1, len(squash(query.whole)))
        out[Feature.SPAN_LEAD] = span >= max(found.spans.values())
    out[Feature.SHARED_ROW] = np.minimum(1.5, found.shared / (postings.norms[found.rows] + 0.1))
    out[Feature.SHARED_QUERY] = found.shared / max(0.1, found.weight)
    size = len(squash(query.core))
    out[Feature.LENGTH_GAP] = (size - length) / np.maximum(size, length)
    out[Feature.ROW_LENGTH] = np.log1p(length) / 4


def _facts(out: Matrix, query: Query, rows: NDArray[np.int32], film: NDArray[np.int32], catalogue: Catalogue) -> None:
    year = catalogue.year.values[film]
    out[Feature.POPULARITY] = catalogue.popularity.values[film]
    out[Feature.RECENCY] = np.clip((year - 1980) / 45, -1, 1)
    if query.year:
        apart = np.abs(year - query.year)
        out[Feature.YEAR_MATCH] = apart == 0
        out[Feature.YEAR_NEAR] = apart == 1
        out[Feature.YEAR_OFF] = apart > 1
    sequel, asked = catalogue.sequel.values[rows], sequel_number(query.core)
    if asked:
        same = (sequel == asked) | ((asked == 1) & (sequel == 0))
        out[Feature.SEQUEL_SAME] = same
        out[Feature.SEQUEL_MISSING] = ~same
    else:
        out[Feature.SEQUEL_EXTRA] = sequel > 1
    article = catalogue.article.values[rows] * np.float32(2) - 1
    out[Feature.ARTICLE] = article if query.article else -article
    out[Feature.PLAIN] = catalogue.plain.values[rows] * np.float32(1 / 255)
    out[_KIND_ROWS] = _KINDS[:, catalogue.kind.values[rows]]


def _people(out: Matrix, query: Query, texts: list[str], film: NDArray[np.int32], people: People) -> None:
    words = query.whole.split(" ")
    if not 2 <= len(words) <= 20:
        return
    hits = np.zeros(len(texts), np.float32)
    for word in words:
        if len(word) > 2 and word not in FILLER:
            known = people.among(word, film)
            if known is not None and known.any():
                hits += known & [word not in text for text in texts]
    out[Feature.PERSON] = np.minimum(hits, 2) / 2


def _tone(out: Matrix, query: Query) -> None:
    out[Feature.CORE_LENGTH] = np.log1p(len(squash(query.core))) / 4
    out[Feature.WORDS] = min(1.0, (query.whole.count(" ") + 1) / 12)
    out[Feature.DROPPED] = min(1.0, query.dropped / 6)
    out[Feature.RELEASE] = query.release
    out[Feature.HAS_YEAR] = query.year > 0
    out[Feature.SEGMENTS] = len(query.segments) / 8
