"""The films and their surface forms, as columns: what the other parts look up by film or by row number."""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.titles.chatter import FILLER
from data.titles.english import COMMON
from data.titles.models import Film
from data.titles.normalize import fold, squash
from data.titles.numerals import sequel_number
from data.titles.surfaces import Surface, titles_of


class Column:
    """A numpy vector that grows at the end; `values` is a view of it."""

    def __init__(self, typecode: str, dtype: Any = None) -> None:
        self._new: array[Any] = array(typecode)
        self._room: NDArray[Any] = np.zeros(0, dtype or typecode)
        self._size = 0
        self.append = self._new.append

    @property
    def values(self) -> NDArray[Any]:
        """All values so far; not to be kept across an append."""
        if self._new:
            self._take()
        return self._room[: self._size]

    def _take(self) -> None:
        size = self._size + len(self._new)
        if size > len(self._room):
            room = np.zeros(size + (size // 4 if self._size else 0), self._room.dtype)
            room[: self._size] = self._room[: self._size]
            self._room = room
        self._room[self._size : size] = self._new
        self._size = size
        del self._new[:]


class Catalogue:
    """Films by number, rows (surface forms) by number; nothing is ever renumbered, removed films are only marked."""

    def __init__(self) -> None:
        self.ids: list[Hashable] = []
        self.titles: list[str | tuple[str, ...]] = []
        self.number_of: dict[Hashable, int] = {}
        self.year = Column("h")
        self.popularity = Column("f")
        self.alive = Column("b", np.bool_)
        self.texts: list[str] = []
        self.squashed: list[str] = []
        self.film = Column("i")
        self.kind = Column("b")
        self.article = Column("b")
        self.source = Column("h")
        self.sequel = Column("b")
        self.length = Column("h")
        self.plain = Column("B")
        self._columns = [value for value in vars(self).values() if isinstance(value, Column)]
        self.whole = True
        """Whether no film was ever removed."""

    def add_film(self, film: Film) -> int:
        """Files a film and gives its number."""
        number = len(self.ids)
        titles = titles_of(film)
        self.ids.append(film.id)
        self.titles.append(titles[0] if len(titles) == 1 else tuple(titles))
        self.number_of[film.id] = number
        year = getattr(film, "year", None) or 0
        self.year.append(year if 0 < year < 10000 else 0)
        self.popularity.append(min(1.0, max(0.0, float(getattr(film, "popularity", None) or 0.0))))
        self.alive.append(True)
        return number

    def add_row(self, film: int, form: Surface) -> tuple[int, str]:
        """Files a surface form of a film; gives its row and its squashed text."""
        squashed = squash(form.text)
        self.texts.append(form.text)
        self.squashed.append(squashed if squashed != form.text else form.text)
        self.film.append(film)
        self.kind.append(form.kind)
        self.article.append(form.article)
        self.source.append(min(form.source, 255))
        self.sequel.append(sequel_number(form.text))
        self.length.append(min(len(squashed), 9999))
        self.plain.append(plainness(form.text))
        return len(self.texts) - 1, squashed

    def settle(self) -> None:
        """Does now what the next look at the columns would have to do; for a build that must not pause for long."""
        for column in self._columns:
            _ = column.values

    def drop_film(self, film_id: Hashable) -> bool:
        """Marks a film as removed; False if it was not there."""
        number = self.number_of.pop(film_id, None)
        if number is None:
            return False
        self.alive.values[number] = False
        self.whole = False
        return True

    def title(self, film: int, source: int = 0) -> str:
        """One of a film's titles as it was given."""
        titles = self.titles[film]
        return titles if isinstance(titles, str) else titles[min(source, len(titles) - 1)]


_PLAIN = dict.fromkeys(COMMON, 170) | dict.fromkeys(FILLER, 255)


def plainness(folded: str) -> int:
    """How far a text is made of everyday words: 0 not at all, 255 only of those that chatter is made of."""
    words = folded.split(" ")
    return sum(filter(None, map(_PLAIN.get, words))) // len(words)


class People:
    """Which films a name's words point to: a number for each word and film, made of a hash of the one and the other."""

    def __init__(self) -> None:
        self._new = array("q")
        self._known: NDArray[np.int64] = np.zeros(0, np.int64)  # ascending
        self._late: dict[str, array[int]] = {}

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

    def among(self, word: str, films: NDArray[np.int32]) -> NDArray[np.bool_] | None:
        """Which of the films somebody of that name worked on; None for no film at all."""
        first = _first(word)
        low, high = self._known.searchsorted(first), self._known.searchsorted(first + _WORD)
        numbers = (self._known[low:high] & (_WORD - 1)).astype(np.int32)
        if late := self._late.get(word):
            numbers = np.concatenate([numbers, np.array(late, np.int32)])
        if not len(numbers):
            return None
        found: NDArray[np.bool_] = numbers[np.minimum(np.searchsorted(numbers, films), len(numbers) - 1)] == films
        return found


_WORD = 1 << 32


def _first(word: str) -> int:
    """Below the numbers that a word has with any film. Hashes are this process' own, as these numbers are."""
    return (hash(word) & 0x7FFF_FFFF) << 32


def _words(film: Film) -> set[str]:
    names = (*(getattr(film, "directors", None) or ()), *(getattr(film, "cast", None) or ()))
    return {word for word in fold(" ".join(names)).split(" ") if len(word) > 2} if names else set()
