"""The people of the films, by the words of their names."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from data.titles.models import Film
from data.titles.normalize import fold
from data.titles.texts import Arrays, code_of

SHORTEST_NAME = 3
"""Letters; shorter words tell nobody."""


class People:
    """Which films a name's words point to: a number for each word and film, made of a hash of the one and the other."""

    def __init__(self) -> None:
        self._new = array("q")
        self._known: NDArray[np.int64] = np.zeros(0, np.int64)  # ascending
        self._late: dict[str, array[int]] = {}

    def arrays(self) -> Arrays:
        """All there is, after `seal`."""
        return {"people": self._known}

    @classmethod
    def mapped(cls, arrays: Arrays) -> People:
        """The same people again."""
        people = cls()
        people._known = arrays["people"]
        return people

    def load(self, number: int, film: Film) -> None:
        """Takes the directors and the cast of a film; they can be found after `seal`."""
        self._new.extend([_first(word) | number for word in _words(film)])

    def seal(self) -> None:
        """Sorts what was loaded."""
        self._known = np.sort(np.frombuffer(self._new, np.int64))
        self._new = array("q")

    def add(self, number: int, film: Film) -> None:
        """Files the directors and the cast of one more film, which can be found at once."""
        for word in _words(film):
            self._late.setdefault(word, array("i")).append(number)

    def films(self, word: str) -> NDArray[np.int32]:
        """The films somebody of that name worked on."""
        first = _first(word)
        low, high = self._known.searchsorted(first), self._known.searchsorted(first + _WORD)
        numbers = (self._known[low:high] & (_WORD - 1)).astype(np.int32)
        if late := self._late.get(word):
            numbers = np.concatenate([numbers, np.array(late, np.int32)])
        return numbers

    def among(self, word: str, films: NDArray[np.int32]) -> NDArray[np.bool_] | None:
        """Which of the films somebody of that name worked on; None for no film at all."""
        numbers = self.films(word)
        if not len(numbers):
            return None
        found: NDArray[np.bool_] = numbers[np.minimum(np.searchsorted(numbers, films), len(numbers) - 1)] == films
        return found


_WORD = 1 << 32


def _first(word: str) -> int:
    """Below the numbers that a word has with any film."""
    return (code_of(word) & 0x7FFF_FFFF) << 32


def _words(film: Film) -> set[str]:
    names = (*(getattr(film, "directors", None) or ()), *(getattr(film, "cast", None) or ()))
    return {word for word in fold(" ".join(names)).split(" ") if len(word) >= SHORTEST_NAME} if names else set()
