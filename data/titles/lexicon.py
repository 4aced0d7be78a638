"""Finds rows by their whole text or by how it begins; prefixes that fit too many rows give the most popular."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_LAST = "\U0010ffff"
_WIDE = 600
"""More rows than this are not compared one by one."""
_THINNER = 8
"""Each tier has so many times fewer rows than the one below it."""
_HEAD = 3
_BUCKET = 1500

Bucket = tuple[list[str], "array[int]"]


class Lexicon:
    """Sorted texts with a row each, and thinner tiers of the popular ones above them."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}
        self._texts: list[str] = []
        self._rows: NDArray[np.int32] = np.zeros(0, np.int32)
        self._first: dict[str, int] = {}
        self._tiers: list[tuple[list[str], NDArray[np.int32]]] = []
        self._late: list[tuple[str, int]] = []

    def load(self, text: str, row: int) -> None:
        """Takes an entry; it can be found after `seal`."""
        head = text[: _HEAD + 2] if text.startswith("the") else text[:_HEAD]  # a tenth of all entries
        bucket = self._buckets.get(head)
        if bucket is None:
            bucket = self._buckets[head] = ([], array("i"))
        bucket[0].append(text)
        bucket[1].append(row)

    def seal(self, popularity: NDArray[np.float32]) -> Iterator[None]:
        """Sorts what was loaded; `popularity` is per row. Yields between steps of about a millisecond."""
        rows = array("i")
        for head in sorted(self._buckets):
            for texts, found in _sorted(self._buckets.pop(head), len(head)):
                place = len(self._texts)
                self._texts += texts
                rows += found
                self._first.update(zip(reversed(texts), range(place + len(texts) - 1, place - 1, -1), strict=True))
                if place // _BUCKET != len(self._texts) // _BUCKET:
                    yield
        self._rows = np.array(rows, np.int32)
        rank = popularity[self._rows]
        size = len(rows) // _THINNER
        while size >= _WIDE:
            keep = np.sort(np.argpartition(-rank, size)[:size])
            self._tiers.append(([self._texts[place] for place in keep.tolist()], self._rows[keep]))
            size //= _THINNER
            yield

    def add(self, text: str, row: int) -> None:
        """Files one more entry, which can be found at once."""
        insort(self._late, (text, row))

    def has(self, text: str) -> bool:
        """Whether a row may have this text."""
        return text in self._first or bool(self._late)

    def exact(self, text: str) -> list[int]:
        """The rows whose text is this."""
        found: list[int] = []
        place = self._first.get(text)
        if place is not None:
            while place < len(self._texts) and self._texts[place] == text:
                found.append(int(self._rows[place]))
                place += 1
        if self._late:
            found += [
                row
                for _, row in self._late[bisect_left(self._late, (text, -1)) : bisect_left(self._late, (text, _MANY))]
            ]
        return found

    def prefixed(self, prefix: str) -> NDArray[np.int32]:
        """Rows whose text begins so: all of them, or if they are very many, those of the popular films."""
        rows = self._rows
        low, high = _range(self._texts, prefix)
        for texts, popular in self._tiers:
            start, end = _range(texts, prefix)
            if high - low <= _WIDE or end - start < _WIDE // _THINNER // 2:
                break
            rows, low, high = popular, start, end
        found = rows[low:high]
        if not self._late:
            return found
        late = self._late[bisect_left(self._late, (prefix, -1)) : bisect_left(self._late, (prefix + _LAST, -1))]
        return np.concatenate([found, np.array([row for _, row in late], np.int32)])


_MANY = 1 << 31


def _range(texts: list[str], prefix: str) -> tuple[int, int]:
    low = bisect_left(texts, prefix)
    return low, bisect_left(texts, prefix + _LAST, low)


def _sorted(bucket: Bucket, depth: int) -> Iterator[Bucket]:
    """The entries of a bucket in order, in pieces; those of a large one are first told apart by two letters more."""
    texts, rows = bucket
    if len(texts) <= _BUCKET or depth > 2 * _HEAD:
        order = sorted(range(len(texts)), key=texts.__getitem__)
        yield list(map(texts.__getitem__, order)), array("i", map(rows.__getitem__, order))
        return
    inner: dict[str, Bucket] = {}
    for text, row in zip(texts, rows, strict=True):
        piece = inner.setdefault(text[depth : depth + 2], ([], array("i")))
        piece[0].append(text)
        piece[1].append(row)
    for head in sorted(inner):
        yield from _sorted(inner[head], depth + 2)
