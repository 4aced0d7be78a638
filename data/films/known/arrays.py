"""All known films as arrays: the title index, a line of facts for each film, and the keys by which it is found."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from data.titles import Film, TitleIndex
from data.titles.texts import END, Arrays, Codes, Texts, code_of, encoded


class Entry(NamedTuple):
    """A film as it comes in."""

    film: Film
    line: str
    """Its facts."""
    keys: tuple[str, ...]
    """What it is found by beside its titles, as `imdb:tt0073195`; several films may have the same."""


class MappedFilms:
    """Films by number, from 0 on, in the order in which they came; read only, and made of arrays in no time.

    The arrays may lie in a mapped file, and then take the memory of no process.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.index = TitleIndex.mapped(arrays)
        self._films = self.index.stores.catalogue
        self._facts = Texts(arrays, "facts")
        self._keys = Codes(arrays, "keys")

    def __len__(self) -> int:
        return len(self.index)

    def number(self, film_id: int) -> int | None:
        """The number of the film of that id."""
        return self._films.number_of.get(film_id)

    def film_id(self, number: int) -> int:
        """The id of the film of that number."""
        film_id = self._films.ids[number]
        assert isinstance(film_id, int)
        return film_id

    def year(self, number: int) -> int:
        """The year of the film of that number, 0 for none."""
        return int(self._films.year.values[number])

    def facts(self, number: int) -> str:
        """The line of the film of that number; nothing else is read."""
        return self._facts[number]

    def numbers(self, key: str) -> list[int]:
        """The numbers of the films of that key, and of others by chance: whoever asks looks at their facts."""
        return list(self._keys.find(key))


def parts_of(entries: Iterable[Entry]) -> Iterator[Arrays]:
    """The arrays of a base, made in steps of some milliseconds, most of which bring none yet."""
    notes = _Notes()
    for index in TitleIndex.build_in_chunks(notes.taken(entries)):
        if index is None:
            yield {}
        else:
            yield from index.arrays()
    yield notes.arrays()


class _Notes:
    """Lines and keys of the films that went by."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._starts = array("q", [0])
        self._codes, self._numbers = array("I"), array("i")

    def taken(self, entries: Iterable[Entry]) -> Iterator[Film]:
        """The films alone."""
        for number, (film, line, keys) in enumerate(entries):
            self._data += encoded(line + END)
            self._starts.append(len(self._data))
            for key in keys:
                self._codes.append(code_of(key))
                self._numbers.append(number)
            yield film

    def arrays(self) -> Arrays:
        """What `Texts` and `Codes` read."""
        codes, numbers = np.array(self._codes, np.uint32), np.array(self._numbers, np.int32)
        order = np.argsort(codes, kind="stable")
        return {
            "facts.data": np.frombuffer(self._data, np.uint8),
            "facts.starts": np.array(self._starts, np.int64),
            "keys.codes": codes[order],
            "keys.numbers": numbers[order],
        }
