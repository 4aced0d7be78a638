"""An inverted index from n-gram codes to rows, in two numpy arrays, with room for rows that come later."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.titles.ngrams import VOCABULARY, codes, query_codes, row_codes

Rows = NDArray[np.int32]

_INT32 = np.iinfo(np.int32).max
_LEAST = 0.2
"""Rows that share less than this part of what the best row shares are not looked at."""


class _Counter(threading.local):
    """A sum for every row, one set a thread; cleared where the last query left something."""

    sums: NDArray[np.float32] = np.zeros(0, np.float32)
    used: Rows = np.zeros(0, np.int32)

    def count(self, rows: Rows, weights: NDArray[np.float32], size: int) -> NDArray[np.float32]:
        if len(self.sums) < size:
            self.sums = np.zeros(size + size // 8, np.float32)
        else:
            self.sums[self.used] = 0
        np.add.at(self.sums, rows, weights)
        self.used = rows
        return self.sums


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows read for a query, with repetitions; `sums` has for every row the weight it shares.

    `sums` holds until the same thread's next lookup.
    """

    rows: Rows
    sums: NDArray[np.float32]
    weight: float
    """The weight of all of the query's codes."""

    def most(self) -> Rows:
        """The distinct rows that share much."""
        found = self.sums[self.rows]
        if not len(found):
            return self.rows
        return distinct(self.rows[found > _LEAST * found.max()])


class Postings:
    """Rows by code. Loaded in runs, then `seal` packs them; rows added afterwards go to small arrays of their own."""

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.int32], Rows]] = []
        self._starts: NDArray[Any] = np.zeros(VOCABULARY + 1, np.int32)
        self._rows: Rows = np.zeros(0, np.int32)
        self._weights: NDArray[np.float32] = np.zeros(VOCABULARY, np.float32)
        self._unseen = 6.0
        self._late: dict[int, array[int]] = {}
        self._size = 0
        self._counter = _Counter()
        self.norms: NDArray[np.float32] = np.zeros(0, np.float32)

    def load(self, squashed: list[str], first_row: int) -> None:
        """Takes a run of texts whose rows are numbered from `first_row`."""
        code, text = codes(squashed)
        self._runs.append((code.astype(np.int32), (text + first_row).astype(np.int32)))
        self._size = first_row + len(squashed)

    def seal(self) -> Iterator[None]:
        """Packs the runs into one index; yields between steps of about a millisecond."""
        counts = np.zeros(VOCABULARY + 1, np.int32)
        for code, _ in self._runs:
            change, length = _groups(code)
            counts[code[change] + 1] += length
            yield
        self._weights = idf(counts[1:], self._size)
        self._unseen = float(self._weights.max()) or 6.0
        yield
        self._starts = np.cumsum(counts, dtype=np.int64 if counts.sum(dtype=np.int64) > _INT32 else np.int32)
        self._rows = np.zeros(int(self._starts[-1]), np.int32)
        self.norms = np.zeros(self._size, np.float32)
        yield
        free = self._starts[:-1].copy()
        for code, row in self._drain():
            change, length = _groups(code)
            self._rows[np.repeat(free[code[change]] - change, length) + np.arange(len(code))] = row
            free[code[change]] += length
            low = int(row.min()) if len(row) else 0
            norm = np.bincount(row - low, self._weights[code])
            self.norms[low : low + len(norm)] += norm.astype(np.float32)
            yield

    def _drain(self) -> Iterator[tuple[NDArray[np.int32], Rows]]:
        # From the end, so that each run's memory is free as soon as it is packed; rows need no order within a code.
        while self._runs:
            yield self._runs.pop()

    def add(self, squashed: str, row: int) -> None:
        """Files one more row, the one after the last."""
        found = row_codes(squashed)
        for one in found:
            self._late.setdefault(one, array("i")).append(row)
        self._size = row + 1
        if row >= len(self.norms):
            self.norms = np.concatenate([self.norms, np.zeros(max(64, row // 4), np.float32)])
        self.norms[row] = self._weight(np.fromiter(found, np.int64, len(found))).sum()

    def _weight(self, code: NDArray[np.int64]) -> NDArray[np.float32]:
        weight = self._weights[code]
        weight[weight == 0] = self._unseen
        return weight

    def lookup(self, squashed: list[str], budget: int) -> Hits:
        """Rows that share codes with any of the texts; reads some `budget` postings, rarest codes first."""
        code = query_codes(squashed)
        weight = self._weight(code)
        order = np.argsort(-weight)
        code = code[order]
        starts, ends = self._starts[code].tolist(), self._starts[code + 1].tolist()
        parts: list[Rows] = []
        lengths: list[int] = []
        late = self._late
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            part = self._rows[start : min(end, start + budget)]
            if late and (added := late.get(int(code[place]))):
                part = np.concatenate([part, np.array(added, np.int32)])
            parts.append(part)
            lengths.append(len(part))
            budget -= len(part)
            if budget <= 0:
                break
        rows = np.concatenate(parts)
        weights = np.repeat(weight[order[: len(parts)]], lengths)
        return Hits(rows, self._counter.count(rows, weights, self._size), float(weight.sum()))


def distinct(rows: Rows) -> Rows:
    """The rows in order without repetitions; for a few hundred np.unique takes four times as long."""
    rows = np.sort(rows)
    keep = np.empty(len(rows), np.bool_)
    keep[:1] = True
    np.not_equal(rows[1:], rows[:-1], out=keep[1:])
    return rows[keep]


def _groups(ordered: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of equal values begins, and its length."""
    change = np.flatnonzero(np.diff(ordered, prepend=-1))
    return change, np.diff(change, append=len(ordered))


def idf(counts: NDArray[np.int32], rows: int) -> NDArray[np.float32]:
    """Inverse document frequency of each code, smoothed, zero for a code that no row has."""
    weights = np.zeros(len(counts), np.float32)
    used = np.flatnonzero(counts)
    weights[used] = np.maximum(np.log((rows + 1.0) / (counts[used] + 0.5)), 0.1)
    return weights
