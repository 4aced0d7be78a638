"""The index: films in, matches out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from data.titles import readings
from data.titles.candidates import Candidates, find
from data.titles.doubts import is_doubtful
from data.titles.models import Film, Match, Outcome, Span
from data.titles.normalize import fold, squash, strip_article
from data.titles.numerals import digits
from data.titles.people import SHORTEST_NAME
from data.titles.queries import Query, parse
from data.titles.ranking import SURE, Ranked, matches, rank
from data.titles.series import without_series
from data.titles.spotting import spot
from data.titles.stores import Stores
from data.titles.texts import Arrays

_LISTED = 10
"""Films that the rules of `readings` put in order."""


class TitleIndex:
    """Finds films by whatever people type.

    A search takes well under a millisecond among 36,000 films: call it in the event loop. Building holds the GIL nearly
    all the time, so that a thread does not spare the loop: use `build_in_chunks`. Searches in several threads at once
    are safe while nothing is added or removed.
    """

    def __init__(self, films: Iterable[Film] = ()) -> None:
        self.stores = Stores()
        self._fixed = self._changed = False
        for _ in self.stores.load(films):
            pass

    @classmethod
    def build_in_chunks(cls, films: Iterable[Film]) -> Iterator[TitleIndex | None]:
        """Builds in steps of a few milliseconds: yields None after each, and last the index.

        In an event loop: `for index in TitleIndex.build_in_chunks(films): await asyncio.sleep(0)`.
        """
        index = cls()
        yield from index.stores.load(films)
        yield index

    def arrays(self) -> Iterator[Arrays]:
        """What the index is made of, part by part, to be kept in a file.

        Of an index that was built at once, and whose films have numbers of 63 bits as ids.

        Raises:
            TypeError, OverflowError: an id is no such number.
            ValueError: films were added or removed.
        """
        if self._changed:
            raise ValueError("films were added to this index, or removed: it is built anew to be kept")
        return self.stores.arrays()

    @classmethod
    def mapped(cls, arrays: Arrays) -> TitleIndex:
        """The index of such arrays, which may lie in a mapped file: in a millisecond, and never changed."""
        index = cls()
        index.stores = Stores.mapped(arrays)
        index._fixed = True
        return index

    def __len__(self) -> int:
        return len(self.stores.catalogue.number_of)

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """The films that a query may mean, best first; empty for none. Never raises, whatever the text."""
        parsed, found = self.candidates(query)
        if bare := readings.bare(parsed, self.stores):
            return self.search(bare, limit)
        ranked = rank(parsed, found, self.stores)
        best = digits(self._likeliest(ranked)[0]) if ranked else ""
        numbered = readings.in_series(parsed, best, self.stores)
        if numbered:
            series, among = self.candidates(numbered)
            placed = rank(series, among, self.stores)
            if placed and placed.chance >= SURE:
                return matches(placed, self.stores.catalogue, limit)
        listed = matches(ranked, self.stores.catalogue, max(limit, _LISTED)) if ranked else []
        if ranked and listed and (numbered or is_doubtful(parsed, *self._likeliest(ranked), self.stores)):
            listed = [replace(match, outcome=Outcome.UNSURE) for match in listed]
        return readings.ordered(listed, parsed, best, self.stores)[: max(limit, 0)]

    def _likeliest(self, ranked: Ranked) -> tuple[str, int]:
        """The text of the best row, and its film."""
        row = int(ranked.rows[0])
        return self.stores.catalogue.texts[row], int(self.stores.catalogue.film.values[row])

    def is_name(self, text: str) -> bool:
        """Whether a film is called just that, by a title, a part of one or a nickname."""
        return bool(self.stores.lexicon.exact(squash(digits(strip_article(fold(text))))))

    def by_person(self, name: str, limit: int) -> list[Hashable]:
        """The best known films on which somebody of that name worked."""
        catalogue, people = self.stores.catalogue, self.stores.people
        words = [word for word in fold(name).split() if len(word) >= SHORTEST_NAME]
        found, *others = sorted(map(people.films, words), key=len) or [np.zeros(0, np.int32)]
        for films in others:
            found = found[np.isin(found, films, assume_unique=True)]
        found = found[catalogue.alive.values[found]]
        best = np.argsort(-catalogue.popularity.values[found], kind="stable")[:limit]
        return [catalogue.ids[film] for film in found[best].tolist()]

    def spot(self, text: str) -> list[Span]:
        """The places in a running text that name a film, in their order; they do not overlap.

        Reads the first 4,000 characters; 200 take half a millisecond, 4,000 up to 30: use a thread then.
        """
        found = spot(text, self.stores.catalogue, self.stores.lexicon, self.stores.people)
        return self.without_series(text, found)

    def without_series(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Spans without those that only say the series of the next, which other indexes may have found."""
        return without_series(text, spans, self.stores)

    def add(self, film: Film) -> None:
        """Files one more film; one of the same id is replaced. TypeError where the index is a mapped one."""
        self.remove(film.id)
        self.stores.add(film)

    def remove(self, film_id: Hashable) -> bool:
        """Forgets a film; False if it was not there. TypeError where the index is a mapped one."""
        if self._fixed:
            raise TypeError("a mapped index is never changed")
        self._changed = True
        return self.stores.catalogue.drop_film(film_id)

    def candidates(self, query: str) -> tuple[Query, Candidates]:
        """The first stage alone, for training and measuring."""
        parsed = parse(query)
        return parsed, find(parsed, self.stores)
