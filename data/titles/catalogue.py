"""The films and their surface forms, as columns: what the other parts look up by film or by row number."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from data.titles.chatter import FILLER
from data.titles.english import COMMON
from data.titles.models import Film
from data.titles.normalize import squash
from data.titles.numerals import sequel_number
from data.titles.surfaces import Surface, titles_of
from data.titles.texts import Arrays, Lines, Squashed, Texts, packed


class Column:
    """A numpy vector that grows at the end; `values` is a view of it."""

    def __init__(self, typecode: str, dtype: Any = None) -> None:
        self._new: array[Any] = array(typecode)
        self._room: NDArray[Any] = np.zeros(0, dtype or typecode)
        self._size = 0
        self.append = self._new.append

    @classmethod
    def mapped(cls, values: NDArray[Any]) -> Column:
        """A vector that is there already, and does not grow."""
        column = cls("b")
        column._room, column._size = values, len(values)
        return column

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


class _Ids(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Hashable: ...


class _Titles(Protocol):
    def __getitem__(self, number: int, /) -> str | tuple[str, ...]: ...


class _Numbers(Protocol):
    def __len__(self) -> int: ...
    def __contains__(self, film_id: object, /) -> bool: ...
    def get(self, film_id: Hashable, /) -> int | None: ...
    def __getitem__(self, film_id: Hashable, /) -> int: ...


class Catalogue:
    """Films by number, rows (surface forms) by number; nothing is ever renumbered, removed films are only marked."""

    def __init__(self) -> None:
        self._ids: list[Hashable] = []
        self.ids: _Ids = self._ids
        self._titles: list[str | tuple[str, ...]] = []
        self.titles: _Titles = self._titles
        self._number_of: dict[Hashable, int] = {}
        self.number_of: _Numbers = self._number_of
        self.year = Column("h")
        self.popularity = Column("f")
        self.alive = Column("b", np.bool_)
        self._texts: list[str] = []
        self.texts: Lines = self._texts
        self._squashed: list[str] = []
        self.squashed: Lines = self._squashed
        self.film = Column("i")
        self.kind = Column("b")
        self.article = Column("b")
        self.source = Column("h")
        self.sequel = Column("b")
        self.length = Column("h")
        self.plain = Column("B")
        self._columns = {name: value for name, value in vars(self).items() if isinstance(value, Column)}
        self.whole = True
        """Whether no film was ever removed."""

    def add_film(self, film: Film) -> int:
        """Files a film and gives its number."""
        number = len(self._ids)
        titles = titles_of(film)
        self._ids.append(film.id)
        self._titles.append(titles[0] if len(titles) == 1 else tuple(titles))
        self._number_of[film.id] = number
        year = getattr(film, "year", None) or 0
        self.year.append(year if 0 < year < 10000 else 0)
        self.popularity.append(min(1.0, max(0.0, float(getattr(film, "popularity", None) or 0.0))))
        self.alive.append(True)
        return number

    def add_row(self, film: int, form: Surface) -> tuple[int, str]:
        """Files a surface form of a film; gives its row and its squashed text."""
        squashed = squash(form.text)
        self._texts.append(form.text)
        self._squashed.append(squashed if squashed != form.text else form.text)
        self.film.append(film)
        self.kind.append(form.kind)
        self.article.append(form.article)
        self.source.append(min(form.source, 255))
        self.sequel.append(sequel_number(form.text))
        self.length.append(min(len(squashed), 9999))
        self.plain.append(plainness(form.text))
        return len(self._texts) - 1, squashed

    def arrays(self) -> Arrays:
        """All there is, of films that have whole numbers as ids."""
        named = [titles if isinstance(titles, tuple) else (titles,) for titles in self._titles]
        firsts = np.zeros(len(named) + 1, np.int32)
        np.cumsum(np.fromiter(map(len, named), np.int32, len(named)), out=firsts[1:])
        ids = np.frombuffer(array("q", cast("list[int]", self._ids)), np.int64)
        order = np.argsort(ids, kind="stable")
        return {
            "ids": ids,
            "ids.order": order[self.alive.values[order]].astype(np.int32),
            "titles.firsts": firsts,
            **packed("titles", (title for titles in named for title in titles)),
            **packed("texts", self._texts),
            **{f"column.{name}": column.values for name, column in self._columns.items()},
        }

    @classmethod
    def mapped(cls, arrays: Arrays) -> Catalogue:
        """The same films again, of which none can be added nor removed."""
        catalogue, texts = cls(), Texts(arrays, "texts")
        catalogue.ids = arrays["ids"].data
        catalogue.number_of = _MappedNumbers(arrays["ids"], arrays["ids.order"])
        catalogue.whole = len(catalogue.number_of) == len(catalogue.ids)
        catalogue.titles = _MappedTitles(arrays)
        catalogue.texts, catalogue.squashed = texts, Squashed(texts)
        for name in catalogue._columns:
            setattr(catalogue, name, Column.mapped(arrays[f"column.{name}"]))
        return catalogue

    def settle(self) -> None:
        """Does now what the next look at the columns would have to do; for a build that must not pause for long."""
        for column in self._columns.values():
            _ = column.values

    def drop_film(self, film_id: Hashable) -> bool:
        """Marks a film as removed; False if it was not there."""
        number = self._number_of.pop(film_id, None)
        if number is None:
            return False
        self.alive.values[number] = False
        self.whole = False
        return True

    def title(self, film: int, source: int = 0) -> str:
        """One of a film's titles as it was given."""
        titles = self.titles[film]
        return titles if isinstance(titles, str) else titles[min(source, len(titles) - 1)]


class _MappedTitles:
    """Each film's titles: one, or several."""

    def __init__(self, arrays: Arrays) -> None:
        self._texts = Texts(arrays, "titles")
        self._firsts = arrays["titles.firsts"].data

    def __getitem__(self, number: int, /) -> str | tuple[str, ...]:
        first, end = self._firsts[number], self._firsts[number + 1]
        return self._texts[first] if end == first + 1 else tuple(self._texts[place] for place in range(first, end))


class _MappedNumbers:
    """A film's number by its id: the ids as they are, and their order."""

    def __init__(self, ids: NDArray[np.int64], order: NDArray[np.int32]) -> None:
        self._ids, self._order = ids.data, order.data

    def __len__(self) -> int:
        return len(self._order)

    def get(self, film_id: object, /) -> int | None:
        """None for a film that is not there."""
        if not isinstance(film_id, int):
            return None
        place = bisect_left(self._order, film_id, key=self._ids.__getitem__)
        if place < len(self._order) and self._ids[number := self._order[place]] == film_id:
            return int(number)
        return None

    def __contains__(self, film_id: object, /) -> bool:
        return self.get(film_id) is not None

    def __getitem__(self, film_id: Hashable, /) -> int:
        if (number := self.get(film_id)) is None:
            raise KeyError(film_id)
        return number


_PLAIN = dict.fromkeys(COMMON, 170) | dict.fromkeys(FILLER, 255)


def plainness(folded: str) -> int:
    """How far a text is made of everyday words: 0 not at all, 255 only of those that chatter is made of."""
    words = folded.split(" ")
    return sum(filter(None, map(_PLAIN.get, words))) // len(words)
