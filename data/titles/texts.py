"""Many texts in one piece of memory, by number or found as a whole: for a mapped index, without lists and dicts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from data.titles.normalize import squash

Arrays = dict[str, NDArray[Any]]
"""A part of an index as arrays by name: all that it takes to make the part again."""


class Lines(Protocol):
    """Texts by number: a list, or what is like one."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> str: ...


def encoded(text: str) -> bytes:
    """UTF-8, in which texts have the order that they have in Python; of any text, half a surrogate pair too."""
    return text.encode("utf-8", "surrogatepass")


def code_of(text: str) -> int:
    """A hash of 32 bits that is the same in every process."""
    return crc32(encoded(text))


END = "\n"
"""Stands behind each text; hardly any has one within."""


class Texts:
    """Texts in UTF-8, one behind the other, and where each begins."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._bytes = arrays[f"{name}.data"]
        self._data = self._bytes.data
        self._starts = arrays[f"{name}.starts"]
        self._marks = self._starts.data

    def __len__(self) -> int:
        return len(self._marks) - 1

    def __getitem__(self, place: int, /) -> str:
        return str(self._data[self._marks[place] : self._marks[place + 1] - 1], "utf-8", "surrogatepass")

    def at(self, places: NDArray[np.int32], change: Callable[[str], str] = str) -> list[str]:
        """Several at once, in a fraction of the time; each changed by what would change all of them in one text too."""
        found = change(self._joined(places)).split(END)[:-1]
        return found if len(found) == len(places) else [change(self[place]) for place in places.tolist()]

    def _joined(self, places: NDArray[np.int32]) -> str:
        starts = self._starts[places]
        lengths = self._starts[places + 1] - starts
        ends = np.cumsum(lengths)
        every = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
        return str(self._bytes[every].data, "utf-8", "surrogatepass")


class Squashed:
    """The same texts without their spaces."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: int, /) -> str:
        return squash(self._texts[place])

    def at(self, places: NDArray[np.int32]) -> list[str]:
        """Several at once."""
        return self._texts.at(places, squash)


def at(texts: Lines, places: NDArray[np.int32]) -> list[str]:
    """The texts at these places."""
    if isinstance(texts, (Texts, Squashed)):
        return texts.at(places)
    return [texts[place] for place in places.tolist()]


def packed(name: str, texts: Iterable[str]) -> Arrays:
    """The arrays that `Texts` reads under the same name."""
    pieces = [encoded(text + END) for text in texts]
    starts = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)), out=starts[1:])
    return {f"{name}.data": np.frombuffer(b"".join(pieces), np.uint8), f"{name}.starts": starts}


class Codes:
    """Finds numbers by the hash of a text. Other texts can have the same: whoever asks looks whether it is meant."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._codes = arrays[f"{name}.codes"].data
        self._numbers = arrays[f"{name}.numbers"].data

    def __len__(self) -> int:
        return len(self._codes)

    def find(self, text: str) -> Iterator[int]:
        """The numbers that the text may have, in their order."""
        code = code_of(text)
        place = bisect_left(self._codes, code)
        while place < len(self._codes) and self._codes[place] == code:
            yield self._numbers[place]
            place += 1


def coded(name: str, texts: Iterable[str], numbers: Iterable[int]) -> Arrays:
    """The arrays that `Codes` reads under the same name; a number for each text."""
    codes = np.fromiter(map(code_of, texts), np.uint32)
    given = np.fromiter(numbers, np.int32)
    order = np.lexsort((given, codes))
    return {f"{name}.codes": codes[order], f"{name}.numbers": given[order]}
