"""Everything an index looks things up in, filled film by film."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from data.titles.catalogue import Catalogue
from data.titles.evidence import Vocabulary
from data.titles.lexicon import Lexicon
from data.titles.models import Film
from data.titles.nicknames import NICKNAMES
from data.titles.people import People
from data.titles.postings import Postings
from data.titles.surfaces import Kind, surfaces
from data.titles.texts import Arrays

_RUN = 512
"""Rows whose n-grams are taken at once: about 2 ms."""
_STEP = 32
"""Films between two yields: about 1 ms."""


class Stores:
    """The columns, the whole texts and their beginnings, the n-grams, the people and the words."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.people = People()
        self.lexicon = Lexicon()
        self.postings = Postings()
        self.vocabulary = Vocabulary()

    def load(self, films: Iterable[Film]) -> Iterator[None]:
        """Fills empty stores; yields every few milliseconds. Nothing is found before the end."""
        run: list[str] = []
        for count, film in enumerate(films, 1):
            self.catalogue.drop_film(film.id)
            for row, text, article in self._rows(film, self.people.load):
                run.append(text)
                self.lexicon.load(text, row)
                if article:
                    self.lexicon.load("the" + text, row)
            if len(run) >= _RUN:
                self.postings.load(run, len(self.catalogue.texts) - len(run))
                self.catalogue.settle()
                run = []
            if count % _STEP == 0:
                yield
        if run:
            self.postings.load(run, len(self.catalogue.texts) - len(run))
        self.people.seal()
        yield from self.postings.seal()
        yield from self.lexicon.seal(self.catalogue.popularity.values[self.catalogue.film.values])

    def arrays(self) -> Iterator[Arrays]:
        """All there is, part by part; of stores that were loaded once, and to which nothing was added."""
        yield self.catalogue.arrays()
        yield self.people.arrays()
        yield self.lexicon.arrays(self.catalogue.squashed)
        yield self.postings.arrays()
        yield self.vocabulary.arrays()

    @classmethod
    def mapped(cls, arrays: Arrays) -> Stores:
        """The same stores again, to which nothing can be added."""
        stores = cls()
        stores.catalogue = Catalogue.mapped(arrays)
        stores.people = People.mapped(arrays)
        stores.lexicon = Lexicon.mapped(arrays, stores.catalogue.squashed)
        stores.postings = Postings.mapped(arrays)
        stores.vocabulary = Vocabulary.mapped(arrays)
        return stores

    def add(self, film: Film) -> None:
        """Files one more film, which can be found at once."""
        for row, text, article in self._rows(film, self.people.add):
            self.postings.add(text, row)
            self.lexicon.add(text, row)
            if article:
                self.lexicon.add("the" + text, row)

    def _rows(self, film: Film, file_people: Callable[[int, Film], None]) -> Iterator[tuple[int, str, bool]]:
        number = self.catalogue.add_film(film)
        file_people(number, film)
        for form in surfaces(film, NICKNAMES):
            row, text = self.catalogue.add_row(number, form)
            if form.kind <= Kind.ALTERNATIVE:
                self.vocabulary.add(form.text)
            yield row, text, form.article
