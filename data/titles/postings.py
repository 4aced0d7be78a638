"""An inverted index from n-gram codes to rows, in a few numpy arrays, with room for rows that come later.

It takes the room of what it holds: of the codes there are only those that some row has.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.titles.ngrams import VOCABULARY, codes, query_codes, row_codes
from data.titles.texts import Arrays

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
        self._codes: NDArray[np.int32] = np.array([_INT32], np.int32)  # ascending, and one that is none behind them
        self._starts: NDArray[Any] = np.zeros(2, np.int32)
        self._rows: Rows = np.zeros(0, np.int32)
        self._weights: NDArray[np.float32] = np.zeros(1, np.float32)
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
        used, counts = yield from self._count()
        counts = np.append(counts, np.int32(0))
        self._codes = np.append(used, np.int32(_INT32))
        self._weights = idf(counts, self._size)
        self._unseen = float(self._weights.max()) or 6.0
        yield
        total = int(counts.sum(dtype=np.int64))
        self._starts = np.zeros(len(counts) + 1, np.int64 if total > _INT32 else np.int32)
        np.cumsum(counts, out=self._starts[1:])
        self._rows = np.zeros(total, np.int32)
        self.norms = np.zeros(self._size, np.float32)
        yield
        free = self._starts[:-1].copy()
        for code, row in self._drain():
            change, length = _groups(code)
            place = np.searchsorted(self._codes, code[change])
            self._rows[np.repeat(free[place] - change, length) + np.arange(len(code))] = row
            free[place] += length
            low = int(row.min()) if len(row) else 0
            norm = np.bincount(row - low, np.repeat(self._weights[place], length))
            self.norms[low : low + len(norm)] += norm.astype(np.float32)
            yield

    def _count(self) -> Generator[None, None, tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """The codes that some row has, ascending, and how many rows have each."""
        if len(self._runs) == 1:  # few films: it would take longer to look through all codes than to do the rest
            code, _ = self._runs[0]
            change, length = _groups(code)
            return code[change], length.astype(np.int32)
        counts = np.zeros(VOCABULARY, np.int32)
        for code, _ in self._runs:
            change, length = _groups(code)
            counts[code[change]] += length
            yield
        used = np.flatnonzero(counts)
        return used.astype(np.int32), counts[used]

    def _drain(self) -> Iterator[tuple[NDArray[np.int32], Rows]]:
        # From the end, so that each run's memory is free as soon as it is packed; rows need no order within a code.
        while self._runs:
            yield self._runs.pop()

    def arrays(self) -> Arrays:
        """All there is, after `seal`."""
        return {
            "postings.codes": self._codes,
            "postings.starts": self._starts,
            "postings.rows": self._rows,
            "postings.weights": self._weights,
            "postings.norms": self.norms,
        }

    @classmethod
    def mapped(cls, arrays: Arrays) -> Postings:
        """The same index again, to which nothing can be added."""
        postings = cls()
        postings._codes = arrays["postings.codes"]
        postings._starts = arrays["postings.starts"]
        postings._rows = arrays["postings.rows"]
        postings._weights = arrays["postings.weights"]
        postings._unseen = float(postings._weights.max()) or 6.0
        postings.norms = arrays["postings.norms"]
        postings._size = len(postings.norms)
        return postings

    def add(self, squashed: str, row: int) -> None:
        """Files one more row, the one after the last."""
        found = row_codes(squashed)
        for one in found:
            self._late.setdefault(one, array("i")).append(row)
        self._size = row + 1
        if row >= len(self.norms):
            self.norms = np.concatenate([self.norms, np.zeros(max(64, row // 4), np.float32)])
        _, weight = self._places(np.fromiter(found, np.int64, len(found)))
        self.norms[row] = weight.sum()

    def _places(self, code: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Where each code stands, and its weight; one that no row had stands behind the last."""
        place = np.searchsorted(self._codes, code)
        place[self._codes[place] != code] = len(self._codes) - 1
        weight = self._weights[place]
        weight[weight == 0] = self._unseen
        return place, weight

    def lookup(self, squashed: list[str], budget: int) -> Hits:
        """Rows that share codes with any of the texts; reads some `budget` postings, rarest codes first."""
        code = query_codes(squashed)
        where, weight = self._places(code)
        order = np.argsort(-weight)
        code, where = code[order], where[order]
        starts, ends = self._starts[where].tolist(), self._starts[where + 1].tolist()
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
