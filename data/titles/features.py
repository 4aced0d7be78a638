"""The second stage: what tells a right row from a wrong one, as numbers between about -1 and 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from data.titles.candidates import Candidates
from data.titles.catalogue import Catalogue, People
from data.titles.chatter import FILLER
from data.titles.normalize import squash
from data.titles.numerals import sequel_number
from data.titles.postings import Postings
from data.titles.queries import Query
from data.titles.stores import Stores
from data.titles.surfaces import Kind

Matrix = NDArray[np.float32]

_NAMES = """
ratio squash_ratio core_ratio partial token_sort token_set winkler begin begin_exact begin_word equal_core equal_whole
segment_share segment_quoted
span span_share span_lead shared_row shared_query length_gap row_length
popularity recency year_match year_near year_off sequel_same sequel_missing sequel_extra article person plain
title alternative head tail initials nickname
core_length words dropped release has_year segments
"""
NAMES = tuple(_NAMES.split())
"""How alike the texts are; how much they cover of each other; what the film and its form are; what the query is."""
PLACE = {name: place for place, name in enumerate(NAMES)}

CLOSER, _LONG = 16, 40
"""Rows of a long query for which the likenesses are computed that take most of the time; from how many letters on."""
_KINDS = np.eye(len(Kind), dtype=np.float32)
_FIRST_KIND = PLACE["title"]


def features(query: Query, found: Candidates, stores: Stores) -> Matrix:
    """One line per candidate row, one column per name in `NAMES`."""
    catalogue = stores.catalogue
    listed = found.rows.tolist()
    out = np.zeros((len(NAMES), len(listed)), np.float32)
    texts = [catalogue.texts[row] for row in listed]
    squashed = [catalogue.squashed[row] for row in listed]
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
    out[0] = ratio.max(axis=0)
    out[1] = tight.max(axis=0)
    out[2] = ratio[0]
    out[:3] /= 100
    out[6] = cdist([core], squashed, scorer=JaroWinkler.normalized_similarity)[0]
    begin = cdist([core], [text[:size] for text in squashed], scorer=OSA.normalized_similarity)[0]
    out[7] = begin
    begins = np.flatnonzero(begin == 1).tolist()
    out[8, begins] = 1
    first = segments[0] + " "
    out[9, [place for place in begins if (texts[place] + " ").startswith(first)]] = 1
    out[10] = tight[0] == 100
    whole, plain = squash(query.whole), squash(query.plain)
    if plain != core:
        out[8] = np.maximum(out[8], [text.startswith(plain) for text in squashed])
    out[11] = out[10] if whole == plain == core else [text in (whole, plain) for text in squashed]
    if len(packed) == 1:
        out[12] = size / max(1, len(whole))
        return
    best = tight.argmax(axis=0)
    out[12] = (np.array([len(text) for text in packed]) / max(1, len(whole)))[best]
    if query.quoted:
        out[13] = (best > 0) & (best <= query.quoted)


def _closer_look(out: Matrix, query: Query, texts: list[str]) -> None:
    """The dear likenesses, for the rows that are most like the query so far; the others keep the plain ratio."""
    out[3:6] = out[2]
    rows = range(len(texts))
    if len(texts) > CLOSER and len(query.whole) > _LONG:
        so_far = np.maximum(np.maximum(out[1], 0.9 * out[7]), 0.9 * out[17]) + 0.5 * out[14]
        rows = np.argpartition(-so_far, CLOSER)[:CLOSER].tolist()
        texts = [texts[row] for row in rows]
    core = query.segments[:1]
    out[3, rows] = cdist([query.whole], texts, scorer=fuzz.partial_ratio)[0] / 100
    if " " in core[0]:
        out[4, rows] = cdist(core, texts, scorer=fuzz.token_sort_ratio)[0] / 100
    out[5, rows] = cdist(core, texts, scorer=fuzz.token_set_ratio)[0] / 100


def _cover(out: Matrix, query: Query, found: Candidates, catalogue: Catalogue, postings: Postings) -> None:
    length = catalogue.length.values[found.rows]
    if found.spans:
        span = np.array([found.spans.get(row, 0) for row in found.rows.tolist()], np.float32)
        out[14] = span > 0
        out[15] = span / max(1, len(squash(query.whole)))
        out[16] = span >= max(found.spans.values())
    out[17] = np.minimum(1.5, found.shared / (postings.norms[found.rows] + 0.1))
    out[18] = found.shared / max(0.1, found.weight)
    size = len(squash(query.core))
    out[19] = (size - length) / np.maximum(size, length)
    out[20] = np.log1p(length) / 4


def _facts(out: Matrix, query: Query, rows: NDArray[np.int32], film: NDArray[np.int32], catalogue: Catalogue) -> None:
    year = catalogue.year.values[film]
    out[21] = catalogue.popularity.values[film]
    out[22] = np.clip((year - 1980) / 45, -1, 1)
    if query.year:
        apart = np.abs(year - query.year)
        out[23] = apart == 0
        out[24] = apart == 1
        out[25] = apart > 1
    sequel, asked = catalogue.sequel.values[rows], sequel_number(query.core)
    if asked:
        same = (sequel == asked) | ((asked == 1) & (sequel == 0))
        out[26] = same
        out[27] = ~same
    else:
        out[28] = sequel > 1
    article = catalogue.article.values[rows] * np.float32(2) - 1
    out[29] = article if query.article else -article
    out[31] = catalogue.plain.values[rows] * np.float32(1 / 255)
    out[_FIRST_KIND : _FIRST_KIND + len(Kind)] = _KINDS[:, catalogue.kind.values[rows]]


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
    out[30] = np.minimum(hits, 2) / 2


def _tone(out: Matrix, query: Query) -> None:
    out[-6:] = np.array(
        [
            np.log1p(len(squash(query.core))) / 4,
            min(1.0, (query.whole.count(" ") + 1) / 12),
            min(1.0, query.dropped / 6),
            query.release,
            query.year > 0,
            len(query.segments) / 8,
        ],
        np.float32,
    )[:, None]
