"""The films of one library, by id and by title. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from data.film_keys import name_key
from data.models import Film, ReviewState
from data.titles import TitleIndex

_READ = {"title", "year", "original_title", "alternative_titles", "directors", "characters"}
_IDS = {"imdb_id", "tmdb_id", "wikidata_id"}
OVERLAY_FILMS = 64
"""Up to so many films an index is built anew, in some milliseconds, when it is asked after a change: in less room, and
as if all had been there from the beginning. To a larger one films are added."""


@dataclass(frozen=True)
class FilmChoice:
    """A film as a person picks it: by title and year."""

    film_id: int
    label: str
    reviewed: bool = True
    """Whether there is a review of it that the server sees, or it is only known."""
    directors: tuple[str, ...] = ()
    """Who made it, by which films of one title and year are told apart."""


@dataclass(frozen=True)
class CataloguedFilm:
    """What the title index reads of a film."""

    id: int
    title: str
    year: int | None
    alt: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    popularity: float | None = None
    ids: tuple[tuple[str, str], ...] = ()
    """What other databases call it, by their names in `data.film_keys`."""

    @classmethod
    def of(cls, film_id: int, film: Film) -> CataloguedFilm:
        """The film of a review, under the library's id."""
        return cls.read(film_id, film.model_dump(include=_READ | _IDS))

    @classmethod
    def read(cls, film_id: int, film: dict[str, Any]) -> CataloguedFilm:
        """The film of a stored review, which was cleaned and checked when it was stored."""
        other = (film["original_title"],) if film.get("original_title") else ()
        alternative, directors = film.get("alternative_titles", ()), tuple(film.get("directors", ()))
        actors = tuple(one["actor"] for one in film.get("characters", ()) if one.get("actor"))
        ids = tuple((name.removesuffix("_id"), str(film[name])) for name in sorted(_IDS) if film.get(name))
        return cls(film_id, film["title"], film.get("year"), (*other, *alternative), directors, actors, ids=ids)

    @property
    def choice(self) -> FilmChoice:
        """Title and year with the id behind them."""
        label = f"{self.title} ({self.year})" if self.year else self.title
        return FilmChoice(self.id, label, directors=self.directors)


def latest_first(film: CataloguedFilm) -> tuple[int, str]:
    """The order in which films are listed."""
    return -(film.year or 0), film.title


@dataclass
class Shelf:
    """The films of one library."""

    films: dict[int, CataloguedFilm] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    """Films whose review this library withdrew: it covers the shared one."""
    revisions: dict[int, int] = field(default_factory=dict)
    """Of what was put here, so that an older revision that comes late, or the same once more, changes nothing."""
    generation: int = -1
    """Up to which everything that changed in the library is here."""
    elsewhere: dict[tuple[str, str], int] = field(default_factory=dict)
    """Its films by database and id there, and by title and year however spelt."""
    _index: TitleIndex | None = field(default=None, init=False, repr=False)
    _newest: list[CataloguedFilm] | None = field(default=None, init=False, repr=False)

    @property
    def index(self) -> TitleIndex | None:
        """None while there are no films: most servers have none of their own."""
        if self._index is None and self.films:
            self._index = TitleIndex(self.films.values())
        return self._index

    @property
    def newest(self) -> list[CataloguedFilm]:
        """The latest first; put in order when it is asked after a change, and not for every letter that is typed."""
        if self._newest is None:
            self._newest = sorted(self.films.values(), key=latest_first)
        return self._newest

    def build(self) -> Iterator[None]:
        """Make the index of what was noted, in steps of some milliseconds; a small one is made when it is asked."""
        if len(self.films) > OVERLAY_FILMS:
            for index in TitleIndex.build_in_chunks(self.films.values()):
                self._index = index
                yield

    def note(self, film: CataloguedFilm, state: ReviewState, revision: int) -> bool:
        """List a published review, drop another, and cover the shared one with a withdrawn one; False if it was known.

        The index is left as it is.
        """
        if self.revisions.get(film.id, 0) >= revision:
            return False
        self.revisions[film.id] = revision
        self._newest = None
        if state == ReviewState.PUBLISHED:
            self.films[film.id] = film
            self.elsewhere |= dict.fromkeys(film.ids, film.id)
            self.elsewhere["title", name_key(film.title, film.year)] = film.id
        else:
            self.films.pop(film.id, None)
        (self.hidden.add if state == ReviewState.WITHDRAWN else self.hidden.discard)(film.id)
        return True

    def put(self, film: CataloguedFilm, state: ReviewState, revision: int) -> None:
        """`note`, and let it be found by its title."""
        if not self.note(film, state, revision):
            return
        if len(self.films) <= OVERLAY_FILMS:
            self._index = None
        elif self._index is None:
            self._index = TitleIndex(self.films.values())
        elif film.id in self.films:
            self._index.add(film)
        else:
            self._index.remove(film.id)
