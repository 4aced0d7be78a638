"""The films of one library by id and by title, and what several libraries show together. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from data.models import Film, ReviewState
from data.titles import Match, TitleIndex

_CLOSEST = 3
_LONGEST_TYPED = 100
_READ = {"title", "year", "original_title", "alternative_titles", "directors", "characters"}
OVERLAY_FILMS = 64
"""Up to so many films an index is built anew, in some milliseconds, when it is asked after a change: in less room, and
as if all had been there from the beginning. To a larger one films are added."""
_FEW_FILMS = 5_000
"""Libraries of up to so many films are looked through one by one; in larger ones that would take too long."""


@dataclass(frozen=True)
class FilmChoice:
    """A film as a person picks it: by title and year."""

    film_id: int
    label: str


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

    @classmethod
    def of(cls, film_id: int, film: Film) -> CataloguedFilm:
        """The film of a review, under the library's id."""
        return cls.read(film_id, film.model_dump(include=_READ))

    @classmethod
    def read(cls, film_id: int, film: dict[str, Any]) -> CataloguedFilm:
        """The film of a stored review, which was cleaned and checked when it was stored."""
        other = (film["original_title"],) if film.get("original_title") else ()
        alternative, directors = film.get("alternative_titles", ()), tuple(film.get("directors", ()))
        actors = tuple(one["actor"] for one in film.get("characters", ()) if one.get("actor"))
        return cls(film_id, film["title"], film.get("year"), (*other, *alternative), directors, actors)

    @property
    def choice(self) -> FilmChoice:
        """Title and year with the id behind them."""
        return FilmChoice(self.id, f"{self.title} ({self.year})" if self.year else self.title)


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
    _index: TitleIndex | None = field(default=None, init=False, repr=False)

    @property
    def index(self) -> TitleIndex | None:
        """None while there are no films: most servers have none of their own."""
        if self._index is None and self.films:
            self._index = TitleIndex(self.films.values())
        return self._index

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
        if state == ReviewState.PUBLISHED:
            self.films[film.id] = film
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


Shelves = Sequence[Shelf]
"""What a server sees: its own shelf first, which wins over, or hides, what the shared one has."""


def visible(shelves: Shelves) -> dict[int, CataloguedFilm]:
    """Every film that is seen, by its id."""
    films: dict[int, CataloguedFilm] = {}
    for shelf in reversed(shelves):
        films = {film_id: film for film_id, film in films.items() if film_id not in shelf.hidden} | shelf.films
    return films


def film_on(shelves: Shelves, film_id: Hashable) -> CataloguedFilm | None:
    """A film that is seen."""
    for shelf in shelves:
        if film_id in shelf.films or film_id in shelf.hidden:
            return shelf.films.get(film_id) if isinstance(film_id, int) else None
    return None


def choices(shelves: Shelves, matches: Iterable[Match]) -> list[FilmChoice]:
    """Matches as films to pick from."""
    return [film.choice for match in matches if (film := film_on(shelves, match.film_id))]


def newest(shelves: Shelves, limit: int) -> list[FilmChoice]:
    """The latest films."""
    films = heapq.nsmallest(limit, visible(shelves).values(), key=lambda film: (-(film.year or 0), film.title))
    return [film.choice for film in films]


def search(shelves: Shelves, text: str, limit: int) -> list[Match]:
    """The shelves' matches as one list, of about equal ones the newest first; a film on both counts as on the first."""
    covered: set[int] = set()
    matches: list[Match] = []
    for shelf in shelves:
        found = shelf.index.search(text, limit) if shelf.index is not None else []
        matches += [match for match in found if match.film_id not in covered]
        if shelf is not shelves[-1]:
            covered |= shelf.films.keys() | shelf.hidden

    def rank(match: Match) -> tuple[float, int, float]:
        film = film_on(shelves, match.film_id)
        return -round(match.score, 1), -(film.year if film and film.year else 0), -match.score

    return sorted(matches, key=rank)[:limit]


def containing(shelves: Shelves, text: str) -> list[FilmChoice]:
    """Films with words in their titles that begin as the typed ones do, the newest first; in a small library only.

    The title engine rightly takes `city` or `love` for no title; in a library of reviews they may still be meant.
    """
    typed = text[:_LONGEST_TYPED].casefold().split()
    if not typed or sum(len(shelf.films) for shelf in shelves) > _FEW_FILMS:
        return []
    longest = max(typed, key=len)  # which most titles do not have at all, and it is asked of every one of them
    found = [
        film
        for film in visible(shelves).values()
        if longest in (title := film.title.casefold())
        and all(any(word.startswith(begun) for word in title.split()) for begun in typed)
    ]
    return [film.choice for film in sorted(found, key=lambda film: (-(film.year or 0), film.title))]


def closest(shelves: Shelves, text: str) -> tuple[FilmChoice, ...]:
    """Neighbours to offer when nothing is likely: the nearest by letters. Takes a while in a large library."""
    films = list(visible(shelves).values())
    titles = [film.title.casefold() for film in films]
    near = process.extract(text[:_LONGEST_TYPED].casefold(), titles, scorer=fuzz.ratio, limit=_CLOSEST)
    return tuple(films[place].choice for _, _, place in near)
