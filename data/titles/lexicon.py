"""Finds rows by their whole text or by how it begins; prefixes that fit too many rows give the most popular."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from data.titles.texts import Arrays, Codes, Lines, coded

_FIRST, _LAST = "\0", "\U0010ffff"
_WIDE = 600
"""More rows than this are not compared one by one."""
_THINNER = 8
"""Each tier has so many times fewer rows than the one below it."""
_NAMESAKES = 1000
"""More rows of one and the same text are not told apart."""
_HEAD = 3
_BUCKET = 1500

Bucket = tuple[list[str], "array[int]"]


class Lexicon:
    """Sorted texts with a row each, and thinner tiers of the popular ones above them."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}
        self._texts: Lines = []
        self._rows: NDArray[np.int32] = np.zeros(0, np.int32)
        self._first: dict[str, int] | _First = {}
        self._tiers: list[NDArray[np.int32]] = []
        """Places of the popular, ascending; each tier is part of the one before."""
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
        every: list[str] = []
        first: dict[str, int] = {}
        for head in sorted(self._buckets):
            for texts, found in _sorted(self._buckets.pop(head), len(head)):
                place = len(every)
                every += texts
                rows += found
                first.update(zip(reversed(texts), range(place + len(texts) - 1, place - 1, -1), strict=True))
                if place // _BUCKET != len(every) // _BUCKET:
                    yield
        self._texts, self._first = every, first
        self._rows = np.array(rows, np.int32)
        rank = popularity[self._rows]
        size = len(rows) // _THINNER
        while size >= _WIDE:
            self._tiers.append(np.sort(np.argpartition(-rank, size)[:size]).astype(np.int32))
            size //= _THINNER
            yield

    def arrays(self, squashed: Lines) -> Arrays:
        """All there is, after `seal`; `squashed` are the rows' texts."""
        first = self._first if isinstance(self._first, dict) else {}
        long = [len(self._texts[place]) > len(squashed[row]) for place, row in enumerate(self._rows.tolist())]
        return {
            "lexicon.rows": self._rows,
            "lexicon.articles": np.array(long, np.bool_),
            **{f"lexicon.tier.{number}": tier for number, tier in enumerate(self._tiers)},
            **coded("lexicon", first, first.values()),
        }

    @classmethod
    def mapped(cls, arrays: Arrays, squashed: Lines) -> Lexicon:
        """The same entries again, to which none can be added."""
        lexicon = cls()
        lexicon._rows = arrays["lexicon.rows"]
        lexicon._texts = _Entries(lexicon._rows, arrays["lexicon.articles"], squashed)
        lexicon._first = _First(Codes(arrays, "lexicon"), lexicon._texts)
        tiers = sum(name.startswith("lexicon.tier.") for name in arrays)
        lexicon._tiers = [arrays[f"lexicon.tier.{number}"] for number in range(tiers)]
        return lexicon

    def add(self, text: str, row: int) -> None:
        """Files one more entry, which can be found at once."""
        insort(self._late, (text, row))

    def has(self, text: str) -> bool:
        """Whether a row may have this text."""
        return self._first.get(text) is not None or bool(self._late)

    def exact(self, text: str) -> list[int]:
        """The rows whose text is this."""
        found: list[int] = []
        place = self._first.get(text)
        if place is not None:
            end = place + 1
            if end < len(self._texts) and self._texts[end] == text:
                end = min(_end(self._texts, text + _FIRST, end), place + _NAMESAKES)
            found = self._rows[place:end].tolist()
        if self._late:
            found += [
                row
                for _, row in self._late[bisect_left(self._late, (text, -1)) : bisect_left(self._late, (text, _MANY))]
            ]
        return found

    def prefixed(self, prefix: str) -> NDArray[np.int32]:
        """Rows whose text begins so: all of them, or if they are very many, those of the popular films."""
        low = bisect_left(self._texts, prefix)
        high = _end(self._texts, prefix + _LAST, low)
        found = self._rows[low:high]
        for tier in self._tiers:
            start, end = tier.searchsorted((low, high)).tolist()
            if len(found) <= _WIDE or end - start < _WIDE // _THINNER // 2:
                break
            found = self._rows[tier[start:end]]
        if not self._late:
            return found
        late = self._late[bisect_left(self._late, (prefix, -1)) : bisect_left(self._late, (prefix + _LAST, -1))]
        return np.concatenate([found, np.array([row for _, row in late], np.int32)])


_MANY = 1 << 31


def _end(texts: Lines, bound: str, low: int) -> int:
    """Where texts begin, from `low` on, that are not below the bound: near by, mostly, so that few are looked at."""
    step = 1
    while low + step < len(texts) and texts[low + step] < bound:
        step *= 2
    return bisect_left(texts, bound, low + step // 2, min(len(texts), low + step))


class _Entries:
    """The texts in order, each made of its row's."""

    def __init__(self, rows: NDArray[np.int32], articles: NDArray[np.bool_], squashed: Lines) -> None:
        self._rows, self._articles, self._squashed = rows.data, articles.data, squashed

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int, /) -> str:
        text = self._squashed[self._rows[place]]
        return "the" + text if self._articles[place] else text


class _First:
    """Where each text stands first."""

    def __init__(self, codes: Codes, texts: Lines) -> None:
        self._codes, self._texts = codes, texts

    def get(self, text: str) -> int | None:
        """None for a text that is not there."""
        return next((place for place in self._codes.find(text) if self._texts[place] == text), None)


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
